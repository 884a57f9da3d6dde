// Reading a packed blob from the middle, by the checkpoints that an earlier pass over it left.
#pragma once

#include "core/base/limits.hpp"
#include "core/bytes/decompress.hpp"
#include "core/bytes/source.hpp"

#include <memory>
#include <span>

namespace strata {

/// Unpacks `blob` from `start` on, or from its front where that is null. `blob` must outlive the reader.
[[nodiscard]] Result<std::unique_ptr<Decompressor>> resume_at(const Source& blob, Compression compression,
                                                              const Checkpoint* start, const Limits& limits);

/// The unpacked bytes from `unpacked_offset` on; nothing where the stream ends before it. Starts at the nearest
/// checkpoint and passes over what lies between. `blob` must outlive the reader.
[[nodiscard]] Result<std::unique_ptr<Reader>> open_at(const Source& blob, Compression compression,
                                                      std::span<const Checkpoint> checkpoints,
                                                      std::uint64_t unpacked_offset, const Limits& limits = {});

} // namespace strata

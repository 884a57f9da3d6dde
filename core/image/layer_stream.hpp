// The unpacked bytes of a layer from any byte on.
#pragma once

#include "core/base/limits.hpp"
#include "core/bytes/reader.hpp"
#include "core/bytes/source.hpp"
#include "core/model/layer.hpp"

#include <memory>
#include <span>

namespace strata {

/// How the blob is packed, by its first bytes.
[[nodiscard]] Compression sniff_blob(const Source& blob);

/// The tar from byte `offset` on: a plain blob by seeking, a packed one from the last of `checkpoints` before it, or
/// from the front. `slice`: bytes of a plain blob read at a time. The blob must outlive the reader.
[[nodiscard]] Result<std::unique_ptr<Reader>> open_tar_at(const Source& blob, std::span<const Checkpoint> checkpoints,
                                                          std::uint64_t offset, std::size_t slice,
                                                          const Limits& limits = {});

} // namespace strata

// The bytes of one file of one layer.
#pragma once

#include "core/archive/archive.hpp"
#include "core/bytes/reader.hpp"
#include "core/image/inspect.hpp"

namespace strata {

/// The file's bytes, holes filled with zeros. Starts at the nearest checkpoint of a compressed layer, at its front
/// without one. Hard links must be resolved before (Timeline::resolve). The archive and the inspection must outlive the
/// reader.
[[nodiscard]] Result<std::unique_ptr<Reader>> open_file(const Archive& archive, const Inspection& inspection,
                                                        Place place, const Limits& limits = {});
/// The same, whole; an error where the file has more than `limit` bytes.
[[nodiscard]] Result<std::string> read_file(const Archive& archive, const Inspection& inspection, Place place,
                                            std::uint64_t limit, const Limits& limits = {});

} // namespace strata

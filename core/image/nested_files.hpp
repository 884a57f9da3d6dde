// What lies inside files of an image that are archives, packed or compiled Python.
#pragma once

#include "core/archive/archive.hpp"
#include "core/image/inspect.hpp"
#include "core/model/nested.hpp"

#include <span>
#include <vector>

namespace strata {

/// One for each of `places`, in their order; a file that can't be read, or has more than Limits::examined_bytes, says
/// so in its `problem`. One pass over each layer. Hard links must be resolved before. It fails only when told to stop.
[[nodiscard]] Result<std::vector<NestedFile>> read_nested_files(const Archive& archive, const Inspection& inspection,
                                                                std::span<const Place> places,
                                                                const InspectOptions& options);

} // namespace strata

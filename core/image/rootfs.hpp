// A tar or folder without documents: a root file system (docker export) or a single layer, shown as one image with one
// synthetic layer.
#pragma once

#include "core/archive/archive.hpp"
#include "core/model/listing.hpp"

namespace strata {

/// Whether the members are a root file system or a layer: `.dockerenv`, a whiteout, Windows' `Files` and `Hives`, or a
/// folder of the file system hierarchy at the top. An ordinary tar (sources, say) has none.
[[nodiscard]] bool is_root_filesystem(const Archive& archive);

/// The image: no names, no config, one layer which is the archive itself.
[[nodiscard]] ImageRecord make_root_filesystem(const Archive& archive);

} // namespace strata

// Where a base image ends by the shape of a history alone.
#pragma once

#include "core/insight/base_image.hpp"

namespace strata {

/// The last place where an image seems to end (its CMD, its root file system, another builder's rows) with layers of
/// its own behind it; no evidence where there is none. It has no name.
[[nodiscard]] BaseImage guess_base(const ImageRecord& image);

} // namespace strata

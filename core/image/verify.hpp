// Checks what an image's documents say of its blobs against the blobs themselves.
#pragma once

#include "core/image/inspect.hpp"
#include "core/model/check.hpp"

#include <vector>

namespace strata {

/// Reads every byte of every layer: digest and size of its blob by its descriptor, diff_id by the config. The manifest
/// is checked by the index and the config by the manifest or by its file name. Bottom layer first; each has a row.
[[nodiscard]] std::vector<Check> verify_image(const Archive& archive, const Listing& listing, const ImageRecord& image,
                                              const InspectOptions& options);

} // namespace strata

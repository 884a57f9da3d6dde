// Names every image in an archive from its documents alone.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"
#include "core/model/listing.hpp"

#include <string_view>

namespace strata {

/// Finds the documents by content (manifest.json as a list: docker; index.json: OCI; manifest.json as an object:
/// skopeo's dir:; `repositories`: docker before 1.10; none: a root file system or a single layer) and lists what they
/// describe. A document that can't be read is a problem of the Listing or of its image; an archive without any image is
/// an error.
[[nodiscard]] Result<Listing> list_images(const Archive& archive, std::string_view source, const Limits& limits = {});

} // namespace strata

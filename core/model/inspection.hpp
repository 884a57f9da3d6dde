// The hinge of Strata: one image as its documents and its layers' tars tell it, an immutable value.
#pragma once

#include "core/base/saturating.hpp"
#include "core/model/layer.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace strata {

struct Inspection {
    std::string source; ///< what the person named, for headings and messages
    ArchiveKind kind = ArchiveKind::docker_archive;
    ImageRecord image;
    /// One for each of image.layers, in its order; the same blob twice is one Layer twice. Never null: a layer that
    /// could not be read is an empty Layer with a problem.
    std::vector<std::shared_ptr<const Layer>> layers;
};

/// Of the files of all layers together, at most 2^64 - 1: headers may claim any size. A layer that stands in the image
/// twice counts twice.
[[nodiscard]] inline std::uint64_t unpacked_bytes(const Inspection& inspection) {
    std::uint64_t bytes = 0;
    for (const auto& layer : inspection.layers) bytes = add_saturating(bytes, layer->file_bytes);
    return bytes;
}

} // namespace strata

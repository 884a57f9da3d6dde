// What several images have in common: the bytes they share, those that each has alone, and what pulling each would
// cost.
#pragma once

#include "core/insight/docker_layer_size.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace strata {

/// One image's layers with what each weighs unpacked.
struct WeighedImage {
    const ImageRecord* image = nullptr;
    std::vector<LayerSize> sizes; ///< of each layer, bottom first; those behind the end are 0
};

/// In the words of `docker system df -v`: size = shared + unique.
struct ImageShare {
    std::uint64_t size = 0;
    std::uint64_t shared = 0; ///< of layers that another image has too
    std::uint64_t unique = 0;
    std::uint64_t pull = 0;   ///< stored bytes to get for a host that has all the other images
    std::uint64_t stored = 0; ///< for a host that has none
    bool exact = true;        ///< false where a layer counts as it is stored, as nobody knows what it weighs unpacked
};

/// One layer and who has it.
struct LayerUse {
    Digest diff_id; ///< empty where it is not known: then nobody else has it
    LayerSize size;
    std::uint64_t stored = 0;          ///< of its blobs, of which there are several where it was packed in several ways
    std::vector<std::uint32_t> images; ///< numbers in the input, each once
};

struct SharedLayers {
    std::vector<ImageShare> images; ///< of each of the input
    std::vector<LayerUse> layers;   ///< each once, in the order in which the images name them
    LayerSize size;                 ///< all layers once, as a disk holds them
    std::uint64_t stored = 0;       ///< all blobs once, as a registry does
    std::size_t blobs = 0;          ///< how many that are
};

/// On a disk a layer is the same as another only on the same layers below it (docker counts by chain id, and so do the
/// snapshots of containerd); a blob is pulled once wherever it stands. So SIZE, SHARED and UNIQUE go by chains, and
/// what a pull costs by the digests of packed blobs. A blob that is not packed, or has no digest, counts as one of
/// those of its diff_id. An image that comes twice, by the digest of its config, counts as one: it shares nothing with
/// itself. A layer that stands in one image twice is pulled once. Of two sizes of one layer the exact one counts.
[[nodiscard]] SharedLayers share_layers(std::span<const WeighedImage> images);

} // namespace strata

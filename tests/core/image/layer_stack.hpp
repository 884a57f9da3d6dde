// Layers in an archive, and the image that has them.
#pragma once

#include "core/image/inspect.hpp"
#include "tests/kit/memory_archive.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::kit {

/// An archive of these layers, and an image that has them.
struct LayerStack {
    explicit LayerStack(const std::vector<std::string>& blobs) {
        for (std::size_t i = 0; i < blobs.size(); i++) {
            archive.add("layer-" + std::to_string(i), blobs[i]);
            image.layers.push_back({.member = static_cast<MemberIndex>(i),
                                    .member_name = "layer-" + std::to_string(i),
                                    .stored_size = blobs[i].size(),
                                    .state = BlobState::present});
        }
    }
    Inspection inspected(const InspectOptions& options = {}) { return inspect(archive, listing, image, options); }

    MemoryArchive archive;
    Listing listing{.source = "test.tar"};
    ImageRecord image;
};

inline EntryIndex index_of(const Layer& layer, std::string_view path) {
    for (EntryIndex i = 0; i < layer.tree.entries.size(); i++)
        if (layer.tree.path(i) == path) return i;
    return no_entry;
}

inline std::string lines(std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; i++) out += "line " + std::to_string(i * i) + "\n";
    return out;
}

} // namespace strata::kit

#include "core/insight/docker_layer_size.hpp"

#include "core/base/saturating.hpp"

namespace strata {

std::uint64_t docker_layer_size(const LayerTree& tree) {
    std::uint64_t bytes = 0;
    for (const Entry& entry : tree.entries) {
        if (entry.has(entry_superseded)) continue;
        if (entry.type == FileType::regular) bytes = add_saturating(bytes, entry.size);
        if (entry.type == FileType::symbolic_link) bytes = add_saturating(bytes, tree.extra(entry).link_target.size());
    }
    return bytes;
}

} // namespace strata

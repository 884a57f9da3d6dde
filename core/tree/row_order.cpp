#include "core/tree/row_order.hpp"

#include <algorithm>
#include <cstddef>

namespace strata {

namespace {

struct Key {
    std::int64_t rank = 0; // larger first
    NodeIndex node = no_node;
};

std::int64_t size_rank(const Timeline& timeline, const Overlay& overlay, NodeIndex node, Place place) {
    const bool folder = timeline.child_count(node) > 0;
    const std::uint64_t bytes = folder || !place ? overlay.totals(node).bytes : shown_size(timeline, place);
    return static_cast<std::int64_t>(std::min<std::uint64_t>(bytes, INT64_MAX));
}

std::int64_t rank_of(const Timeline& timeline, const Overlay& overlay, NodeIndex node, SortBy sort) {
    if (sort == SortBy::name) return 0;
    if (sort == SortBy::change) {
        constexpr std::int64_t ranks[] = {4, 3, 3, 1, 2}; // in the order of Change
        return ranks[static_cast<std::size_t>(overlay.change(node))];
    }
    const Place place = overlay.place(node);
    if (sort == SortBy::size || sort == SortBy::older_size) return size_rank(timeline, overlay, node, place);
    if (sort == SortBy::layer) return place ? -static_cast<std::int64_t>(place.layer) : INT64_MIN;
    if (!place) return INT64_MIN;
    const Place file = timeline.described(place);
    const Entry& entry = timeline.entry(file);
    if (sort == SortBy::time) return entry.mtime;
    if (sort == SortBy::mode) return -static_cast<std::int64_t>(entry.mode);
    const Owner& owner = timeline.layer(file.layer).tree.owner(entry);
    return -static_cast<std::int64_t>((static_cast<std::uint64_t>(owner.uid) << 31) + owner.gid);
}

} // namespace

void sort_siblings(const Timeline& timeline, const Overlay& overlay, SortBy sort, SortOrder order,
                   std::vector<NodeIndex>& siblings) {
    if (sort != SortBy::name) {
        std::vector<Key> keys;
        keys.reserve(siblings.size());
        for (const NodeIndex node : siblings) keys.push_back({rank_of(timeline, overlay, node, sort), node});
        std::ranges::sort(keys, [](const Key& a, const Key& b) {
            return a.rank != b.rank ? a.rank > b.rank : a.node < b.node; // neighbours are numbered by name
        });
        for (std::size_t i = 0; i < keys.size(); i++) siblings[i] = keys[i].node;
    }
    if (order == SortOrder::reversed) std::ranges::reverse(siblings);
}

} // namespace strata

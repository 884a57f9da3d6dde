// Sorting with little code, for lists of which a few thousand rows are many. Each kind of list that the library's own
// sort is made for costs kilobytes, and the page transfers all of them before its first frame.
#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace strata {

namespace detail {
/// The numbers below `count`, of which `before(list, a, b)` says whether a comes before b; equal ones as they are.
[[nodiscard]] std::vector<std::uint32_t>
sorted_order(std::uint32_t count, const void* list, bool (*before)(const void* list, std::uint32_t a, std::uint32_t b));
} // namespace detail

/// Does what std::ranges::stable_sort does.
template <class Item, class Before = std::ranges::less, class Key = std::identity>
void sort_list(std::vector<Item>& items, Before before = {}, Key key = {}) {
    struct List {
        const std::vector<Item>& items;
        Before& before;
        Key& key;
    };
    const List list{items, before, key};
    const std::vector<std::uint32_t> order = detail::sorted_order(
        static_cast<std::uint32_t>(items.size()), &list, [](const void* of, std::uint32_t a, std::uint32_t b) {
            const List& in = *static_cast<const List*>(of);
            return bool(std::invoke(in.before, std::invoke(in.key, in.items[a]), std::invoke(in.key, in.items[b])));
        });
    std::vector<Item> sorted;
    sorted.reserve(items.size());
    for (const std::uint32_t from : order) sorted.push_back(std::move(items[from]));
    items = std::move(sorted);
}

} // namespace strata

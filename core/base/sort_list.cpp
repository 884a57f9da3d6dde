#include "core/base/sort_list.hpp"

#include <algorithm>
#include <numeric>

namespace strata::detail {

std::vector<std::uint32_t> sorted_order(std::uint32_t count, const void* list,
                                        bool (*before)(const void* list, std::uint32_t a, std::uint32_t b)) {
    std::vector<std::uint32_t> order(count), merged(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t width = 1; width < count; width *= 2) {
        for (std::size_t start = 0; start < count; start += 2 * width) {
            const std::size_t middle = std::min<std::size_t>(start + width, count);
            const std::size_t end = std::min<std::size_t>(middle + width, count);
            std::size_t left = start, right = middle;
            for (std::size_t to = start; to < end; to++) {
                const bool takes_right = left == middle || (right < end && before(list, order[right], order[left]));
                merged[to] = order[takes_right ? right++ : left++];
            }
        }
        order.swap(merged);
    }
    return order;
}

} // namespace strata::detail

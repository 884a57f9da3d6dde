#include "core/insight/word_filter.hpp"

#include "core/base/sort_list.hpp"

#include <algorithm>

namespace strata {

namespace {

/// How often a byte is met in text, roughly: only the order counts.
unsigned commonness(char byte) {
    constexpr std::string_view by_frequency = " etaoinsrhldcumfpgwybvk-_./x,=jqz0123456789";
    const std::size_t place = by_frequency.find(byte);
    return place == std::string_view::npos ? 1 : static_cast<unsigned>(by_frequency.size() - place) + 1;
}

std::uint32_t rarest_window(std::string_view word) {
    std::uint32_t best = 0;
    unsigned least = ~0U;
    for (std::size_t start = 0; start + WordFilter::window <= word.size(); start++) {
        unsigned sum = 0;
        for (std::size_t at = start; at + 1 < start + WordFilter::window; at++)
            sum += commonness(word[at]) * commonness(word[at + 1]);
        if (sum < least) {
            least = sum;
            best = static_cast<std::uint32_t>(start);
        }
    }
    return best;
}

} // namespace

WordFilter::WordFilter(std::span<const std::string_view> words) {
    for (const std::string_view word : words) {
        words_.emplace_back(word);
        if (word.size() < window) continue;
        const std::uint32_t offset = rarest_window(word);
        const char* start = word.data() + offset;
        windows_.push_back({four(start), offset, static_cast<std::uint32_t>(words_.size() - 1)});
        for (std::size_t at = 0; at < 3; at++) pairs_[pair_at(start + at)] = 1;
    }
    sort_list(windows_, {}, [](const Window& each) { return slot(each.bytes); });
    for (const Window& each : windows_) first_[slot(each.bytes) + 1]++;
    for (std::size_t at = 1; at < first_.size(); at++) first_[at] += first_[at - 1];
}

} // namespace strata

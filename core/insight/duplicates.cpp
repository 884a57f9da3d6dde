#include "core/insight/waste.hpp"

#include <algorithm>
#include <iterator>

namespace strata {

std::vector<Place> duplicates_wanted(const Timeline& timeline) {
    const std::vector<FileRuleIndex> rules = file_rules_of(timeline);
    std::vector<Place> shown;
    for (NodeIndex node = 0; node < timeline.size(); node++) {
        const Place file = timeline.resolve(timeline.final(node));
        if (!file || rules[node] != no_file_rule) continue;
        const Entry& entry = timeline.entry(file);
        if (entry.type == FileType::regular && entry.size >= least_duplicate_bytes) shown.push_back(file);
    }
    std::ranges::sort(shown);
    shown.erase(std::ranges::unique(shown).begin(), shown.end()); // hard links
    const auto size_of = [&](Place place) { return timeline.entry(place).size; };
    std::ranges::stable_sort(shown, {}, size_of);
    std::vector<Place> wanted;
    for (std::size_t i = 0; i < shown.size(); i++) {
        const bool alone = (i == 0 || size_of(shown[i - 1]) != size_of(shown[i])) &&
                           (i + 1 == shown.size() || size_of(shown[i + 1]) != size_of(shown[i]));
        if (!alone && !timeline.entry(shown[i]).has(entry_hashed)) wanted.push_back(shown[i]);
    }
    std::ranges::sort(wanted);
    return wanted;
}

std::vector<Place> waste_wanted(const Timeline& timeline) {
    const std::vector<Place> contents = timeline.contents_wanted(), duplicates = duplicates_wanted(timeline);
    std::vector<Place> wanted;
    std::ranges::set_union(contents, duplicates, std::back_inserter(wanted));
    return wanted;
}

} // namespace strata

#include "core/insight/moved_files.hpp"
#include "core/insight/waste.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace strata {

namespace {

/// Deleted files, and those of their size that the same layer adds.
void add_moves_wanted(const Timeline& timeline, std::vector<Place>& wanted) {
    const MovedFiles moved(timeline);
    std::set<std::pair<std::uint32_t, std::uint64_t>> done; // layer and size
    const auto want = [&](Place place) {
        if (!timeline.entry(place).has(entry_hashed)) wanted.push_back(place);
    };
    for (NodeIndex node = 1; node < timeline.size(); node++) {
        const auto events = timeline.events(node);
        for (std::size_t i = 1; i < events.size(); i++) {
            if (events[i].change != Change::removed || events[i - 1].change == Change::removed) continue;
            const Place file = timeline.resolve({events[i - 1].layer, events[i - 1].entry});
            if (!file || timeline.entry(file).type != FileType::regular) continue;
            const std::uint64_t size = timeline.entry(file).size;
            const auto added = moved.of_size(events[i].layer, size);
            if (added.empty() || size < least_duplicate_bytes) continue;
            want(file);
            if (!done.emplace(events[i].layer, size).second) continue;
            for (const MovedFiles::Added& each : added) want(each.place);
        }
    }
}

} // namespace

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
    add_moves_wanted(timeline, wanted);
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    return wanted;
}

std::vector<Place> waste_wanted(const Timeline& timeline) {
    const std::vector<Place> contents = timeline.contents_wanted(), duplicates = duplicates_wanted(timeline);
    std::vector<Place> wanted;
    std::ranges::set_union(contents, duplicates, std::back_inserter(wanted));
    return wanted;
}

} // namespace strata

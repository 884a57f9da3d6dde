#include "core/insight/moved_files.hpp"

#include <algorithm>
#include <functional>
#include <tuple>
#include <utility>

namespace strata {

MovedFiles::MovedFiles(const Timeline& timeline) : timeline_(timeline), added_(timeline.layer_count()) {
    std::vector<bool> deletes(timeline.layer_count());
    for (NodeIndex node = 1; node < timeline.size(); node++)
        for (const Event& event : timeline.events(node))
            if (event.change == Change::removed) deletes[event.layer] = true;
    for (NodeIndex node = 1; node < timeline.size(); node++)
        for (const Event& event : timeline.events(node)) {
            if (!deletes[event.layer]) continue;
            if (event.change != Change::added && event.change != Change::content) continue;
            const Place place{event.layer, event.entry};
            const Entry& entry = timeline.entry(place);
            if (entry.type == FileType::regular && entry.size > 0)
                added_[event.layer].push_back({entry.size, node, place});
        }
    const auto order = [&](const Added& file) {
        const Entry& entry = timeline_.entry(file.place);
        return std::tuple(file.size, entry.has(entry_hashed), entry.content.high, entry.content.low, file.node);
    };
    for (std::vector<Added>& files : added_) std::ranges::sort(files, {}, order);
}

std::span<const MovedFiles::Added> MovedFiles::of_size(std::uint32_t by, std::uint64_t size) const {
    if (by >= added_.size()) return {};
    const auto range = std::ranges::equal_range(added_[by], size, {}, &Added::size);
    return {range.begin(), range.end()};
}

NodeIndex MovedFiles::find(Place file, std::uint32_t by) const {
    constexpr std::size_t most_looked_at = 1000; // of one size: strangers' images must not make this slow
    const Entry& entry = timeline_.entry(file);
    const bool hashed = entry.has(entry_hashed);
    const std::span<const Added> files = of_size(by, entry.size);
    const auto is_hashed = [&](const Added& added) { return timeline_.entry(added.place).has(entry_hashed); };
    const auto first_hashed = std::ranges::partition_point(files, std::not_fn(is_hashed));
    if (hashed) {
        const auto content = [&](const Added& added) {
            const ContentHash& hash = timeline_.entry(added.place).content;
            return std::pair(hash.high, hash.low);
        };
        const auto same = std::ranges::lower_bound(first_hashed, files.end(),
                                                   std::pair(entry.content.high, entry.content.low), {}, content);
        if (same != files.end() && timeline_.entry(same->place).content == entry.content) return same->node;
    }
    const auto not_comparable = static_cast<std::size_t>(hashed ? first_hashed - files.begin() : std::ssize(files));
    const std::string_view name = timeline_.layer(file.layer).tree.name(file.entry);
    for (const Added& added : files.first(std::min(not_comparable, most_looked_at)))
        if (timeline_.name(added.node) == name) return added.node;
    return no_node;
}

} // namespace strata

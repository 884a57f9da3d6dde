#include "core/insight/dive_layer.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace strata {

DiveLayer::DiveLayer(const LayerTree& of) : tree(of) {
    const std::vector<Entry>& entries = tree.entries;
    const bool repeats = std::ranges::any_of(
        entries, [](const Entry& entry) { return entry.has(entry_superseded) && entry.type != FileType::whiteout; });
    std::map<std::pair<std::uint32_t, std::string>, std::uint32_t> known; // filled where a path may stand twice
    std::vector<std::uint32_t> file_of(entries.size(), 0);
    files.reserve(entries.size());
    for (EntryIndex index = 0; index < entries.size(); index++) {
        DiveFile file{.parent = index == 0 ? 0 : file_of[entries[index].parent], .entry = index};
        auto at = static_cast<std::uint32_t>(files.size());
        if (repeats && index > 0) at = known.try_emplace({file.parent, tar_name(file)}, at).first->second;
        file_of[index] = at;
        if (at < files.size()) {
            if (!entries[index].has(entry_implied)) files[at].entry = index;
            continue;
        }
        if (index > 0) files[file.parent].leaf = false;
        files.push_back(file);
    }
}

std::string DiveLayer::tar_name(const DiveFile& file) const {
    return std::string(is_whiteout(file) ? ".wh." : "").append(tree.name(file.entry));
}

std::vector<std::uint32_t> DiveLayer::visits() const {
    std::vector<std::vector<std::uint32_t>> children(files.size());
    for (std::uint32_t at = 1; at < files.size(); at++) children[files[at].parent].push_back(at);
    // Folders first, neighbours from the last: the reverse of what is wanted.
    std::vector<std::uint32_t> order, pending;
    if (!files.empty()) pending.push_back(0);
    while (!pending.empty()) {
        const std::uint32_t at = pending.back();
        pending.pop_back();
        if (at != 0) order.push_back(at);
        std::vector<std::uint32_t>& below = children[at];
        std::ranges::sort(below, {}, [&](std::uint32_t child) { return tar_name(files[child]); });
        pending.insert(pending.end(), below.begin(), below.end());
    }
    std::ranges::reverse(order);
    return order;
}

} // namespace strata

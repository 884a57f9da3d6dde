#include "web/ui/file_matcher.hpp"

#include "core/tree/find_paths.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

char lowered(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }

bool wants_change(const FileFilter& filter, Change change) {
    switch (change) {
    case Change::added: return filter.changes & show_added;
    case Change::content:
    case Change::metadata: return filter.changes & show_changed;
    case Change::removed: return filter.changes & show_removed;
    case Change::same: return filter.changes & show_unchanged;
    }
    return true;
}

} // namespace

bool holds_text(std::string_view text, std::string_view wanted) {
    const auto small = [](char letter) { return lowered(letter); };
    return std::ranges::search(text, wanted, {}, small, small).begin() != text.end() || wanted.empty();
}

bool is_active(const FileFilter& filter) {
    return !filter.text.empty() || filter.changes != show_all || filter.larger_than > 0;
}

FilteredNodes filter_nodes(const FileFilter& filter, const Timeline& timeline, const Overlay& overlay) {
    FilteredNodes nodes;
    if (!is_active(filter)) return nodes;
    std::vector<bool> found(timeline.size(), filter.text.empty());
    if (!filter.text.empty()) {
        auto pattern = PathPattern::parse(filter.text);
        found = pattern ? find_paths(timeline, *pattern) : std::vector<bool>(timeline.size());
        if (!pattern)
            nodes.problem = pattern.error().message;
        else if (pattern->overflowed())
            nodes.problem = "This expression is too complicated for so many names.";
    }
    nodes.listed.assign(timeline.size(), false);
    const bool any_change = filter.changes == show_all;
    // What a folder holds has larger numbers than the folder, and keeps it.
    for (auto node = static_cast<NodeIndex>(timeline.size() - 1); node > root_node; node--) {
        const bool large = filter.larger_than == 0 ||
                           (timeline.child_count(node) == 0 && overlay.totals(node).bytes >= filter.larger_than);
        if (found[node] && large && overlay.shows(node) && (any_change || wants_change(filter, overlay.change(node))))
            nodes.listed[node] = true;
        if (nodes.listed[node]) nodes.listed[timeline.parent(node)] = true;
    }
    return nodes;
}

} // namespace strata::ui

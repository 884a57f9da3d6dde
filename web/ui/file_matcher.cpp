#include "web/ui/file_matcher.hpp"

#include "core/tree/find_paths.hpp"

namespace strata::ui {

namespace {

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

/// Of what is removed those that it had.
std::uint64_t bytes_of(const Timeline& timeline, const Overlay& overlay, NodeIndex node) {
    return overlay.change(node) == Change::removed ? shown_size(timeline, overlay.place(node))
                                                   : overlay.totals(node).bytes;
}

} // namespace

FileFilter filter_of(const State& state) {
    FileFilter filter = state.filter;
    if (state.scope == Scope::up_to_here) filter.changes |= show_removed;
    return filter;
}

bool is_gone(const Timeline& timeline, NodeIndex node, std::uint32_t layer) {
    const auto events = timeline.events(node);
    return !events.empty() && events.front().layer < layer && !timeline.at(node, layer);
}

bool is_active(const FileFilter& filter) {
    return !filter.text.empty() || filter.changes != show_all || filter.larger_than > 0;
}

FoundPaths find_paths_of(const std::string& text, const Timeline& timeline) {
    FoundPaths found;
    if (text.empty()) return found;
    auto pattern = PathPattern::parse(text);
    found.nodes = pattern ? find_paths(timeline, *pattern) : std::vector<bool>(timeline.size());
    if (!pattern)
        found.problem = pattern.error().message;
    else if (pattern->overflowed())
        found.problem = "This expression is too complicated for so many names.";
    return found;
}

std::vector<bool> filter_nodes(const FileFilter& filter, const FoundPaths& found, const Timeline& timeline,
                               const Overlay& overlay) {
    std::vector<bool> listed;
    if (!is_active(filter)) return listed;
    listed.assign(timeline.size(), false);
    const bool any_change = filter.changes == show_all, any_path = found.nodes.empty();
    const auto wants = [&](NodeIndex node) {
        if (!any_path && !found.nodes[node]) return false;
        if (!overlay.shows(node) || (!any_change && !wants_change(filter, overlay.change(node)))) return false;
        if (filter.larger_than == 0) return true;
        return timeline.child_count(node) == 0 && bytes_of(timeline, overlay, node) >= filter.larger_than;
    };
    // Folders backwards: what a folder holds is decided before the folder is.
    listed[root_node] = wants(root_node);
    const auto folders = timeline.folders();
    for (std::size_t number = folders.size(); number-- > 0;) {
        const NodeIndex folder = folders[number], first = timeline.first_child(folder);
        bool holds_any = false;
        for (NodeIndex node = first; node < first + timeline.child_count(folder); node++) {
            if (!listed[node] && wants(node)) listed[node] = true;
            holds_any = holds_any || listed[node];
        }
        if (holds_any) listed[folder] = true;
    }
    return listed;
}

LeftOut left_out_of(const FileFilter& filter, const FoundPaths& found, const Timeline& timeline,
                    const Overlay& overlay) {
    LeftOut out;
    const bool whole_image = overlay.look().shows == Look::Shows::image;
    for (NodeIndex node = 0; node < found.nodes.size(); node++) {
        if (!found.nodes[node] || timeline.child_count(node) > 0) continue;
        if (overlay.shows(node)) {
            const bool small = filter.larger_than > 0 && bytes_of(timeline, overlay, node) < filter.larger_than;
            out.switched_off += small || !wants_change(filter, overlay.change(node));
        } else if (whole_image && is_gone(timeline, node, overlay.look().last)) {
            if (out.removed++ == 0) out.first_removed = node;
        }
    }
    return out;
}

} // namespace strata::ui

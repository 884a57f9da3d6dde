#include "core/tree/overlay.hpp"

#include <algorithm>

namespace strata {

Totals& Totals::operator+=(const Totals& more) {
    bytes += more.bytes;
    files += more.files;
    added += more.added;
    changed += more.changed;
    removed += more.removed;
    return *this;
}

Overlay::Overlay(const Timeline& timeline, Look look) : timeline_(&timeline), look_(look), rows_(timeline.size()) {
    for (NodeIndex node = 0; node < rows_.size(); node++) {
        judge(node);
        if (node != root_node && (rows_[node].shown || rows_[node].change == Change::removed)) count(node);
    }
    // Children stand behind their folders: backwards, every folder is complete when it is added to its own.
    for (auto node = static_cast<NodeIndex>(rows_.size() - 1); node > root_node; node--) {
        Row& folder = rows_[timeline.parent(node)];
        folder.totals += rows_[node].totals;
        folder.shown = folder.shown || rows_[node].shown;
    }
    rows_[root_node].shown = true;
}

/// Finds out what the marked layers did here and whether the node is shown for its own sake.
void Overlay::judge(NodeIndex node) {
    Row& row = rows_[node];
    bool before = false;
    bool after = false;
    bool touched = false;
    Change strongest = Change::same;
    for (const Event& event : timeline_->events(node)) {
        if (event.layer > look_.last) break;
        after = event.change != Change::removed;
        if (event.layer < look_.first) {
            before = after;
            continue;
        }
        touched = true;
        // Taken away and brought back: what it was before was not compared with what it is now.
        const Change change =
            event.change == Change::added || event.change == Change::removed ? Change::content : event.change;
        strongest = std::min(strongest, change);
    }
    if (before && after)
        row.change = strongest;
    else if (after)
        row.change = touched ? Change::added : Change::same;
    else if (before)
        row.change = Change::removed;
    row.shown = look_.shows == Look::Shows::image ? after : touched && (before || after);
}

void Overlay::count(NodeIndex node) {
    Row& row = rows_[node];
    Totals& totals = row.totals;
    switch (row.change) {
    case Change::added: totals.added = 1; break;
    case Change::content:
    case Change::metadata: totals.changed = 1; break;
    case Change::removed: totals.removed = 1; return;
    case Change::same: break;
    }
    const Place place = timeline_->at(node, look_.last);
    if (timeline_->entry(place).type == FileType::directory) return;
    totals.files = 1;
    totals.bytes = bytes_of(place);
}

/// A regular file's size; for a hard link nothing, but where its file has no name of its own any more, so that some
/// name must stand for it.
std::uint64_t Overlay::bytes_of(Place place) {
    const Entry& entry = timeline_->entry(place);
    if (entry.type == FileType::regular) return entry.size;
    const HardLink* link = timeline_->hard_link(place);
    if (link == nullptr || !link->target || look_.shows == Look::Shows::layers) return 0;
    if (timeline_->at(link->node, look_.last) == link->target) return 0;
    return adopted_.insert(link->target).second ? timeline_->entry(link->target).size : 0;
}

Place Overlay::place(NodeIndex node) const {
    const Place now = timeline_->at(node, look_.last);
    return now || look_.first == 0 ? now : timeline_->at(node, look_.first - 1);
}

std::vector<Totals> totals_of_layers(const Timeline& timeline) {
    std::vector<Totals> layers(timeline.layer_count());
    for (NodeIndex node = root_node + 1; node < timeline.size(); node++) {
        for (const Event& event : timeline.events(node)) {
            Totals& totals = layers[event.layer];
            totals.added += event.change == Change::added;
            totals.changed += event.change == Change::content || event.change == Change::metadata;
            totals.removed += event.change == Change::removed;
            if (event.change == Change::removed) continue;
            const Entry& entry = timeline.entry({event.layer, event.entry});
            totals.files += entry.type != FileType::directory;
            totals.bytes += entry.size;
        }
    }
    return layers;
}

std::uint64_t shown_size(const Timeline& timeline, Place place) {
    const Place file = timeline.resolve(place);
    return file ? timeline.entry(file).size : 0;
}

} // namespace strata

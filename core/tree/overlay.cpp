#include "core/tree/overlay.hpp"

#include "core/base/saturating.hpp"

#include <algorithm>

namespace strata {

Totals& Totals::operator+=(const Totals& more) {
    bytes = add_saturating(bytes, more.bytes);
    files += more.files;
    added += more.added;
    changed += more.changed;
    removed += more.removed;
    return *this;
}

Overlay::Overlay(const Timeline& timeline, Look look)
    : timeline_(&timeline), look_(look), marks_(timeline.size()), folders_(timeline.folders().size()) {
    std::set<Place> adopted;
    std::vector<std::uint32_t> parents(folders_.size()); // which of the folders each of them lies in
    std::uint32_t met = 1;                               // folders come up as children in the order of their numbers
    (void)judge(root_node);
    for (std::uint32_t number = 0; number < folders_.size(); number++) {
        const NodeIndex folder = timeline.folders()[number], first = timeline.first_child(folder);
        Totals files;
        for (NodeIndex node = first; node < first + timeline.child_count(folder); node++) {
            const Place now = judge(node);
            const bool is_folder = timeline.child_count(node) > 0;
            if (is_folder) parents[met] = number;
            Totals& sum = is_folder ? folders_[met++] : files;
            sum += count(node, now, bytes_to_count(node, now, adopted));
        }
        folders_[number] += files;
    }
    add_up(std::move(parents));
    marks_[root_node] |= shown_mark;
    if (!folders_.empty()) folders_.front() += change_of_root();
}

Totals Overlay::change_of_root() const {
    const Change change = this->change(root_node);
    return {.changed = change == Change::content || change == Change::metadata};
}

/// Adds each folder to the one it lies in: backwards, so that it is complete by then.
void Overlay::add_up(std::vector<std::uint32_t> parents) {
    const auto folders = timeline_->folders();
    for (std::size_t number = folders.size(); number-- > 0;) {
        const NodeIndex folder = folders[number], first = timeline_->first_child(folder);
        const auto children = std::span(marks_).subspan(first, timeline_->child_count(folder));
        if (std::ranges::any_of(children, [](std::uint8_t mark) { return (mark & shown_mark) != 0; }))
            marks_[folder] |= shown_mark;
        if (number > 0) folders_[parents[number]] += folders_[number];
    }
}

/// Finds out what the marked layers did here and whether the node is shown for its own sake; returns what is there.
Place Overlay::judge(NodeIndex node) {
    Place now;
    bool before = false;
    bool touched = false;
    bool ever = false;
    Change strongest = Change::same;
    for (const Event& event : timeline_->events(node)) {
        if (event.layer > look_.last) break;
        now = event.change != Change::removed ? Place{event.layer, event.entry} : Place{};
        ever = ever || now;
        if (event.layer < look_.first) {
            before = bool(now);
            continue;
        }
        touched = true;
        // Taken away and brought back: what it was before was not compared with what it is now.
        const Change change =
            event.change == Change::added || event.change == Change::removed ? Change::content : event.change;
        strongest = std::min(strongest, change);
    }
    const bool after = bool(now), removed = ever && !after && look_.shows == Look::Shows::image_and_removed;
    Change change = Change::same;
    if (before && after)
        change = strongest;
    else if (after)
        change = touched ? Change::added : Change::same;
    else if (before || removed)
        change = Change::removed;
    const bool shown = look_.shows == Look::Shows::layers ? touched && (before || after) : after || removed;
    marks_[node] = static_cast<std::uint8_t>(static_cast<std::uint8_t>(change) | (shown ? shown_mark : 0));
    return now;
}

/// The node alone; `bytes` as bytes_to_count says.
Totals Overlay::count(NodeIndex node, Place now, std::uint64_t bytes) const {
    const Change change = this->change(node);
    if (change == Change::removed) return {.removed = 1};
    if (!shows(node)) return {};
    const bool is_file = now && timeline_->entry(now).type != FileType::directory;
    return {.bytes = bytes,
            .files = is_file,
            .added = change == Change::added,
            .changed = change == Change::content || change == Change::metadata};
}

/// A regular file's size; for a hard link nothing, but where its file has no name of its own any more, so that some
/// name must stand for it.
std::uint64_t Overlay::bytes_to_count(NodeIndex node, Place now, std::set<Place>& adopted) {
    if (!now || !shows(node)) return 0;
    const Entry& entry = timeline_->entry(now);
    if (entry.type == FileType::regular) return entry.size;
    const HardLink* link = timeline_->hard_link(now);
    if (link == nullptr || !link->target || look_.shows == Look::Shows::layers) return 0;
    if (timeline_->at(link->node, look_.last) == link->target || !adopted.insert(link->target).second) return 0;
    adopted_.push_back({node, link->target});
    return timeline_->entry(link->target).size;
}

Totals Overlay::totals(NodeIndex node) const {
    const auto folders = timeline_->folders();
    if (timeline_->child_count(node) > 0)
        return folders_[static_cast<std::size_t>(std::ranges::lower_bound(folders, node) - folders.begin())];
    if (node == root_node) return change_of_root();
    const Place now = timeline_->at(node, look_.last);
    const auto adopted = std::ranges::lower_bound(adopted_, node, {}, &Adopted::link);
    const bool adopts = adopted != adopted_.end() && adopted->link == node;
    const bool is_regular = now && timeline_->entry(now).type == FileType::regular;
    return count(node, now,
                 adopts       ? timeline_->entry(adopted->file).size
                 : is_regular ? timeline_->entry(now).size
                              : 0);
}

Place Overlay::place(NodeIndex node) const {
    Place place = timeline_->at(node, look_.last);
    if (place || look_.shows != Look::Shows::image_and_removed)
        return place || look_.first == 0 ? place : timeline_->at(node, look_.first - 1);
    for (const Event& event : timeline_->events(node))
        if (event.layer <= look_.last && event.change != Change::removed) place = {event.layer, event.entry};
    return place;
}

std::vector<Totals> totals_of_layers(const Timeline& timeline) {
    std::vector<Totals> layers(timeline.layer_count());
    for (NodeIndex node = root_node; node < timeline.size(); node++) {
        for (const Event& event : timeline.events(node)) {
            Totals& totals = layers[event.layer];
            totals.changed += event.change == Change::content || event.change == Change::metadata;
            if (node == root_node) continue;
            totals.added += event.change == Change::added;
            totals.removed += event.change == Change::removed;
            if (event.change == Change::removed) continue;
            const Entry& entry = timeline.entry({event.layer, event.entry});
            totals.files += entry.type != FileType::directory;
            totals.bytes = add_saturating(totals.bytes, entry.size);
        }
    }
    return layers;
}

std::uint64_t shown_size(const Timeline& timeline, Place place) {
    const Place file = timeline.resolve(place);
    return file ? timeline.entry(file).size : 0;
}

} // namespace strata

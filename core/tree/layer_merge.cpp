#include "core/tree/layer_merge.hpp"

#include "core/tree/hard_link_chains.hpp"

#include <algorithm>

namespace strata {

namespace {

constexpr unsigned most_links = 40;                // as Linux follows for one path (MAXSYMLINKS)
constexpr std::size_t most_path_bytes = 64 * 1024; // of a path after its links are put in; Linux stops at 4096

std::size_t most_entries(std::span<const std::shared_ptr<const Layer>> layers) {
    std::size_t most = 1;
    for (const auto& layer : layers) most = std::max(most, layer->tree.entries.size());
    return most;
}

} // namespace

LayerMerge::LayerMerge(std::span<const std::shared_ptr<const Layer>> layers)
    : paths(layers, most_entries(layers)), layers_(layers) {
    nodes.reserve(most_entries(layers));
    events.reserve(most_entries(layers));
    nodes.emplace_back();
}

void LayerMerge::add(std::uint32_t layer) {
    layer_ = layer;
    tree_ = &layers_[layer]->tree;
    if (tree_->entries.empty()) return; // a layer that could not be read
    const std::size_t first_event = events.size();
    const auto hides = [](const Entry& entry) { return entry.type == FileType::whiteout || entry.has(entry_opaque); };
    if (std::ranges::any_of(tree_->entries, hides)) hide_lower();
    put_entries();
    resolve_hard_links();
    judge(first_event);
}

// Whiteouts and opaque folders hide what lower layers have and nothing of their own layer, wherever in the tar they
// stand: so they come first.
void LayerMerge::hide_lower() {
    folders_.assign(tree_->entries.size(), no_node);
    folders_[0] = root_node;
    if (tree_->entries[0].has(entry_opaque)) remove_children(root_node);
    for (EntryIndex index = 1; index < tree_->entries.size(); index++) {
        const Entry& entry = tree_->entries[index];
        const NodeIndex folder = folders_[entry.parent];
        const bool matters =
            entry.type == FileType::whiteout || entry.type == FileType::directory || entry.has(entry_opaque);
        if (!matters || folder == no_node) continue;
        NodeIndex node = paths.find(folder, tree_->name(index));
        if (node == no_node || !exists(node)) continue; // hides nothing: allowed
        if (entry.type == FileType::whiteout || entry.has(entry_remade)) {
            remove(node);
            continue;
        }
        if (entry.has(entry_implied) && is(node, FileType::symbolic_link)) node = target_folder(node, Missing::stop);
        if (node == no_node) continue;
        if (entry.has(entry_opaque)) remove_children(node);
        folders_[index] = node;
    }
}

// In the order of the tar, entries that a later one of the same path supersedes included: a folder that became a file
// loses what it held by the same rule as a folder of a lower layer.
void LayerMerge::put_entries() {
    folders_.assign(tree_->entries.size(), no_node);
    put(root_node, 0);
    for (EntryIndex index = 1; index < tree_->entries.size(); index++) {
        const Entry& entry = tree_->entries[index];
        if (entry.type == FileType::whiteout) continue;
        const NodeIndex folder = folder_of(entry.parent);
        if (folder == no_node) continue; // below a whiteout
        put(node_of(paths.find_or_make(folder, {layer_, index})), index);
        if (entry.type == FileType::hard_link) links_.push_back(find_target(index));
    }
}

/// Where a hard link of the present layer leads as things stand.
HardLink LayerMerge::find_target(EntryIndex index) {
    const Entry& entry = tree_->entries[index];
    const NodeIndex node = walk(root_node, tree_->extra(entry).link_target, Last::keep, Missing::stop);
    const Place target = node == no_node ? Place{} : current(node);
    const bool leads_nowhere = !target || this->entry(target).type == FileType::directory;
    return {{layer_, index}, leads_nowhere ? Place{} : target, node};
}

/// The node that children of this entry of the present layer go to: through symbolic links, as every unpacker does that
/// works on a whole root file system.
NodeIndex LayerMerge::folder_of(EntryIndex index) {
    NodeIndex& folder = folders_[index];
    if (tree_->entries[index].type == FileType::symbolic_link && folder != no_node &&
        is(folder, FileType::symbolic_link)) {
        folder_entry_ = 0;
        const NodeIndex target = target_folder(folder, Missing::create);
        if (target != no_node) folder = target;
    }
    return folder;
}

void LayerMerge::put(NodeIndex node, EntryIndex index) {
    const Entry& entry = tree_->entries[index];
    folders_[index] = node;
    const bool onto_folder = exists(node) && is(node, FileType::directory);
    if (entry.has(entry_implied)) {
        if (onto_folder) return; // keeps what is known about it
        if (exists(node) && is(node, FileType::symbolic_link)) {
            folder_entry_ = index;
            const NodeIndex target = target_folder(node, Missing::create);
            if (target != no_node) {
                folders_[index] = target;
                return;
            }
        }
    }
    if (!onto_folder || entry.type != FileType::directory) remove_children(node);
    state(node, index);
}

/// A link is to the file that was there when the link was made, as for every unpacker: whatever the layer states at
/// that path later is another file. Only where there was none yet it is the one that comes later.
void LayerMerge::resolve_hard_links() {
    const std::size_t first = hard_links.size();
    for (const HardLink& link : links_) hard_links.push_back(link.target ? link : find_target(link.link.entry));
    links_.clear();
    shorten_chains(hard_links, first, layers_);
}

/// Decides what each of the present layer's events is, now that all of it is in place.
void LayerMerge::judge(std::size_t first_event) {
    for (std::size_t i = first_event; i < events.size(); i++) {
        Event& event = events[i].event;
        if (event.change == Change::removed) continue;
        event.change = Change::added;
        if (events[i].previous == none) continue;
        const Event& below = events[events[i].previous].event;
        if (below.change == Change::removed) continue;
        Place before{below.layer, below.entry};
        Place after{layer_, event.entry};
        if (const Place a = resolve(before), b = resolve(after); a && b) {
            before = a;
            after = b;
        }
        const Comparison comparison =
            compare_entries({layers_[before.layer]->tree, entry(before)}, {layers_[after.layer]->tree, entry(after)});
        event.change = comparison.change;
        event.unsure = comparison.unsure;
    }
}

/// Notes that the present layer shows `index` here; what the layer itself had noted before gives way.
void LayerMerge::state(NodeIndex node, EntryIndex index) {
    const bool appears = !exists(node);
    Node& stated = nodes[node];
    const Event event{layer_, index, Change::added, false};
    if (stated.last_event != none && events[stated.last_event].event.layer == layer_) {
        events[stated.last_event].event = event;
    } else {
        events.push_back({event, stated.last_event});
        stated.last_event = static_cast<std::uint32_t>(events.size() - 1);
    }
    if (!appears || node == root_node) return;
    Node& folder = nodes[paths.parent(node)];
    stated.previous = no_node;
    stated.next = folder.first_child;
    if (folder.first_child != no_node) nodes[folder.first_child].previous = node;
    folder.first_child = node;
}

void LayerMerge::remove(NodeIndex node) {
    remove_children(node);
    erase(node);
}

void LayerMerge::remove_children(NodeIndex node) {
    NodeIndex at = nodes[node].first_child;
    while (at != no_node) {
        if (nodes[at].first_child != no_node) {
            at = nodes[at].first_child;
            continue;
        }
        const NodeIndex parent = paths.parent(at);
        erase(at); // always the first of its siblings
        at = nodes[parent].first_child != no_node ? nodes[parent].first_child : parent == node ? no_node : parent;
    }
}

/// Notes that a node without children is gone.
void LayerMerge::erase(NodeIndex node) {
    Node& gone = nodes[node];
    if (gone.previous != no_node) nodes[gone.previous].next = gone.next;
    if (gone.next != no_node) nodes[gone.next].previous = gone.previous;
    Node& folder = nodes[paths.parent(node)];
    if (folder.first_child == node) folder.first_child = gone.next;
    const Event event{layer_, no_entry, Change::removed, false};
    Noted& last = events[gone.last_event];
    if (last.event.layer != layer_) {
        events.push_back({event, gone.last_event});
        gone.last_event = static_cast<std::uint32_t>(events.size() - 1);
        return;
    }
    const bool was_there = last.previous != none && events[last.previous].event.change != Change::removed;
    last.event = event;
    if (!was_there) gone.last_event = last.previous; // came and went within this layer: nobody ever sees it
}

bool LayerMerge::exists(NodeIndex node) const {
    const std::uint32_t last = nodes[node].last_event;
    return last != none && events[last].event.change != Change::removed;
}

Place LayerMerge::current(NodeIndex node) const {
    if (!exists(node)) return {};
    const Event& event = events[nodes[node].last_event].event;
    return {event.layer, event.entry};
}

/// What is here at present, hard links of lower layers resolved.
Place LayerMerge::file(NodeIndex node) const {
    const Place place = current(node);
    return place ? resolve(place) : Place{};
}

bool LayerMerge::is(NodeIndex node, FileType type) const {
    const Place place = file(node);
    return place && entry(place).type == type;
}

Place LayerMerge::resolve(Place place) const {
    if (entry(place).type != FileType::hard_link) return place;
    const auto link = std::ranges::lower_bound(hard_links, place, {}, &HardLink::link);
    return link != hard_links.end() && link->link == place ? link->target : Place{};
}

/// The existing node that `path` leads to from `folder`, never out of the image; no_node where it leads nowhere.
NodeIndex LayerMerge::walk(NodeIndex folder, std::string_view path, Last last, Missing missing) {
    NodeIndex at = path.starts_with('/') ? root_node : folder;
    std::string expanded;
    std::string_view rest = path;
    for (unsigned links = 0;;) {
        while (rest.starts_with('/')) rest.remove_prefix(1);
        if (rest.empty()) return at;
        const std::string_view part = rest.substr(0, rest.find('/'));
        rest.remove_prefix(part.size());
        if (part == ".") continue;
        if (part == "..") {
            at = at == root_node ? at : paths.parent(at);
            continue;
        }
        NodeIndex child = paths.find(at, part);
        if (child == no_node || !exists(child)) {
            if (missing == Missing::stop) return no_node;
            child = make_folder(at, part);
        }
        const bool at_end = rest.find_first_not_of('/') == rest.npos;
        if (is(child, FileType::symbolic_link) && !(at_end && last == Last::keep)) {
            const Place link = file(child);
            const std::string& target = layers_[link.layer]->tree.extra(entry(link)).link_target;
            if (++links > most_links || target.size() + rest.size() > most_path_bytes) return no_node;
            if (target.starts_with('/')) at = root_node;
            std::string longer = target;
            longer.append("/").append(rest);
            expanded = std::move(longer);
            rest = expanded;
            continue;
        }
        if (!at_end && !is(child, FileType::directory)) return no_node;
        at = child;
    }
}

/// The folder that an existing symbolic link leads to, made where it is missing; no_node for anything but a folder.
NodeIndex LayerMerge::target_folder(NodeIndex link, Missing missing) {
    const std::string name(paths.name(link)); // a copy: making folders may move it
    const NodeIndex target = walk(paths.parent(link), name, Last::follow, missing);
    return target != no_node && is(target, FileType::directory) ? target : no_node;
}

NodeIndex LayerMerge::make_folder(NodeIndex parent, std::string_view name) {
    const NodeIndex node = node_of(paths.find_or_invent(parent, name));
    state(node, folder_entry_);
    return node;
}

/// A path may have come up just now.
NodeIndex LayerMerge::node_of(NodeIndex path) {
    if (path == nodes.size()) nodes.emplace_back();
    return path;
}

} // namespace strata

#include "core/tree/timeline.hpp"

#include "core/tree/layer_merge.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace strata {

namespace {

/// The first bytes of a name as a number, so that most comparisons touch no name.
std::uint64_t leading_bytes(std::string_view name) {
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i < 8; i++)
        bytes = (bytes << 8) | (i < name.size() ? static_cast<unsigned char>(name[i]) : 0U);
    return bytes;
}

struct Child {
    std::uint64_t leading = 0;
    NodeIndex node = no_node;
};

/// All nodes ever made as lists of siblings, in place of the lists of those that exist.
void relink_all(LayerMerge& merge) {
    for (LayerMerge::Node& node : merge.nodes) node.first_child = no_node;
    for (auto node = static_cast<NodeIndex>(merge.nodes.size() - 1); node > root_node; node--) {
        LayerMerge::Node& parent = merge.nodes[merge.paths.parent(node)];
        merge.nodes[node].next = parent.first_child;
        parent.first_child = node;
    }
}

void sorted_children(const LayerMerge& merge, NodeIndex node, std::vector<Child>& children) {
    const PathTable& paths = merge.paths;
    children.clear();
    for (NodeIndex child = merge.nodes[node].first_child; child != no_node; child = merge.nodes[child].next)
        children.push_back({leading_bytes(paths.name(child)), child});
    std::ranges::sort(children, [&](const Child& a, const Child& b) {
        return a.leading != b.leading ? a.leading < b.leading : paths.name(a.node) < paths.name(b.node);
    });
}

} // namespace

Timeline::Timeline(const Inspection& inspection) : layers_(inspection.layers) {
    LayerMerge merge(layers_);
    for (std::uint32_t layer = 0; layer < layer_count(); layer++) merge.add(layer);
    merge.forget_tables();

    // Breadth first: the children of one node become neighbours. Until a node's turn comes, first_child is its number
    // in `merge`; from then on `next` there, where no list of siblings needs it any more, is its number here.
    relink_all(merge);
    nodes_.reserve(merge.nodes.size() + 1);
    nodes_.push_back({.first_child = root_node, .first_event = merge.nodes[root_node].last_event});
    std::vector<Child> children;
    for (NodeIndex node = 0; node < nodes_.size(); node++) {
        const NodeIndex merged = nodes_[node].first_child;
        sorted_children(merge, merged, children);
        merge.nodes[merged].next = node;
        nodes_[node].first_child = static_cast<NodeIndex>(nodes_.size());
        nodes_[node].child_count = static_cast<std::uint32_t>(children.size());
        if (!children.empty()) folders_.push_back(node);
        for (const Child& child : children)
            nodes_.push_back({.parent = node,
                              .first_child = child.node,
                              .first_event = merge.nodes[child.node].last_event,
                              .named = merge.paths.named(child.node)});
    }
    for (HardLink& link : merge.hard_links)
        if (link.target) link.node = merge.nodes[link.node].next;
    hard_links_ = std::move(merge.hard_links);
    by_target_.resize(hard_links_.size());
    std::iota(by_target_.begin(), by_target_.end(), 0U);
    const auto target = [&](std::uint32_t number) { return hard_links_[number].target; };
    std::ranges::stable_sort(by_target_, {}, target);
    invented_names_ = merge.paths.take_invented_names();
    merge.nodes = {};
    take_events(merge);
}

/// Moves the events over, in the order of the nodes; until then Node::first_event is the last event in `merge`.
void Timeline::take_events(LayerMerge& merge) {
    std::size_t count = 0;
    for (const Node& node : nodes_)
        for (std::uint32_t at = node.first_event; at != LayerMerge::none; at = merge.events[at].previous) count++;
    events_.reserve(count);
    for (Node& node : nodes_) {
        const auto first = static_cast<std::uint32_t>(events_.size());
        for (std::uint32_t at = node.first_event; at != LayerMerge::none; at = merge.events[at].previous)
            events_.push_back(merge.events[at].event);
        std::reverse(events_.begin() + first, events_.end());
        node.first_event = first;
    }
    nodes_.push_back({.first_event = static_cast<std::uint32_t>(events_.size())});
}

std::string_view Timeline::name(NodeIndex node) const {
    const Place named = nodes_[node].named;
    if (node == root_node) return {};
    return named.layer == PathTable::invented ? std::string_view(invented_names_[named.entry])
                                              : layers_[named.layer]->tree.name(named.entry);
}

std::string Timeline::path(NodeIndex node) const { return node == root_node ? "/" : path_below(root_node, node); }

std::string Timeline::path_below(NodeIndex folder, NodeIndex node) const {
    std::size_t length = 0;
    for (NodeIndex at = node; at != folder; at = parent(at)) length += 1 + name(at).size();
    std::string path(length, '/');
    for (NodeIndex at = node; at != folder; at = parent(at)) {
        const std::string_view part = name(at);
        length -= part.size();
        path.replace(length, part.size(), part);
        length -= 1;
    }
    return path;
}

NodeIndex Timeline::child(NodeIndex folder, std::string_view wanted) const {
    NodeIndex low = first_child(folder);
    NodeIndex high = low + child_count(folder);
    const NodeIndex end = high;
    while (low < high) {
        const NodeIndex middle = low + (high - low) / 2;
        if (name(middle) < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low == end || name(low) != wanted ? no_node : low;
}

NodeIndex Timeline::find(std::string_view path) const {
    NodeIndex at = root_node;
    while (at != no_node) {
        while (path.starts_with('/')) path.remove_prefix(1);
        if (path.empty()) break;
        const std::string_view part = path.substr(0, path.find('/'));
        path.remove_prefix(part.size());
        at = child(at, part);
    }
    return at;
}

const Event* Timeline::event_of(NodeIndex node, std::uint32_t layer) const {
    const auto all = events(node);
    const auto found = std::ranges::lower_bound(all, layer, {}, &Event::layer);
    return found != all.end() && found->layer == layer ? &*found : nullptr;
}

Place Timeline::at(NodeIndex node, std::uint32_t layer) const {
    const auto all = events(node);
    const auto above = std::ranges::upper_bound(all, layer, {}, &Event::layer);
    if (above == all.begin()) return {};
    const Event& event = *std::prev(above);
    return event.change == Change::removed ? Place{} : Place{event.layer, event.entry};
}

const HardLink* Timeline::hard_link(Place place) const {
    if (!place || entry(place).type != FileType::hard_link) return nullptr;
    const auto link = std::ranges::lower_bound(hard_links_, place, {}, &HardLink::link);
    return link != hard_links_.end() && link->link == place ? &*link : nullptr;
}

std::span<const std::uint32_t> Timeline::links_to(Place target) const {
    const auto target_of = [&](std::uint32_t number) { return hard_links_[number].target; };
    return std::ranges::equal_range(by_target_, target, {}, target_of);
}

Place Timeline::resolve(Place place) const {
    if (!place || entry(place).type != FileType::hard_link) return place;
    const HardLink* link = hard_link(place);
    return link != nullptr ? link->target : Place{};
}

Place Timeline::described(Place place) const {
    const Place resolved = resolve(place);
    return resolved ? resolved : place;
}

std::vector<Place> Timeline::contents_wanted() const {
    std::vector<Place> wanted;
    for (NodeIndex node = 0; node < size(); node++) {
        const auto all = events(node);
        for (std::size_t i = 1; i < all.size(); i++) {
            if (!all[i].unsure) continue;
            for (const Event& event : all.subspan(i - 1, 2)) {
                const Place file = resolve({event.layer, event.entry});
                if (!entry(file).has(entry_hashed)) wanted.push_back(file);
            }
        }
    }
    std::ranges::sort(wanted);
    wanted.erase(std::ranges::unique(wanted).begin(), wanted.end());
    return wanted;
}

} // namespace strata

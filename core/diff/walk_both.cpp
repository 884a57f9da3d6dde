#include "core/diff/walk_both.hpp"

#include <algorithm>

namespace strata {

namespace {

/// For each node the highest layer that did anything to it or below it, counted from 1; 0 for none.
std::vector<std::uint32_t> touched_by(const Timeline& timeline) {
    std::vector<std::uint32_t> touched(timeline.size());
    for (std::size_t i = timeline.size(); i-- > 0;) { // a parent has a smaller number than its children
        const auto node = static_cast<NodeIndex>(i);
        const auto events = timeline.events(node);
        if (!events.empty()) touched[i] = std::max(touched[i], events.back().layer + 1);
        const NodeIndex parent = timeline.parent(node);
        if (parent != no_node) touched[parent] = std::max(touched[parent], touched[i]);
    }
    return touched;
}

NodeIndex existing(const Timeline& timeline, NodeIndex node) {
    return node != no_node && timeline.size() > node && timeline.final(node) ? node : no_node;
}

} // namespace

Version version(const Timeline& timeline, Place place) {
    return {timeline.layer(place.layer).tree, timeline.entry(place)};
}

WalkBoth::WalkBoth(const DiffSide& a, const DiffSide& b) : a_(a), b_(b) {
    const std::uint32_t fewer = std::min(a.timeline.layer_count(), b.timeline.layer_count());
    while (base_ < fewer && same_layer(a.inspection, base_, b.inspection, base_)) ++base_;
    if (base_ == 0) return;
    touched_a_ = touched_by(a.timeline);
    touched_b_ = touched_by(b.timeline);
}

Both WalkBoth::root() const { return {existing(a_.timeline, root_node), existing(b_.timeline, root_node)}; }

bool WalkBoth::same_entry(Place in_a, Place in_b) {
    if (in_a.entry != in_b.entry) return false;
    const std::uint64_t pair = std::uint64_t{in_a.layer} << 32 | in_b.layer;
    const auto [known, is_new] = same_layers_.try_emplace(pair, false);
    if (is_new) known->second = same_layer(a_.inspection, in_a.layer, b_.inspection, in_b.layer);
    return known->second;
}

bool WalkBoth::made_by_base(Both both) const {
    return base_ > 0 && both.a != no_node && both.b != no_node && touched_a_[both.a] <= base_ &&
           touched_b_[both.b] <= base_;
}

void WalkBoth::merge_children(Both both, std::vector<Both>& children) const {
    children.clear();
    NodeIndex a = both.a == no_node ? 0 : a_.timeline.first_child(both.a);
    NodeIndex b = both.b == no_node ? 0 : b_.timeline.first_child(both.b);
    const NodeIndex a_end = a + (both.a == no_node ? 0 : a_.timeline.child_count(both.a));
    const NodeIndex b_end = b + (both.b == no_node ? 0 : b_.timeline.child_count(both.b));
    while (a < a_end || b < b_end) {
        const int order = a == a_end ? 1 : b == b_end ? -1 : a_.timeline.name(a).compare(b_.timeline.name(b));
        children.push_back(
            {order <= 0 ? existing(a_.timeline, a) : no_node, order >= 0 ? existing(b_.timeline, b) : no_node});
        if (order <= 0) ++a;
        if (order >= 0) ++b;
    }
}

} // namespace strata

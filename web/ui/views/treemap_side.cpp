#include "web/ui/views/treemap_side.hpp"

#include "web/ui/views/compare.hpp"

namespace strata::ui {

namespace {

const Overlay& overlay_of(const Screen& screen, const OpenImage& image) {
    if (!screen.against) return screen.derived.overlay(image, look_of(screen.state));
    const auto last = image.layers.empty() ? 0 : static_cast<std::uint32_t>(image.layers.size() - 1);
    return screen.derived.overlay(image, {.first = last, .last = last});
}

} // namespace

TreemapSide::TreemapSide(const Screen& screen)
    : screen_(screen),
      comparison_(screen.against ? &screen.derived.comparison(*screen.against, *screen.image, screen.state) : nullptr),
      older_(screen.against && screen.state.treemap.older),
      image_(older_ ? *screen.against : *screen.image),
      timeline_(screen.derived.timeline(image_)),
      overlay_(overlay_of(screen, image_)) {}

NodeIndex TreemapSide::top() const {
    const NodeIndex top = screen_.state.treemap.top;
    return top < timeline_.size() && overlay_.shows(top) ? top : root_node;
}

NodeChange TreemapSide::change(NodeIndex node) const {
    const Colours& colours = screen_.ui.theme.colours;
    const NodeChange added{colours.added, "added"}, changed{colours.changed, "changed"},
        removed{colours.removed, "removed"};
    if (comparison_) {
        const Difference* difference = older_ ? comparison_->at_older(node) : comparison_->at_newer(node);
        if (!difference) return {};
        switch (comparison_->change(*difference)) {
        case FileChange::added: return added;
        case FileChange::removed: return removed;
        case FileChange::changed: return changed;
        }
    }
    switch (overlay_.change(node)) {
    case Change::added: return added;
    case Change::content:
    case Change::metadata: return changed;
    case Change::removed: return removed;
    case Change::same: break;
    }
    return {};
}

NodeIndex TreemapSide::counterpart(NodeIndex node) const {
    const Timeline& other = older_ ? comparison_->newer_timeline() : comparison_->older_timeline();
    const NodeIndex found = other.find(timeline_.path(node));
    return found != no_node && other.final(found) ? found : no_node;
}

NodeIndex TreemapSide::selected() const {
    const State& state = screen_.state;
    if (!older_) return state.node;
    if (state.node_in_older != no_node || state.node == no_node) return state.node_in_older;
    const Timeline& newer = comparison_->newer_timeline();
    return state.node < newer.size() ? timeline_.find(newer.path(state.node)) : no_node;
}

void TreemapSide::select(NodeIndex node, Commands& commands) const {
    if (!comparison_) return commands.add(SelectNode{node});
    if (older_) return commands.add(SelectDifference{counterpart(node), node});
    const Difference* difference = comparison_->at_newer(node);
    commands.add(SelectDifference{node, difference ? difference->a : no_node});
}

void TreemapSide::open(NodeIndex node, Commands& commands) const {
    if (!older_) return commands.add(GoToNode{node});
    if (const NodeIndex newer = counterpart(node); newer != no_node) return commands.add(GoToNode{newer});
    // Only the older image has it: among the differences, below folders that both or one may have.
    for (NodeIndex above = timeline_.parent(node); above != no_node && above != root_node;
         above = timeline_.parent(above)) {
        const Difference* folder = comparison_->at_older(above); // as all above what differs
        if (folder && folder->b != no_node)
            commands.add(SetExpanded{folder->b, true});
        else
            commands.add(SetExpandedInOlder{above, true});
    }
    select(node, commands);
    commands.add(ShowView{View::files});
}

void TreemapSide::swap(Commands& commands) const {
    TreemapChoice choice = screen_.state.treemap;
    const NodeIndex top = choice.top < timeline_.size() ? counterpart(choice.top) : no_node;
    choice.top = top == no_node ? root_node : top;
    choice.older = !choice.older;
    commands.add(SetTreemap{choice});
}

NodeIndex folder_above_treemap(const Screen& screen) {
    if (!screen.image || (screen.against && !can_compare(screen))) return no_node;
    const TreemapSide side(screen);
    return side.timeline().parent(side.top()); // of the root there is none
}

} // namespace strata::ui

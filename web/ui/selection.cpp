#include "web/ui/selection.hpp"

namespace strata::ui {

namespace {

ShownVersion version_at(const OpenImage& image, const Timeline& timeline, Place stated) {
    ShownVersion version{.image = image.number, .stated = stated};
    if (!stated) return version;
    version.place = timeline.resolve(stated);
    const Place described = timeline.described(stated);
    version.entry = &timeline.entry(described);
    version.tree = &timeline.layer(described.layer).tree;
    return version;
}

} // namespace

Selection selection_of(Derived& derived, const OpenImage& image, const OpenImage* against, const State& state) {
    const Timeline& timeline = derived.timeline(image);
    if (against && state.node == no_node) {
        const Timeline& older = derived.timeline(*against);
        if (state.node_in_older == no_node || state.node_in_older >= older.size()) return {};
        return {.path = older.path(state.node_in_older),
                .change = Change::removed,
                .shown = {},
                .earlier = version_at(*against, older, older.final(state.node_in_older))};
    }
    if (state.node == no_node || state.node >= timeline.size()) return {};
    Selection selection{.node = state.node, .path = timeline.path(state.node)};
    if (against) {
        selection.shown = version_at(image, timeline, timeline.final(state.node));
        const Timeline& older = derived.timeline(*against);
        if (const NodeIndex node = older.find(selection.path); node != no_node)
            selection.earlier = version_at(*against, older, older.final(node));
        return selection;
    }
    const Overlay& overlay = derived.overlay(image, look_of(state));
    selection.change = overlay.change(state.node);
    Place stated = overlay.place(state.node);
    // A path that is not there up to the chosen layer is shown as it comes later.
    for (const Event& event : timeline.events(state.node))
        if (!stated && event.entry != no_entry) stated = {event.layer, event.entry};
    selection.shown = version_at(image, timeline, stated);
    if (stated && stated.layer > 0)
        selection.earlier = version_at(image, timeline, timeline.at(state.node, stated.layer - 1));
    return selection;
}

} // namespace strata::ui

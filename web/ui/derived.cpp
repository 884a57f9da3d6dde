#include "web/ui/derived.hpp"

#include "web/ui/file_matcher.hpp"

namespace strata::ui {

Derived::OfImage& Derived::of(const OpenImage& image) {
    OfImage& derived = images_[image.number];
    if (!derived.timeline || derived.generation != image.generation) {
        derived = {};
        derived.generation = image.generation;
        derived.timeline = std::make_unique<const Timeline>(image.inspection());
    }
    return derived;
}

const Timeline& Derived::timeline(const OpenImage& image) { return *of(image).timeline; }

const LayerCounts& Derived::counts(const OpenImage& image, std::uint32_t layer) {
    OfImage& derived = of(image);
    if (derived.counts.empty()) {
        const Timeline& timeline = *derived.timeline;
        derived.counts.resize(image.layers.size());
        for (NodeIndex node = 0; node < timeline.size(); node++)
            for (const Event& event : timeline.events(node)) {
                LayerCounts& counts = derived.counts[event.layer];
                switch (event.change) {
                case Change::added: counts.added++; break;
                case Change::content:
                case Change::metadata: counts.changed++; break;
                case Change::removed: counts.removed++; break;
                case Change::same: break;
                }
            }
    }
    return derived.counts[layer];
}

const Waste& Derived::waste(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.waste) derived.waste = std::make_unique<const Waste>(find_waste(*derived.timeline));
    return *derived.waste;
}

const Overlay& Derived::overlay(const OpenImage& image, std::uint32_t layer, Scope scope) {
    OfImage& derived = of(image);
    if (!derived.overlay || derived.overlay->look().last != layer || derived.scope != scope) {
        const Look look = scope == Scope::this_layer ? Look{.shows = Look::Shows::layers, .first = layer, .last = layer}
                                                     : Look{.shows = Look::Shows::image, .first = layer, .last = layer};
        derived.overlay = std::make_unique<const Overlay>(*derived.timeline, look);
        derived.scope = scope;
    }
    return *derived.overlay;
}

const std::vector<Row>& Derived::rows(const OpenImage& image, const State& state) {
    const Overlay& shown = overlay(image, state.layer, state.scope);
    OfImage& derived = of(image);
    RowsKey key{.layer = state.layer,
                .scope = state.scope,
                .filter = state.filter,
                .sort = state.sort,
                .order = state.order,
                .expanded = state.expanded};
    if (derived.rows_key == key) return derived.rows;
    RowOptions options{.sort = state.sort, .order = state.order};
    const FileMatcher matcher(state.filter, shown);
    if (matcher.active())
        options.wanted = [&](NodeIndex node, std::string_view path) { return matcher.wants(node, path); };
    else
        options.is_open = [&](NodeIndex node) { return state.expanded.contains(node); };
    derived.rows = list_rows(*derived.timeline, shown, options);
    derived.rows_key = std::move(key);
    return derived.rows;
}

bool Derived::is_filtered(const State& state) {
    return !state.filter.text.empty() || state.filter.changes != show_all || state.filter.larger_than > 0;
}

void Derived::forget(std::uint32_t image) { images_.erase(image); }

} // namespace strata::ui

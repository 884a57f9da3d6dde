#include "web/ui/derived.hpp"

#include "core/insight/secret_scanner.hpp"

#include <algorithm>
#include <string>

namespace strata::ui {

namespace {

constexpr std::size_t many_nodes = 200'000; // what takes longer than a frame may is only done when it is asked for

/// Whether a step of the newer image reads as one of the older does, and yet holds another secret.
bool other_secret(const OpenImage& older, const OpenImage& newer, std::uint32_t row) {
    const std::vector<HistoryRow>&shown = newer.record.config.history, &stored = newer.stored.config.history;
    if (row >= shown.size() || shown[row].created_by == stored[row].created_by) return false;
    const auto holds = [](const ImageRecord& image, const std::string& step) {
        return std::ranges::find(image.config.history, step, &HistoryRow::created_by) != image.config.history.end();
    };
    return holds(older.record, shown[row].created_by) && !holds(older.stored, stored[row].created_by);
}

/// The document holds settings that have no field of their own; as a whole it is shown only where it holds no secret.
std::vector<SettingLine> shown_settings(const OpenImage& image, const Timeline& timeline) {
    ImageRecord shown = image.record;
    shown.config.document = image.stored.config.document;
    std::vector<SettingLine> lines = setting_lines(shown, timeline);
    if (image.record.config.document.empty())
        std::erase_if(lines, [](const SettingLine& line) { return line.group == "Documents"; });
    for (SettingLine& line : lines) line.value = secret_scanner().redacted_value(line.name, line.value);
    return lines;
}

} // namespace

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

const Totals& Derived::counts(const OpenImage& image, std::uint32_t layer) {
    OfImage& derived = of(image);
    if (derived.counts.empty()) derived.counts = totals_of_layers(*derived.timeline);
    return derived.counts[layer];
}

std::uint64_t Derived::files(const OpenImage& image) {
    OfImage& derived = of(image);
    if (derived.files) return *derived.files;
    const Timeline& all = *derived.timeline;
    const auto last = static_cast<std::uint32_t>(std::max<std::size_t>(image.layers.size(), 1) - 1);
    derived.files = all.size() == 0 ? 0 : Overlay(all, {.first = 0, .last = last}).totals(root_node).files;
    return *derived.files;
}

const Waste& Derived::waste(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.waste) derived.waste = std::make_unique<const Waste>(find_waste(*derived.timeline));
    return *derived.waste;
}

const std::vector<Advice>& Derived::advice(const OpenImage& image) {
    const Waste& known = waste(image);
    OfImage& derived = of(image);
    if (!derived.advice) derived.advice = find_advice(image.inspection(), *derived.timeline, known, base(image));
    return *derived.advice;
}

const BaseImage& Derived::base(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.base) derived.base = find_base(image.stored);
    return *derived.base;
}

const DockerfileRows& Derived::dockerfile(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.dockerfile) {
        const Inspection inspection = image.inspection();
        const Waste nothing;
        derived.dockerfile = make_dockerfile_rows(
            reconstruct_dockerfile(image.record, inspection.layers, base(image), BaseSteps::hidden),
            layer_figures(inspection, image.complete() ? waste(image) : nothing));
    }
    return *derived.dockerfile;
}

Derived::DockerfilePair Derived::dockerfiles(const OpenImage& older, const OpenImage& newer) {
    const bool named = !base(older).name.empty() && !base(newer).name.empty();
    const auto text_of = [&](const OpenImage& image) {
        // No place of the image: which of the two texts, and of which state of it.
        const ContentKey key{image.number, {.layer = no_index - named, .entry = image.generation}};
        if (dockerfile_texts_.find(key)) return key;
        const Dockerfile file = reconstruct_dockerfile(image.record, image.inspection().layers,
                                                       named ? base(image) : BaseImage{}, BaseSteps::hidden);
        const DockerfileRows made = make_dockerfile_rows(file, {});
        std::string words;
        for (const DockerfileRow& row : made.rows) {
            words += row.text;
            const bool other =
                row.holds_figures && &image == &newer && other_secret(older, newer, file.lines[row.line].row);
            words += other ? " # another secret\n" : "\n";
        }
        dockerfile_texts_.put(key, std::move(words));
        return key;
    };
    const ContentKey a = text_of(older);
    return {dockerfile_texts_, a, text_of(newer)};
}

const PackageList& Derived::packages(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.packages) derived.packages = std::make_unique<const PackageList>(find_packages(*derived.timeline));
    return *derived.packages;
}

const Findings& Derived::findings(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.findings)
        derived.findings = std::make_unique<const Findings>(
            find_findings(image.inspection(), *derived.timeline, {.now = {.seconds = clock_}}));
    return *derived.findings;
}

bool Derived::knows_packages(const OpenImage& image) {
    return image.complete() && (of(image).packages || of(image).timeline->size() < many_nodes);
}

bool Derived::knows_findings(const OpenImage& image) {
    return image.complete() && (of(image).findings || of(image).timeline->size() < many_nodes);
}

const FindingsDiff& Derived::findings_diff(const OpenImage& older, const OpenImage& newer) {
    const PairKey key{.older = older.number,
                      .older_generation = older.generation,
                      .newer = newer.number,
                      .newer_generation = newer.generation};
    if (!findings_pair_ || findings_pair_->key != key) {
        const Findings& a = findings(older);
        findings_pair_ = FindingsPair{key, diff_findings(a, findings(newer))};
    }
    return findings_pair_->diff;
}

const std::vector<SettingLine>& Derived::settings(const OpenImage& image) {
    OfImage& derived = of(image);
    if (!derived.settings) derived.settings = shown_settings(image, *derived.timeline);
    return *derived.settings;
}

const LedgerOrder& Derived::waste_order(const OpenImage& image, WasteChoice choice) {
    const Waste& known = waste(image);
    OfImage& derived = of(image);
    choice.row = WasteChoice{}.row;
    if (derived.waste_choice != choice) derived.waste_order = ledger_order(known, *derived.timeline, choice);
    derived.waste_choice = choice;
    return derived.waste_order;
}

Look look_of(const State& state) {
    using Shows = Look::Shows;
    return {.shows = state.scope == Scope::this_layer ? Shows::layers
                     : state.filter.removed_too       ? Shows::image_and_removed
                                                      : Shows::image,
            .first = state.layer,
            .last = state.layer};
}

const Overlay& Derived::overlay(const OpenImage& image, const Look& look) {
    OfImage& derived = of(image);
    if (!derived.overlay || derived.overlay->look() != look) {
        derived.rows.reset(); // they look at the overlay
        derived.rows_key.reset();
        derived.overlay = std::make_unique<const Overlay>(*derived.timeline, look);
    }
    return *derived.overlay;
}

const std::vector<Tile>& Derived::tiles(const OpenImage& image, const Overlay& overlay, NodeIndex top, ImVec2 size,
                                        float scale) {
    OfImage& derived = of(image);
    const Look& look = overlay.look();
    const TilesKey key{.look = look, .top = top, .width = size.x, .height = size.y, .scale = scale};
    if (derived.tiles_key == key) return derived.tiles;
    const TileFrame usual;
    derived.tiles = lay_out_tiles(*derived.timeline, overlay, top, size.x, size.y,
                                  {.head = usual.head * scale, .opened = usual.opened * scale});
    derived.tiles_key = key;
    return derived.tiles;
}

const LazyRows& Derived::rows(const OpenImage& image, const State& state) {
    const Overlay& shown = overlay(image, look_of(state));
    OfImage& derived = of(image);
    RowsKey key{.look = shown.look(),
                .filter = filter_of(state),
                .sort = state.sort,
                .order = state.order,
                .expanded = state.expanded};
    if (derived.rows_key == key) return *derived.rows;
    LazyRowOptions options{.sort = state.sort, .order = state.order};
    if (derived.paths_key != state.filter.text) {
        derived.paths = find_paths_of(state.filter.text, *derived.timeline);
        derived.paths_key = state.filter.text;
    }
    options.listed = filter_nodes(key.filter, derived.paths, *derived.timeline, shown);
    derived.left_out = left_out_of(key.filter, derived.paths, *derived.timeline, shown);
    if (options.listed.empty()) options.is_open = [&](NodeIndex node) { return state.expanded.contains(node); };
    derived.rows = std::make_unique<const LazyRows>(*derived.timeline, shown, std::move(options));
    derived.rows_key = std::move(key);
    return *derived.rows;
}

bool Derived::is_filtered(const State& state) { return is_active(filter_of(state)); }

const Comparison& Derived::comparison(const OpenImage& older, const OpenImage& newer, const State& state) {
    const PairKey key{.older = older.number,
                      .older_generation = older.generation,
                      .newer = newer.number,
                      .newer_generation = newer.generation,
                      .ignore_times = state.filter.ignore_times,
                      .explained = explained_[{older.number, newer.number}].times};
    if (comparison_ && pair_ == key) return *comparison_;
    comparison_.reset();
    differences_key_.reset();
    const Timeline &a = timeline(older), &b = timeline(newer);
    const IgnoreSet ignore = key.ignore_times ? IgnoreSet::timestamps() : IgnoreSet{};
    comparison_ = std::make_unique<const Comparison>(older, a, newer, b, ignore, explanations(older, newer));
    pair_ = key;
    return *comparison_;
}

const std::vector<DifferenceRow>& Derived::differences(const OpenImage& older, const OpenImage& newer,
                                                       const State& state) {
    const Comparison& compared = comparison(older, newer, state);
    DifferencesKey key{.filter = state.filter,
                       .origins = state.origins,
                       .sort = state.sort,
                       .order = state.order,
                       .expanded = state.expanded,
                       .expanded_in_older = state.expanded_in_older};
    if (differences_key_ == key) return differences_;
    differences_ = compared.rows(state);
    differences_key_ = std::move(key);
    return differences_;
}

void Derived::explain(const OpenImage& older, const OpenImage& newer, Explanations explanations) {
    Explained& explained = explained_[{older.number, newer.number}];
    explained.times++;
    explained.explanations = std::move(explanations);
}

void Derived::forget(std::uint32_t image) {
    std::erase_if(explained_,
                  [&](const auto& pair) { return pair.first.first == image || pair.first.second == image; });
    if (pair_ && (pair_->older == image || pair_->newer == image)) {
        comparison_.reset();
        pair_.reset();
        differences_key_.reset();
    }
    dockerfile_texts_.forget(image);
    images_.erase(image);
}

} // namespace strata::ui

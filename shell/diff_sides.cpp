#include "shell/diff_sides.hpp"

#include "core/base/text.hpp"
#include "core/diff/diff_files.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/waste.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace strata {
namespace {

OpenImage open_image_of(const Input& input) { return {*input.archive, input.listing, input.image()}; }

/// Of a side that is no snapshot, with what the other one knows already.
void inspect_alone(DiffInput& side, const Inspection* known, const InspectOptions& options) {
    if (side.input.snapshot) {
        side.inspection = *side.input.snapshot;
        return;
    }
    InspectOptions with_known = options;
    with_known.known = known;
    side.inspection = inspect(*side.input.archive, side.input.listing, side.input.image(), with_known);
}

void add_places(std::vector<Place>& places, const std::vector<Place>& more) {
    std::vector<Place> all;
    std::ranges::set_union(places, more, std::back_inserter(all));
    places = std::move(all);
}

/// Layers that are the other side's too get there as they are then.
Result<void> hash_side(DiffInput& side, std::vector<Place> places, Inspection& other, const Arguments& arguments,
                       Console& console) {
    std::erase_if(places, [&](Place place) {
        return side.inspection.layers[place.layer]->tree.entries[place.entry].has(entry_hashed);
    });
    const std::vector<std::shared_ptr<const Layer>> before = side.inspection.layers;
    side.inspection = TRY(hash_places(side.input, std::move(side.inspection), places, arguments, console));
    for (auto& layer : other.layers)
        if (const auto known = std::ranges::find(before, layer); known != before.end())
            layer = side.inspection.layers[static_cast<std::size_t>(known - before.begin())];
    return {};
}

} // namespace

LayerCache open_layer_cache(const Arguments& arguments, const Console& console) {
    return {arguments.flag("no-cache") ? "" : console.facts.cache_folder, console.facts.program};
}

Result<DiffInput> open_side(std::string_view word, std::string_view option, const Arguments& arguments,
                            Console& console) {
    return DiffInput{TRY(open_image(word, arguments, console, option)), {}};
}

void inspect_sides(DiffInput& a, DiffInput& b, std::uint8_t facts, LayerCache& cache, const Arguments& arguments,
                   Console& console) {
    {
        ProgressBar bar(console, text("reading ", a.input.name, " and ", b.input.name));
        InspectOptions options = inspect_options(arguments, console, bar);
        options.layer.checkpoints = !arguments.values("content").empty();
        const auto examiner = make_examiner(facts, arguments.limits());
        if (facts != 0) options.layer.examiner = examiner.get();
        if (a.input.archive && b.input.archive) {
            const auto shared = shared_layers(a.input.image(), b.input.image());
            const Inspection kept = cache.find(a.input.image(), shared, arguments.limits());
            options.known = &kept;
            InspectedPair pair = inspect_pair(open_image_of(a.input), open_image_of(b.input), options);
            a.inspection = std::move(pair.a);
            b.inspection = std::move(pair.b);
        } else if (a.input.archive) {
            inspect_alone(b, nullptr, options);
            inspect_alone(a, &b.inspection, options);
        } else {
            inspect_alone(a, nullptr, options);
            inspect_alone(b, &a.inspection, options);
        }
    }
    for (const DiffInput* side : {&a, &b})
        for (const auto& layer : side->inspection.layers) console.report(side->input.name, layer->problems);
}

Result<void> hash_where_needed(DiffInput& a, DiffInput& b, Settling settling, const Arguments& arguments,
                               Console& console) {
    ContentsWanted wanted;
    {
        const Timeline of_a(a.inspection);
        const Timeline of_b(b.inspection);
        wanted = contents_wanted({a.inspection, of_a}, {b.inspection, of_b});
        if (settling == Settling::waste) {
            add_places(wanted.a, waste_wanted(of_a));
            add_places(wanted.b, waste_wanted(of_b));
        }
    }
    TRY(hash_side(a, wanted.a, b.inspection, arguments, console));
    return hash_side(b, wanted.b, a.inspection, arguments, console);
}

void keep_shared_layers(const DiffInput& a, const DiffInput& b, const LayerCache& cache) {
    if (!a.input.archive || !b.input.archive) return;
    const auto shared = shared_layers(a.input.image(), b.input.image());
    cache.keep(*a.input.archive, a.inspection, shared);
}

} // namespace strata

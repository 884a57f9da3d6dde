// What lies inside archives that differ: asked for once both images are there, and for files that are selected.

#include "core/diff/compare_nested.hpp"
#include "core/diff/nested_wanted.hpp"
#include "web/ui/app.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace strata::ui {

namespace {

bool can_look_inside(const OpenImage* image) {
    return image && image->complete() && image->kind != ArchiveKind::snapshot;
}

} // namespace

void App::want_inside() {
    const OpenImage* older = session_.image(state_.against);
    const OpenImage* newer = session_.image(state_.shown);
    if (!can_look_inside(older) || !can_look_inside(newer)) return;
    if (inside_pairs_.contains({older->number, newer->number})) return;
    // Files that are not hashed yet may turn out to be the same.
    const auto hashing = [&](const HashJob& job) { return job.image == older->number || job.image == newer->number; };
    if (std::ranges::any_of(hash_jobs_, hashing)) return;
    const Comparison& comparison = derived_.comparison(*older, *newer, state_);
    std::vector<NestedPair> pairs =
        nested_wanted(comparison.diff(), {comparison.older(), comparison.older_timeline()},
                      {comparison.newer(), comparison.newer_timeline()}, NestedChoice::by_name);
    pairs.resize(within_budget(pairs, usual_inside_bytes));
    look_inside(*older, *newer, pairs);
}

void App::on(const WantInside& command) {
    const OpenImage* older = session_.image(state_.against);
    const OpenImage* newer = session_.image(state_.shown);
    if (!can_look_inside(older) || !can_look_inside(newer)) return;
    want_inside(); // those that need no asking come first
    const auto asked = inside_pairs_.find({older->number, newer->number});
    if (asked == inside_pairs_.end()) return; // files are still being hashed: whoever asks asks again
    for (const NestedPair& known : asked->second)
        if (known.a == command.older && known.b == command.newer) return;
    look_inside(*older, *newer, {{.a = command.older, .b = command.newer}});
}

void App::look_inside(const OpenImage& older, const OpenImage& newer, const std::vector<NestedPair>& pairs) {
    std::vector<NestedPair>& all = inside_pairs_[{older.number, newer.number}];
    std::vector<Place> of_older, of_newer;
    for (const NestedPair& pair : pairs) {
        all.push_back(pair);
        of_older.push_back(pair.a);
        of_newer.push_back(pair.b);
    }
    ask_inside(older, of_older);
    ask_inside(newer, of_newer);
    if (!pairs.empty() && inside_jobs_.empty()) explain(older, newer); // all of it was known
}

void App::ask_inside(const OpenImage& image, const std::vector<Place>& places) {
    const auto asked = [&](Place place) {
        return inside_.contains({image.number, place}) || std::ranges::any_of(inside_jobs_, [&](const InsideJob& job) {
                   return job.image == image.number && std::ranges::find(job.places, place) != job.places.end();
               });
    };
    std::map<std::uint32_t, InsideJob> jobs; // by layer
    for (const Place& place : places)
        if (place.layer < image.layers.size() && image.layers[place.layer].layer && !asked(place))
            jobs[place.layer].places.push_back(place);
    for (auto& [number, job] : jobs) {
        const Layer& layer = *image.layers[number].layer;
        web::NestedRequest request{.image = image.index, .layer = number, .files = {}, .checkpoints = {}};
        std::uint64_t cost = 0, front = ~std::uint64_t{0};
        for (const Place& place : job.places) {
            request.files.push_back(
                {.entry = layer.tree.entries[place.entry], .name = std::string(layer.tree.name(place.entry))});
            cost += request.files.back().entry.size;
            front = std::min(front, request.files.back().entry.data_offset);
        }
        request.checkpoints = web::checkpoint_before(layer, front);
        job.image = image.number;
        job.request = send(image.file, std::move(request), cost);
        inside_jobs_.push_back(std::move(job));
    }
}

bool App::inside_arrived(const web::Answer& answer) {
    const auto found = std::ranges::find(inside_jobs_, answer.id, &InsideJob::request);
    if (found == inside_jobs_.end()) return false;
    if (std::holds_alternative<web::ProgressAnswer>(answer.what)) return true;
    const InsideJob job = std::move(*found);
    inside_jobs_.erase(found);
    const auto* nested = std::get_if<web::NestedAnswer>(&answer.what);
    const auto* failure = std::get_if<web::FailureAnswer>(&answer.what);
    for (std::size_t i = 0; i < job.places.size(); i++)
        inside_[{job.image, job.places[i]}] =
            nested && i < nested->files.size()
                ? nested->files[i]
                : NestedFile{.archives = {}, .problem = failure ? failure->message : "it could not be read"};
    // All at once: each explanation makes the comparison anew.
    if (!inside_jobs_.empty()) return true;
    for (const auto& [pair, looked] : inside_pairs_) {
        const OpenImage* older = session_.image(pair.first);
        const OpenImage* newer = session_.image(pair.second);
        if (older && newer) explain(*older, *newer);
    }
    return true;
}

void App::explain(const OpenImage& older, const OpenImage& newer) {
    std::vector<Explanation> all;
    for (const NestedPair& pair : inside_pairs_[{older.number, newer.number}]) {
        const auto a = inside_.find({older.number, pair.a}), b = inside_.find({newer.number, pair.b});
        if (a != inside_.end() && b != inside_.end())
            all.push_back({.a = pair.a, .b = pair.b, .nested = compare_nested(a->second, b->second)});
    }
    derived_.explain(older, newer, Explanations(std::move(all)));
}

void App::forget_inside(std::uint32_t image) {
    std::erase_if(inside_, [&](const auto& file) { return file.first.image == image; });
    std::erase_if(inside_pairs_,
                  [&](const auto& pair) { return pair.first.first == image || pair.first.second == image; });
    std::erase_if(inside_jobs_, [&](const InsideJob& job) { return job.image == image; });
}

} // namespace strata::ui

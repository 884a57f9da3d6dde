#include "core/diff/diff_files.hpp"
#include "core/insight/waste.hpp"
#include "web/ui/app.hpp"

#include <algorithm>
#include <map>

namespace strata::ui {

namespace {

/// Whether what is shown depends on which files have the same bytes at other paths: to compare them all may mean to
/// read much of a plain archive, so it is done when it is wanted.
bool shows_waste(const State& state) { return state.view == View::waste || state.view == View::history; }

} // namespace

bool App::compares_files_of(const OpenImage& image) const {
    return std::ranges::any_of(hash_jobs_, [&](const HashJob& job) { return job.image == image.number; });
}

bool App::is_settled() const {
    const OpenImage* image = session_.image(state_.shown);
    const OpenImage* against = session_.image(state_.against);
    const auto complete = [](const OpenImage* one) { return one && one->complete(); };
    for (const OpenImage* one : {image, against})
        if (complete(one) && (!hashed_.contains({one->number, one->number}) || compares_files_of(*one))) return false;
    return !complete(image) || !complete(against) || hashed_.contains(std::minmax(image->number, against->number));
}

void App::want_hashes() {
    OpenImage* image = session_.image(state_.shown);
    OpenImage* against = session_.image(state_.against);
    for (OpenImage* one : {image, against})
        if (one && one->complete()) want_hashes_of(*one);
    if (!image || !against || !image->complete() || !against->complete()) return;
    if (compares_files_of(*image) || compares_files_of(*against)) return;
    if (!hashed_.insert(std::minmax(image->number, against->number)).second) return;
    const Inspection older = against->inspection(), newer = image->inspection();
    const ContentsWanted wanted =
        contents_wanted({older, derived_.timeline(*against)}, {newer, derived_.timeline(*image)});
    ask_for_hashes(*against, wanted.a);
    ask_for_hashes(*image, wanted.b);
}

void App::want_hashes_of(OpenImage& image) {
    if (hashed_.insert({image.number, 0}).second) ask_for_hashes(image, derived_.timeline(image).contents_wanted());
    const bool waste = shows_waste(state_) || awaited_export_;
    if (waste && !compares_files_of(image) && hashed_.insert({image.number, image.number}).second)
        ask_for_hashes(image, waste_wanted(derived_.timeline(image)));
}

void App::ask_for_hashes(OpenImage& image, const std::vector<Place>& places) {
    if (image.kind == ArchiveKind::snapshot) return;
    std::map<std::uint32_t, std::vector<EntryIndex>> by_layer;
    for (const Place& place : places) by_layer[place.layer].push_back(place.entry);
    for (auto& [layer, entries] : by_layer) {
        web::HashRequest request{.image = image.index, .layer = layer, .files = {}};
        std::uint64_t cost = 0;
        for (const EntryIndex entry : entries) {
            request.files.push_back(image.layers[layer].layer->tree.entries[entry]);
            cost += request.files.back().size;
        }
        const RequestId id = send(image.file, std::move(request), cost);
        hash_jobs_.push_back({.request = id,
                              .image = image.number,
                              .layer = layer,
                              .entries = std::move(entries),
                              .hashes = {},
                              .answered = false});
    }
}

bool App::hashes_arrived(const web::Answer& answer) {
    const auto job = std::ranges::find(hash_jobs_, answer.id, &HashJob::request);
    if (job == hash_jobs_.end()) return false;
    if (std::holds_alternative<web::ProgressAnswer>(answer.what)) return true;
    // A layer that could not be hashed leaves its files unsure; they say so themselves.
    if (const auto* hashes = std::get_if<web::HashAnswer>(&answer.what)) job->hashes = hashes->hashes;
    job->answered = true;
    const std::uint32_t number = job->image;
    // All of an image's hashes at once: each change of a layer makes its timeline anew.
    const auto open = [&](const HashJob& other) { return other.image == number && !other.answered; };
    if (std::ranges::any_of(hash_jobs_, open)) return true;
    if (OpenImage* image = session_.image(number)) put_hashes(*image);
    std::erase_if(hash_jobs_, [&](const HashJob& other) { return other.image == number; });
    return true;
}

void App::put_hashes(OpenImage& image) {
    bool any = false;
    for (const HashJob& job : hash_jobs_) {
        if (job.image != image.number || job.hashes.empty()) continue;
        const auto before = image.layers[job.layer].layer;
        if (!before) continue;
        auto layer = std::make_shared<Layer>(*before);
        for (std::size_t i = 0; i < std::min(job.entries.size(), job.hashes.size()); i++) {
            if (!job.hashes[i]) continue;
            Entry& entry = layer->tree.entries[job.entries[i]];
            entry.content = job.hashes[i];
            entry.flags = static_cast<std::uint8_t>(entry.flags | entry_hashed);
            any = true;
        }
        for (LayerSlot& slot : image.layers)
            if (slot.layer == before) slot.layer = layer;
    }
    if (any) image.generation++;
}

} // namespace strata::ui

#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "web/ui/app.hpp"
#include "web/ui/selection.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

constexpr std::uint64_t most_saved = std::uint64_t{1} << 30, most_copied = std::uint64_t{16} << 20; // bytes
constexpr std::size_t lines_at_first = 24; // of a comparison: about what a page has room for

} // namespace

void App::want_content(const ContentKey& key, std::uint64_t limit) {
    const OpenImage* image = session_.image(key.image);
    if (!image || !key.place || key.place.layer >= image->layers.size()) return;
    const LayerSlot& slot = image->layers[key.place.layer];
    if (!slot.layer || key.place.entry >= slot.layer->tree.entries.size()) return;
    if (const Content* content = contents_.find(key))
        if (content->request != 0 || content->stage == Stage::failed || content->complete() || content->limit >= limit)
            return;
    const Entry& entry = slot.layer->tree.entries[key.place.entry];
    const RequestId request =
        send(image->file, web::ContentRequest{.image = image->index,
                                              .layer = key.place.layer,
                                              .entry = entry,
                                              .checkpoints = web::checkpoint_before(*slot.layer, entry.data_offset),
                                              .limit = limit});
    contents_.asked(key, request, limit);
}

void App::with_whole_file(Action action) {
    const OpenImage* image = session_.image(state_.shown);
    if (!image) return;
    const Selection selection = selection_of(derived_, *image, session_.image(state_.against), state_);
    if (!selection.shown.is_file()) return;
    const ContentKey key = selection.shown.content();
    errands_.push_back({.action = action, .key = key, .name = std::string(base_name(selection.path))});
    want_content(key, std::min(selection.shown.entry->size, action == Action::save_file ? most_saved : most_copied));
    finish_errands();
}

void App::finish_errands() {
    std::erase_if(errands_, [&](const Errand& errand) {
        const Content* content = contents_.find(errand.key);
        if (!content || content->stage == Stage::failed) return true;
        if (content->request != 0 || content->stage != Stage::ready) return false;
        if (errand.action == Action::save_file)
            effects_.push_back(SaveBytes{errand.name, "application/octet-stream", content->bytes});
        else
            effects_.push_back(PutOnClipboard{content->bytes});
        return true;
    });
}

void App::expand_all() {
    const OpenImage* image = session_.image(state_.shown);
    if (!image) return;
    const Timeline& timeline = derived_.timeline(*image);
    for (NodeIndex node = 0; node < timeline.size(); node++)
        if (timeline.child_count(node) > 0) state_.expanded.insert(node);
}

bool App::selects_file() {
    const bool in_older = state_.node == no_node;
    const OpenImage* image = session_.image(in_older ? state_.against : state_.shown);
    const NodeIndex node = in_older ? state_.node_in_older : state_.node;
    if (!image || node == no_node) return false;
    const Timeline& timeline = derived_.timeline(*image);
    return node < timeline.size() && timeline.child_count(node) == 0;
}

void App::open_differences() {
    const OpenImage* older = session_.image(state_.against);
    const OpenImage* newer = session_.image(state_.shown);
    const std::pair<std::uint32_t, std::uint32_t> pair{state_.against, state_.shown};
    if (opened_pair_ == pair || (older && (!older->complete() || !newer || !newer->complete()))) return;
    opened_pair_ = pair;
    if (!older || state_.expanded.size() > 1 || !state_.expanded_in_older.empty()) return;
    for (const Difference* folder : derived_.comparison(*older, *newer, state_).first_folders(lines_at_first)) {
        if (folder->b != no_node)
            state_.expanded.insert(folder->b);
        else
            state_.expanded_in_older.insert(folder->a);
    }
}

void App::verify(OpenImage& image) {
    if (image.kind == ArchiveKind::snapshot) return;
    for (std::uint32_t i = 0; i < image.layers.size(); i++) {
        LayerSlot& slot = image.layers[i];
        if (image.record.layers[i].state != BlobState::present || slot.proof == LayerSlot::Proof::checking) continue;
        slot.proof = LayerSlot::Proof::checking;
        slot.proof_request =
            send(image.file, web::VerifyRequest{.image = image.index, .layer = i}, image.record.layers[i].stored_size);
    }
}

bool App::verified(const web::Answer& answer) {
    for (OpenImage& image : session_.images)
        for (std::uint32_t i = 0; i < image.layers.size(); i++) {
            LayerSlot& slot = image.layers[i];
            if (slot.proof_request != answer.id || slot.proof != LayerSlot::Proof::checking) continue;
            if (std::holds_alternative<web::ProgressAnswer>(answer.what)) return true;
            const LayerRecord& record = image.record.layers[i];
            slot.proof = LayerSlot::Proof::wrong;
            if (const auto* proof = std::get_if<web::VerifyAnswer>(&answer.what)) {
                const bool tar = !record.diff_id || record.diff_id == proof->diff_id;
                const bool blob = !record.descriptor.digest || record.descriptor.digest == proof->blob_digest;
                if (tar && blob && proof->problems.empty()) slot.proof = LayerSlot::Proof::right;
                slot.proof_text = !tar    ? text("its content has the digest ", proof->diff_id.text())
                                  : !blob ? text("its blob has the digest ", proof->blob_digest.text())
                                  : proof->problems.empty() ? "both digests are right"
                                                            : proof->problems.front().message;
            } else if (const auto* failure = std::get_if<web::FailureAnswer>(&answer.what)) {
                slot.proof = LayerSlot::Proof::unknown;
                slot.proof_text = failure->message;
            }
            return true;
        }
    return false;
}

void App::run_on_selection(Action action) {
    OpenImage* image = session_.image(state_.shown);
    switch (action) {
    case Action::cancel: return cancel_all();
    case Action::read_again: return read_again();
    case Action::expand_all: return expand_all();
    case Action::copy_content:
    case Action::save_file: return with_whole_file(action);
    case Action::verify:
        if (image) verify(*image);
        return;
    case Action::export_json:
    case Action::export_markdown:
    case Action::export_html:
    case Action::export_snapshot:
    case Action::export_csv: return run_export(action);
    case Action::copy_link: effects_.push_back(CopyLink{address()}); return;
    default: break;
    }
    if (!image) return;
    if (action == Action::copy_path) {
        const Timeline& timeline = derived_.timeline(*image);
        if (state_.node < timeline.size()) effects_.push_back(PutOnClipboard{timeline.path(state_.node)});
    } else if (action == Action::copy_digest && state_.layer < image->layers.size()) {
        const LayerRecord& record = image->record.layers[state_.layer];
        effects_.push_back(PutOnClipboard{record.diff_id ? record.diff_id.text() : record.descriptor.digest.text()});
    }
}

void App::after_answer(const web::Answer& answer) {
    if (hashes_arrived(answer) || inside_arrived(answer) || verified(answer)) return;
    if (contents_.answered(answer)) finish_errands();
}

void App::moved(OpenImage& image) {
    if (image.number == state_.against) {
        state_.node_in_older = no_node;
        state_.expanded_in_older.clear();
    }
    const bool keeps = image.number == state_.shown && (state_.node != no_node || state_.expanded.size() > 1);
    if (!keeps) {
        image.generation++;
        return;
    }
    const Timeline& before = derived_.timeline(image);
    const auto path_of = [&](NodeIndex node) { return node < before.size() ? before.path(node) : std::string(); };
    const std::string selected = state_.node == no_node ? "" : path_of(state_.node);
    std::vector<std::string> opened;
    for (const NodeIndex node : state_.expanded) opened.push_back(path_of(node));
    image.generation++;
    const Timeline& after = derived_.timeline(image);
    state_.node = selected.empty() ? no_node : after.find(selected);
    state_.expanded = {root_node};
    for (const std::string& path : opened)
        if (const NodeIndex node = path.empty() ? no_node : after.find(path); node != no_node)
            state_.expanded.insert(node);
}

} // namespace strata::ui

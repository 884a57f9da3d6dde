#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/model/check.hpp"
#include "core/report/text.hpp"
#include "web/ui/app.hpp"
#include "web/ui/selection.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

/// Bytes. What is saved lies in the page's memory, of which there are 4 GiB, more than once.
constexpr std::uint64_t most_saved = std::uint64_t{512} << 20;
constexpr std::size_t lines_at_first = 24; // of a comparison: about what a page has room for

/// What comes of a layer's checks: the first that is not right decides.
void judge(LayerSlot& slot, const std::vector<Check>& checks, const std::vector<Problem>& problems) {
    const auto bad = std::ranges::find_if(checks, [](const Check& check) {
        return check.result != CheckResult::right && check.result != CheckResult::unchecked;
    });
    if (bad == checks.end()) {
        slot.proof = checks.empty() ? LayerSlot::Proof::unknown : LayerSlot::Proof::right;
        slot.proof_text = checks.empty() ? "The archive states no digest of this layer." : "";
    } else if (bad->result == CheckResult::wrong) {
        slot.proof = LayerSlot::Proof::wrong;
        slot.proof_text = text("Its ", bad->what, " is ", bad->found, ", not ", bad->expected, '.');
    } else {
        slot.proof = LayerSlot::Proof::damaged;
        const auto error = std::ranges::find(problems, Severity::error, &Problem::severity);
        slot.proof_text = error == problems.end() ? "It can't be read to its end." : error->message;
    }
}

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
    const ShownVersion& version = selection.shown ? selection.shown : selection.earlier;
    const bool saves = action == Action::save_file;
    if (!version.is_file()) {
        state_.notice = text("Only a file has a content to ", saves ? "save." : "copy.");
        return;
    }
    const std::string name(base_name(selection.path));
    if (const std::uint64_t most = saves ? most_saved : most_copied; version.entry->size > most) {
        state_.notice = text(printable(name), " has ", human_size(version.entry->size), "; the page can ",
                             saves ? "save" : "copy", " up to ", human_size(most),
                             ". The command has no such limit: ", "strata cat IMAGE ", printable(selection.path));
        return;
    }
    errands_.push_back({.action = action, .key = version.content(), .name = name, .bytes = version.entry->size});
    finish_errands();
}

void App::copy(std::string what, std::string said) {
    effects_.push_back(PutOnClipboard{std::move(what)});
    say(std::move(said));
}

void App::say(std::string words) {
    constexpr double shown_for = 2; // seconds
    state_.said = std::move(words);
    state_.said_until = now_ + shown_for;
}

void App::copy_refused() {
    state_.said.clear();
    state_.notice = "The browser did not let the page write to the clipboard. Pages from https:// and localhost may.";
}

void App::finish_errands() {
    std::erase_if(errands_, [&](const Errand& errand) { return finish(errand); });
}

bool App::finish(const Errand& errand) {
    const Content* content = contents_.find(errand.key);
    if (content && content->request != 0) return false;
    if (content && content->stage == Stage::ready && content->bytes.size() >= errand.bytes) {
        if (errand.action == Action::save_file)
            effects_.push_back(SaveBytes{errand.name, "application/octet-stream", content->bytes});
        else
            copy(content->bytes, text("Copied the content of ", printable(errand.name)));
        return true;
    }
    if (content && (content->stage == Stage::failed || content->limit >= errand.bytes)) {
        state_.notice = content->stage == Stage::failed ? content->failure
                                                        : text("Of ", printable(errand.name), " only ",
                                                               human_size(content->bytes.size()), " could be read.");
        return true;
    }
    want_content(errand.key, errand.bytes); // nothing of it is there yet, or its front alone
    content = contents_.find(errand.key);
    return !content || content->request == 0;
}

void App::expand_all() {
    const OpenImage* image = session_.image(state_.shown);
    if (!image) return;
    const auto open_all = [&](const OpenImage& of, std::unordered_set<NodeIndex>& open) {
        const Timeline& timeline = derived_.timeline(of);
        for (NodeIndex node = 0; node < timeline.size(); node++)
            if (timeline.child_count(node) > 0) open.insert(node);
    };
    open_all(*image, state_.expanded);
    if (const OpenImage* older = session_.image(state_.against)) open_all(*older, state_.expanded_in_older);
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
            if (const auto* proof = std::get_if<web::VerifyAnswer>(&answer.what)) {
                judge(slot, check_layer(i, record, {.blob = proof->blob_digest, .diff_id = proof->diff_id}),
                      proof->problems);
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
    case Action::copy_link: effects_.push_back(CopyLink{address()}); return say("Copied a link to this place");
    default: break;
    }
    if (!image) return;
    if (action == Action::copy_path) {
        const Selection selection = selection_of(derived_, *image, session_.image(state_.against), state_);
        if (selection) copy(selection.path, text("Copied ", printable(selection.path)));
    } else if (action == Action::copy_digest && state_.layer < image->layers.size()) {
        const LayerRecord& record = image->record.layers[state_.layer];
        copy(record.diff_id ? record.diff_id.text() : record.descriptor.digest.text(), "Copied the layer's digest");
    }
}

void App::after_answer(web::Answer answer) {
    if (hashes_arrived(answer) || inside_arrived(answer) || verified(answer)) return;
    if (contents_.answered(std::move(answer))) finish_errands();
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

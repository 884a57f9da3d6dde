#include "core/base/text.hpp"
#include "core/insight/without_secrets.hpp"
#include "core/report/text.hpp"
#include "web/ui/app.hpp"
#include "web/ui/possible.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

/// Why none of the images that the archive lists can be shown, as the command says it: the worst that is wrong with
/// one. Where only other platforms were saved that is a note.
std::string why_none(const Listing& listing) {
    const Problem* worst = nullptr;
    for (const ImageRecord& image : listing.images)
        for (const Problem& problem : image.problems)
            if (!worst || problem.severity > worst->severity) worst = &problem;
    return text("There is no image in this file that can be shown", worst ? ": " : "",
                worst ? printable(worst->message) : "", ".");
}

} // namespace

RequestId App::send(FileId file, decltype(web::Request::what) what, std::uint64_t cost) {
    const RequestId id = ++last_request_;
    effects_.push_back(SendRequest{{.id = id, .file = file, .what = std::move(what)}, cost});
    return id;
}

void App::opened(std::vector<NewFile> files) {
    pair_.clear();
    for (NewFile& file : files) {
        OpenFile open{.id = file.id, .name = file.name, .url = std::move(file.url), .bytes = file.bytes};
        if (file.failure.empty()) {
            open.stage = Stage::reading;
            open.request = send(file.id, web::ListRequest{});
            if (files.size() == 2) pair_.push_back(file.id);
        } else {
            open.stage = Stage::failed;
            open.failure = std::move(file.failure);
        }
        session_.files.push_back(std::move(open));
    }
    const bool picked = compared_next_ && compared_next_->name.empty();
    if (compared_next_ && files.size() == 1 && (picked || files[0].name == compared_next_->name)) {
        const OpenImage* newer = session_.image(compared_next_->newer);
        if (newer && newer->number == state_.shown) pair_ = {files[0].id, newer->file};
        compared_next_.reset();
    }
    if (picked) compared_next_.reset();
    state_.popup = Popup::none;
    state_.at_start = false;
}

void App::listed(OpenFile& file, web::ListAnswer answer) {
    file.stage = Stage::ready;
    file.listing = std::move(answer.listing);
    std::uint32_t available = 0, index = 0;
    for (std::uint32_t i = 0; i < file.listing.images.size(); i++)
        if (file.listing.images[i].available) {
            if (available++ == 0) index = i;
        }
    if (available != 1) {
        if (available == 0 && file.failure.empty()) file.failure = why_none(file.listing);
        return;
    }
    open_image(file, index, Asked::by_file);
    OpenImage& image = session_.images.back();
    for (std::uint32_t i = 0; i < answer.layers.size() && i < image.layers.size(); i++) {
        image.layers[i].stage = Stage::ready;
        image.layers[i].layer = std::make_shared<const Layer>(std::move(answer.layers[i]));
        image.generation++;
    }
}

void App::open_image(const OpenFile& file, std::uint32_t index, Asked asked) {
    for (const OpenImage& image : session_.images)
        if (image.file == file.id && image.index == index) return show(image.number);
    OpenImage image{.number = ++last_image_,
                    .file = file.id,
                    .index = index,
                    .source = file.name,
                    .kind = file.listing.kind,
                    .record = without_secrets(Inspection{.image = file.listing.images[index]}).image,
                    .stored = file.listing.images[index],
                    .started = now_};
    image.layers.resize(image.record.layers.size());
    session_.images.push_back(std::move(image));
    OpenImage& opened = session_.images.back();
    if (file.listing.kind != ArchiveKind::snapshot)
        for (std::uint32_t i = 0; i < opened.layers.size(); i++) request_layer(opened, i);
    const bool second = pair_.size() == 2 && pair_[1] == file.id;
    const std::uint32_t before = state_.shown;
    const OpenImage* on_screen = session_.image(before);
    if (asked == Asked::by_person || !on_screen || on_screen->file <= file.id) show(opened.number);
    if (pair_.size() != 2) return;
    // The second of two files that came together is the newer side, whichever is listed first.
    const auto number_of = [&](FileId id) {
        if (on_screen && on_screen->file == id) return before; // of several in one archive
        const auto found = std::ranges::find(session_.images, id, &OpenImage::file);
        return found == session_.images.end() ? 0 : found->number;
    };
    const std::uint32_t older = number_of(pair_[0]), newer = number_of(pair_[1]);
    if (older && newer) {
        show(newer);
        state_.against = older;
        pair_.clear();
    } else if (!second && before && asked == Asked::by_file)
        show(before);
}

void App::request_layer(OpenImage& image, std::uint32_t layer) {
    LayerSlot& slot = image.layers[layer];
    const LayerRecord& record = image.record.layers[layer];
    if (record.state != BlobState::present) {
        slot.stage = Stage::failed;
        slot.failure = record.state == BlobState::foreign ? "This layer is kept elsewhere and is not in the archive."
                       : record.state == BlobState::encrypted ? "This layer is encrypted."
                                                              : "This layer is not in the archive.";
        return;
    }
    // The same blob twice in one image is read once.
    for (std::uint32_t i = 0; i < layer; i++)
        if (image.record.layers[i].member == record.member && image.layers[i].stage != Stage::failed) {
            slot = image.layers[i];
            return;
        }
    slot.stage = Stage::reading;
    slot.total = record.stored_size;
    slot.request = send(image.file, web::LayerRequest{.image = image.index, .layer = layer}, record.stored_size);
}

void App::receive(web::Answer answer) {
    for (OpenFile& file : session_.files) {
        if (file.request != answer.id || file.stage != Stage::reading) continue;
        if (auto* progress = std::get_if<web::ProgressAnswer>(&answer.what)) {
            file.done = progress->done;
            file.total = progress->total;
        } else if (auto* failure = std::get_if<web::FailureAnswer>(&answer.what)) {
            file.stage = Stage::failed;
            file.failure = std::move(failure->message);
        } else if (auto* list = std::get_if<web::ListAnswer>(&answer.what)) {
            listed(file, std::move(*list));
        }
        return;
    }
    for (OpenImage& image : session_.images)
        for (std::uint32_t i = 0; i < image.layers.size(); i++) {
            LayerSlot& slot = image.layers[i];
            if (slot.request != answer.id || slot.stage != Stage::reading) continue;
            if (auto* progress = std::get_if<web::ProgressAnswer>(&answer.what)) {
                slot.done = progress->done;
                slot.total = progress->total;
            } else if (auto* failure = std::get_if<web::FailureAnswer>(&answer.what)) {
                layer_failed(image, i, failure->message);
            } else if (auto* layer = std::get_if<web::LayerAnswer>(&answer.what)) {
                layer_arrived(image, i, std::move(*layer));
            }
            return;
        }
    after_answer(std::move(answer));
}

void App::layer_arrived(OpenImage& image, std::uint32_t layer, web::LayerAnswer answer) {
    const auto arrived = std::make_shared<const Layer>(std::move(answer.layer));
    const RequestId request = image.layers[layer].request;
    for (LayerSlot& slot : image.layers) {
        if (slot.request != request || slot.stage != Stage::reading) continue;
        slot.stage = Stage::ready;
        slot.layer = arrived;
    }
    moved(image);
    if (image.complete()) image.finished = now_;
}

void App::layer_failed(OpenImage& image, std::uint32_t layer, std::string_view message) {
    const RequestId request = image.layers[layer].request;
    for (LayerSlot& slot : image.layers) {
        if (slot.request != request || slot.stage != Stage::reading) continue;
        slot.stage = Stage::failed;
        slot.failure = message;
    }
    moved(image);
    if (image.complete()) image.finished = now_;
}

void App::lost(RequestId id, std::string message) {
    receive({.id = id, .what = web::FailureAnswer{std::move(message)}});
}

void App::drop_requests(const OpenImage& image) {
    const auto cancel = [&](RequestId request) {
        if (request != 0) effects_.push_back(CancelRequest{request});
    };
    for (const LayerSlot& slot : image.layers) {
        if (slot.stage == Stage::reading) cancel(slot.request);
        if (slot.proof == LayerSlot::Proof::checking) cancel(slot.proof_request);
    }
    for (const HashJob& job : hash_jobs_)
        if (job.image == image.number && !job.answered) cancel(job.request);
    std::erase_if(hash_jobs_, [&](const HashJob& job) { return job.image == image.number; });
    for (const InsideJob& job : inside_jobs_)
        if (job.image == image.number) cancel(job.request);
    for (const RequestId request : contents_.requests_of(image.number)) cancel(request);
}

void App::cancel(OpenFile& file) {
    if (file.stage == Stage::reading) {
        effects_.push_back(CancelRequest{file.request});
        file.stage = Stage::failed;
        file.failure = "Cancelled.";
    }
    for (OpenImage& image : session_.images) {
        if (image.file != file.id) continue;
        for (std::uint32_t i = 0; i < image.layers.size(); i++) {
            LayerSlot& slot = image.layers[i];
            if (slot.proof == LayerSlot::Proof::checking) {
                effects_.push_back(CancelRequest{slot.proof_request});
                slot.proof = LayerSlot::Proof::unknown;
            }
            if (slot.stage != Stage::reading) continue;
            effects_.push_back(CancelRequest{slot.request});
            layer_failed(image, i, "Cancelled before this layer was read.");
        }
    }
}

void App::read_again() {
    for (OpenFile& file : session_.files) {
        if (file.stage != Stage::failed || file.request == 0) continue;
        file.stage = Stage::reading;
        file.failure.clear();
        file.request = send(file.id, web::ListRequest{});
    }
    for (OpenImage& image : session_.images)
        for (std::uint32_t i = 0; i < image.layers.size(); i++)
            if (can_read_again(image, i)) {
                image.layers[i].failure.clear();
                request_layer(image, i);
            }
}

void App::cancel_all() {
    for (OpenFile& file : session_.files) cancel(file);
}

bool App::is_reading() const { return ui::is_reading(session_); }

double App::next_frame_in() const {
    if (ui_.mirror.waits()) return 0;
    // While something is read, progress is shown twice a second: a frame costs a computer without a graphics card a
    // tenth of a second, which reading needs too. At rest nothing is drawn.
    constexpr double progress_pause = 0.5; // seconds
    if (!is_reading()) return ui_.frame_in;
    return ui_.frame_in < 0 ? progress_pause : std::min(ui_.frame_in, progress_pause);
}

} // namespace strata::ui

#include "web/engine/engine.hpp"

#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "core/image/inspect.hpp"
#include "core/image/list_images.hpp"
#include "core/image/nested_files.hpp"
#include "core/image/read_file.hpp"
#include "core/insight/examiner.hpp"
#include "core/model/snapshot.hpp"

#include <algorithm>
#include <utility>

namespace strata::web {

namespace {

template <class... Functions>
struct Overloaded : Functions... {
    using Functions::operator()...;
};

/// Progress as answers, at most one for each of a hundred steps.
Progress report(RequestId id, const SendAnswer& send) {
    return [id, &send, last = std::uint64_t{0}](std::uint64_t done, std::uint64_t total) mutable {
        const std::uint64_t step = total == 0 ? done >> 24 : done * 100 / total;
        if (step != last) send({.id = id, .what = ProgressAnswer{done, total}});
        last = step;
        return true;
    };
}

/// The image with nothing in it but entries of one layer: all that reading their bytes needs.
Inspection with_layer(const ImageRecord& image, std::uint32_t layer, Layer made) {
    for (Entry& entry : made.tree.entries) entry.owner = entry.extra = 0;
    made.tree.owners.resize(1);
    made.tree.extras.resize(1);
    Inspection inspection{.image = image};
    inspection.layers.assign(image.layers.size(), std::make_shared<const Layer>());
    inspection.layers[layer] = std::make_shared<const Layer>(std::move(made));
    return inspection;
}

Inspection only_entries(const ImageRecord& image, std::uint32_t layer, std::vector<Entry> entries,
                        std::vector<Checkpoint> checkpoints) {
    Layer made;
    made.tree.entries = std::move(entries);
    for (Entry& entry : made.tree.entries) entry.name_offset = 0;
    made.checkpoints = std::move(checkpoints);
    return with_layer(image, layer, std::move(made));
}

Result<void> check(const Listing& listing, std::uint32_t image, std::uint32_t layer) {
    if (image >= listing.images.size() || layer >= listing.images[image].layers.size())
        return fail("there is no such layer in this file");
    return {};
}

} // namespace

/// A file that is open, and what its documents say.
struct Engine::Opened {
    FileId file = 0;
    std::unique_ptr<Archive> archive;
    Listing listing;
    Inspection snapshot; ///< when the file is one
};

Engine::Engine(OpenFile open, Limits limits) : open_(std::move(open)), limits_(limits) {}
Engine::~Engine() = default;

const Examiner& Engine::examiner() {
    if (!examiner_) examiner_ = make_examiner(facts_all, limits_);
    return *examiner_;
}

Result<Engine::Opened*> Engine::opened(FileId file, const Progress& progress) {
    if (kept_ && kept_->file == file) return kept_.get();
    kept_.reset();
    auto made = std::make_unique<Opened>();
    made->file = file;
    FileContent content = TRY(open_(file, progress));
    if (content.snapshot) {
        made->snapshot = *std::move(content.snapshot);
        made->listing = {
            .source = made->snapshot.source, .kind = ArchiveKind::snapshot, .images = {made->snapshot.image}};
    } else {
        made->archive = std::move(content.archive);
        made->listing = TRY(list_images(*made->archive, content.name, limits_));
    }
    kept_ = std::move(made);
    return kept_.get();
}

Result<Answer> Engine::answer(const Request& request, const SendAnswer& send) {
    const Progress progress = report(request.id, send);
    Opened& open = *TRY(opened(request.file, progress));
    const auto reply = [&](auto what) { return Answer{.id = request.id, .what = std::move(what)}; };
    return std::visit(
        Overloaded{
            [&](const ListRequest&) -> Result<Answer> {
                ListAnswer list{.listing = open.listing, .layers = {}};
                for (const auto& layer : open.snapshot.layers) list.layers.push_back(*layer);
                return reply(std::move(list));
            },
            [&](const LayerRequest& what) -> Result<Answer> {
                TRY(check(open.listing, what.image, what.layer));
                return reply(LayerAnswer{TRY(
                    read(open, what.image, what.layer,
                         {.limits = limits_, .checkpoints = true, .examiner = &examiner(), .progress = progress}))});
            },
            [&](const ContentRequest& what) -> Result<Answer> {
                TRY(check(open.listing, what.image, what.layer));
                return reply(TRY(content(open, what)));
            },
            [&](const HashRequest& what) -> Result<Answer> {
                TRY(check(open.listing, what.image, what.layer));
                return reply(TRY(hash(open, what, progress)));
            },
            [&](const NestedRequest& what) -> Result<Answer> {
                TRY(check(open.listing, what.image, what.layer));
                return reply(TRY(nested(open, what, progress)));
            },
            [&](const VerifyRequest& what) -> Result<Answer> {
                TRY(check(open.listing, what.image, what.layer));
                Layer layer =
                    TRY(read(open, what.image, what.layer,
                             {.limits = limits_, .hashing = Hashing::none, .digests = true, .progress = progress}));
                return reply(VerifyAnswer{layer.diff_id, layer.blob_digest, std::move(layer.problems)});
            },
        },
        request.what);
}

Result<Layer> Engine::read(Opened& open, std::uint32_t image, std::uint32_t layer,
                           const ReadLayerOptions& options) const {
    const LayerRecord& record = open.listing.images[image].layers[layer];
    if (!open.archive) return fail("a snapshot has no layers to read again: open the image itself");
    // inspect() of an image with this one layer: it finds the blob and says what is wrong with it.
    ImageRecord alone = open.listing.images[image];
    alone.layers = {record};
    const Inspection inspection = inspect(*open.archive, open.listing, alone, {.layer = options});
    return *inspection.layers[0];
}

Result<ContentAnswer> Engine::content(Opened& open, const ContentRequest& what) const {
    if (!open.archive) return fail("a snapshot holds no file contents: open the image itself to look into files");
    const Inspection inspection =
        only_entries(open.listing.images[what.image], what.layer, {what.entry}, what.checkpoints);
    const auto reader = TRY(open_file(*open.archive, inspection, {.layer = what.layer, .entry = 0}, limits_));
    ContentAnswer answer{.bytes = {}, .size = what.entry.size};
    while (answer.bytes.size() < what.limit) {
        const auto chunk = TRY(reader->next());
        if (chunk.empty()) break;
        const auto wanted = std::min<std::uint64_t>(chunk.size(), what.limit - answer.bytes.size());
        answer.bytes.append(reinterpret_cast<const char*>(chunk.data()), static_cast<std::size_t>(wanted));
    }
    if (answer.bytes.size() == answer.size) answer.sha256 = digest_of(std::as_bytes(std::span(answer.bytes)));
    return answer;
}

Result<HashAnswer> Engine::hash(Opened& open, const HashRequest& what, const Progress& progress) const {
    if (!open.archive) return fail("a snapshot holds no file contents to compare");
    Inspection inspection = only_entries(open.listing.images[what.image], what.layer, what.files, {});
    std::vector<Place> places;
    for (std::uint32_t i = 0; i < what.files.size(); i++) places.push_back({.layer = what.layer, .entry = i});
    inspection = TRY(
        hash_files(*open.archive, std::move(inspection), places, {.layer = {.limits = limits_, .progress = progress}}));
    HashAnswer answer;
    for (const Entry& entry : inspection.layers[what.layer]->tree.entries) answer.hashes.push_back(entry.content);
    return answer;
}

Result<NestedAnswer> Engine::nested(Opened& open, const NestedRequest& what, const Progress& progress) const {
    if (!open.archive) return fail("a snapshot holds no file contents to look into");
    Layer layer;
    layer.checkpoints = what.checkpoints;
    std::vector<Place> places;
    for (const NestedQuestion& question : what.files) {
        places.push_back({.layer = what.layer, .entry = static_cast<EntryIndex>(layer.tree.entries.size())});
        Entry& entry = layer.tree.entries.emplace_back(question.entry);
        entry.name_offset = static_cast<std::uint32_t>(layer.tree.names.size());
        layer.tree.names += question.name;
    }
    const Inspection inspection = with_layer(open.listing.images[what.image], what.layer, std::move(layer));
    return NestedAnswer{TRY(
        read_nested_files(*open.archive, inspection, places, {.layer = {.limits = limits_, .progress = progress}}))};
}

void Engine::handle(const Request& request, const SendAnswer& send) {
    auto answered = answer(request, send);
    if (answered)
        send(*answered);
    else
        send({.id = request.id, .what = FailureAnswer{answered.error().message}});
}

} // namespace strata::web

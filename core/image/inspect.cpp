#include "core/image/inspect.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <string>
#include <utility>

namespace strata {

namespace {

/// A layer that is not there, with the reason.
Layer absent_layer(const LayerRecord& record) {
    Layer layer;
    const auto say = [&](Severity severity, std::string_view what) {
        layer.problems.push_back({severity, std::string(what)});
    };
    switch (record.state) {
    case BlobState::present: break;
    case BlobState::missing: say(Severity::error, "its blob is not in the archive"); break;
    case BlobState::foreign: say(Severity::note, "it is not meant to be in the archive (a foreign layer)"); break;
    case BlobState::encrypted: say(Severity::note, "it is encrypted, so its files can't be shown"); break;
    }
    return layer;
}

/// Adds up the bytes of all layers that are read at the same time.
class SharedProgress {
public:
    SharedProgress(const Progress& progress, std::uint64_t total) : progress_(progress), total_(total) {}
    /// For one job.
    [[nodiscard]] Progress reporter() {
        if (!progress_) return {};
        return [this, last = std::uint64_t{0}](std::uint64_t done, std::uint64_t) mutable {
            const std::uint64_t step = done - std::exchange(last, done);
            return progress_(done_.fetch_add(step) + step, total_);
        };
    }

private:
    const Progress& progress_;
    std::uint64_t total_;
    std::atomic<std::uint64_t> done_ = 0;
};

Layer read_record(const Archive& archive, const LayerRecord& record, const ReadLayerOptions& options) {
    if (record.state != BlobState::present) return absent_layer(record);
    const auto blob = archive.open(record.member);
    if (blob) return read_layer(**blob, options);
    Layer layer;
    layer.problems.push_back({Severity::error, blob.error().message});
    return layer;
}

/// The layers of another image that need not be read again.
class KnownLayers {
public:
    explicit KnownLayers(const InspectOptions& options)
        : known_(options.layer.digests ? nullptr : options.known),
          wanted_(options.layer.examiner == nullptr ? 0U : options.layer.examiner->kinds()) {
        if (known_ == nullptr) return;
        for (std::size_t i = 0; i < known_->layers.size(); i++)
            if (known_->image.layers[i].diff_id && is_sound(*known_->layers[i]) &&
                (wanted_ & ~unsigned{known_->layers[i]->examined}) == 0)
                by_diff_id_.try_emplace(known_->image.layers[i].diff_id, i);
    }
    /// The layer of the same tar; without its restart points where the blob is another one. Null where there is none.
    [[nodiscard]] std::shared_ptr<const Layer> take(const LayerRecord& record) const {
        const auto found = by_diff_id_.find(record.diff_id);
        if (found == by_diff_id_.end() || record.state != BlobState::present) return nullptr;
        const LayerRecord& other = known_->image.layers[found->second];
        const std::shared_ptr<const Layer>& layer = known_->layers[found->second];
        const bool same_blob = record.descriptor.digest && record.descriptor.digest == other.descriptor.digest;
        const bool both_plain = record.compression == Compression::none && other.compression == Compression::none;
        if (same_blob || both_plain || layer->checkpoints.empty()) return layer;
        auto copy = std::make_shared<Layer>(*layer);
        copy->checkpoints.clear();
        return copy;
    }

private:
    static bool is_sound(const Layer& layer) {
        return std::ranges::none_of(layer.problems,
                                    [](const Problem& problem) { return problem.severity == Severity::error; });
    }

    const Inspection* known_;
    unsigned wanted_; ///< kinds of facts: a layer that was not looked into for one of them is read again
    std::map<Digest, std::size_t> by_diff_id_;
};

/// Which layers are read, the largest first so that none is left for the end, and who shares each result.
struct Plan {
    std::vector<std::size_t> jobs;   ///< layers to read
    std::vector<std::size_t> source; ///< for each layer, the one that is read for it
    std::uint64_t bytes = 0;
};

Plan plan_reads(const std::vector<LayerRecord>& records, const std::vector<std::shared_ptr<const Layer>>& taken) {
    Plan plan;
    std::map<MemberIndex, std::size_t> first;
    for (std::size_t i = 0; i < records.size(); i++) {
        const bool present = records[i].state == BlobState::present;
        const std::size_t source = present ? first.try_emplace(records[i].member, i).first->second : i;
        plan.source.push_back(source);
        if (source != i || taken[i]) continue;
        plan.jobs.push_back(i);
        if (present) plan.bytes += records[i].stored_size;
    }
    std::ranges::stable_sort(plan.jobs, std::ranges::greater{}, [&](std::size_t i) { return records[i].stored_size; });
    return plan;
}

} // namespace

void run_in_order(std::size_t count, const std::function<void(std::size_t)>& job) {
    for (std::size_t i = 0; i < count; i++) job(i);
}

Inspection inspect(const Archive& archive, const Listing& listing, const ImageRecord& image,
                   const InspectOptions& options) {
    const KnownLayers known(options);
    std::vector<std::shared_ptr<const Layer>> read;
    for (const LayerRecord& record : image.layers) read.push_back(known.take(record));
    const Plan plan = plan_reads(image.layers, read);
    SharedProgress progress(options.layer.progress, plan.bytes);
    options.run(plan.jobs.size(), [&](std::size_t job) {
        const std::size_t index = plan.jobs[job];
        ReadLayerOptions of_layer = options.layer;
        of_layer.progress = progress.reporter();
        const LayerRecord& record = image.layers[index];
        if (record.diff_id) of_layer.diff_id_algorithm = record.diff_id.algorithm;
        if (record.descriptor.digest) of_layer.blob_algorithm = record.descriptor.digest.algorithm;
        read[index] = std::make_shared<Layer>(read_record(archive, record, of_layer));
    });
    Inspection inspection{.source = listing.source, .kind = listing.kind, .image = image, .layers = {}};
    for (const std::size_t source : plan.source) inspection.layers.push_back(read[source]);
    return inspection;
}

} // namespace strata

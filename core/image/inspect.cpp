#include "core/image/inspect.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <set>
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

/// What is left of a layer that lies beyond Limits::image_entries.
std::shared_ptr<const Layer> without_tree(const Layer& layer, const Limits& limits) {
    Layer bare{.format = layer.format,
               .tar_forms = layer.tar_forms,
               .tar_bytes = layer.tar_bytes,
               .diff_id = layer.diff_id,
               .blob_digest = layer.blob_digest,
               .problems = layer.problems};
    bare.problems.push_back(
        {Severity::error, text("its files are left out: with them the layers have more than ", limits.image_entries,
                               " entries, which is the limit (--limit image-entries)")});
    return std::make_shared<const Layer>(std::move(bare));
}

/// The layers of another image that need not be read again.
class KnownLayers {
public:
    KnownLayers(const Inspection* known, const ReadLayerOptions& options)
        : known_(options.digests ? nullptr : known),
          wanted_(options.examiner == nullptr ? 0U : options.examiner->kinds()) {
        if (known_ == nullptr) return;
        for (std::size_t i = 0; i < known_->layers.size(); i++)
            if (known_->image.layers[i].diff_id && is_sound(*known_->layers[i]) &&
                (wanted_ & ~unsigned{known_->layers[i]->examined}) == 0)
                by_diff_id_.try_emplace(known_->image.layers[i].diff_id, i);
    }
    /// The layer of the same tar; without its restart points where the blob is another one, and with the problem where
    /// there is no blob. Null where there is none.
    [[nodiscard]] std::shared_ptr<const Layer> take(const LayerRecord& record) const {
        const auto found = by_diff_id_.find(record.diff_id);
        if (found == by_diff_id_.end()) return nullptr;
        const LayerRecord& other = known_->image.layers[found->second];
        const std::shared_ptr<const Layer>& layer = known_->layers[found->second];
        const bool same_blob = record.descriptor.digest && record.descriptor.digest == other.descriptor.digest;
        const bool both_plain = record.compression == Compression::none && other.compression == Compression::none;
        const bool is_present = record.state == BlobState::present;
        if (is_present && (same_blob || both_plain || layer->checkpoints.empty())) return layer;
        auto copy = std::make_shared<Layer>(*layer);
        copy->checkpoints.clear();
        if (!is_present) copy->problems = absent_layer(record).problems;
        return copy;
    }

private:
    const Inspection* known_;
    unsigned wanted_; ///< kinds of facts: a layer that was not looked into for one of them is read again
    std::map<Digest, std::size_t> by_diff_id_;
};

/// The layers of one image, on the way to being read.
class LayerReads {
public:
    LayerReads(const OpenImage& of, const InspectOptions& options)
        : of_(of), options_(options), layers_(of.image.layers.size()) {
        std::map<MemberIndex, std::size_t> first;
        for (std::size_t i = 0; i < layers_.size(); i++)
            source_.push_back(is_present(i) ? first.try_emplace(record(i).member, i).first->second : i);
    }

    [[nodiscard]] const LayerRecord& record(std::size_t layer) const { return of_.image.layers[layer]; }
    [[nodiscard]] bool is_present(std::size_t layer) const { return record(layer).state == BlobState::present; }
    /// Bytes that reading the layer takes.
    [[nodiscard]] std::uint64_t cost(std::size_t layer) const {
        return is_present(layer) ? record(layer).stored_size : 0;
    }

    void take(const KnownLayers& known) {
        for (std::size_t i = 0; i < layers_.size(); i++)
            if (!layers_[i]) layers_[i] = known.take(record(i));
    }
    /// For layers that are not there.
    void replace_absent(const KnownLayers& known) {
        for (std::size_t i = 0; i < layers_.size(); i++)
            if (auto layer = is_present(i) ? nullptr : known.take(record(i))) layers_[i] = std::move(layer);
    }
    /// What is still to be read; a blob that stands in the image twice is there once.
    [[nodiscard]] std::vector<std::size_t> open() const {
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < layers_.size(); i++)
            if (source_[i] == i && !layers_[i]) open.push_back(i);
        return open;
    }
    void read(std::size_t layer, Progress progress) {
        ReadLayerOptions options = options_.layer;
        options.progress = std::move(progress);
        if (record(layer).diff_id) options.diff_id_algorithm = record(layer).diff_id.algorithm;
        if (record(layer).descriptor.digest) options.blob_algorithm = record(layer).descriptor.digest.algorithm;
        layers_[layer] = std::make_shared<Layer>(read_record(of_.archive, record(layer), options));
    }
    [[nodiscard]] Inspection finish() const {
        Inspection inspection{.source = of_.listing.source, .kind = of_.listing.kind, .image = of_.image, .layers = {}};
        std::uint64_t entries = 0;
        std::map<std::size_t, std::shared_ptr<const Layer>> left_out;
        for (const std::size_t source : source_) {
            entries += layers_[source]->tree.entries.size();
            std::shared_ptr<const Layer> layer = layers_[source];
            if (entries > options_.layer.limits.image_entries) {
                std::shared_ptr<const Layer>& bare = left_out[source];
                if (!bare) bare = without_tree(*layer, options_.layer.limits);
                layer = bare;
            }
            inspection.layers.push_back(std::move(layer));
        }
        return inspection;
    }

private:
    OpenImage of_;
    const InspectOptions& options_;
    std::vector<std::shared_ptr<const Layer>> layers_; ///< null: not read
    std::vector<std::size_t> source_;                  ///< for each layer, the one that is read for it
};

struct Job {
    LayerReads* reads = nullptr;
    std::size_t layer = 0;
};

/// The largest first, so that none is left for the end.
void run_jobs(std::vector<Job> jobs, const InspectOptions& options) {
    const auto cost = [](const Job& job) { return job.reads->cost(job.layer); };
    std::ranges::stable_sort(jobs, std::ranges::greater{}, cost);
    std::uint64_t bytes = 0;
    for (const Job& job : jobs) bytes += cost(job);
    SharedProgress progress(options.layer.progress, bytes);
    options.run(jobs.size(), [&](std::size_t at) { jobs[at].reads->read(jobs[at].layer, progress.reporter()); });
}

std::vector<Job> all_open(LayerReads& reads) {
    std::vector<Job> jobs;
    for (const std::size_t layer : reads.open()) jobs.push_back({&reads, layer});
    return jobs;
}

} // namespace

void run_in_order(std::size_t count, const std::function<void(std::size_t)>& job) {
    for (std::size_t i = 0; i < count; i++) job(i);
}

Inspection inspect(const Archive& archive, const Listing& listing, const ImageRecord& image,
                   const InspectOptions& options) {
    LayerReads reads({archive, listing, image}, options);
    reads.take(KnownLayers(options.known, options.layer));
    run_jobs(all_open(reads), options);
    return reads.finish();
}

InspectedPair inspect_pair(const OpenImage& a, const OpenImage& b, const InspectOptions& options) {
    LayerReads of_a(a, options), of_b(b, options);
    const KnownLayers known(options.known, options.layer);
    of_a.take(known);
    of_b.take(known);
    std::vector<Job> jobs = all_open(of_a);
    std::set<Digest> in_a;
    for (const LayerRecord& record : a.image.layers)
        if (record.diff_id && record.state == BlobState::present) in_a.insert(record.diff_id);
    for (const Job& job : all_open(of_b))
        if (options.layer.digests || !in_a.contains(of_b.record(job.layer).diff_id)) jobs.push_back(job);
    run_jobs(std::move(jobs), options);
    InspectedPair pair{.a = of_a.finish(), .b = {}};
    of_b.take(KnownLayers(&pair.a, options.layer));
    run_jobs(all_open(of_b), options); // those that are damaged in A
    pair.b = of_b.finish();
    of_a.replace_absent(KnownLayers(&pair.b, options.layer));
    pair.a = of_a.finish();
    return pair;
}

} // namespace strata

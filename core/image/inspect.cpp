#include "core/image/inspect.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

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

std::string layer_name(std::size_t index, const LayerRecord& record) {
    const Digest& digest = record.diff_id ? record.diff_id : record.descriptor.digest;
    if (digest) return text("layer ", index + 1, " (", digest.short_hex(), ")");
    if (!record.member_name.empty()) return text("layer ", index + 1, " (", quote(record.member_name), ")");
    return text("layer ", index + 1);
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

/// Which layers are read, the largest first so that none is left for the end, and who shares each result.
struct Plan {
    std::vector<std::size_t> jobs;   ///< layers to read
    std::vector<std::size_t> source; ///< for each layer, the one that is read for it
    std::uint64_t bytes = 0;
};

Plan plan_reads(const std::vector<LayerRecord>& records) {
    Plan plan;
    std::map<MemberIndex, std::size_t> first;
    for (std::size_t i = 0; i < records.size(); i++) {
        const bool present = records[i].state == BlobState::present;
        const std::size_t source = present ? first.try_emplace(records[i].member, i).first->second : i;
        plan.source.push_back(source);
        if (source != i) continue;
        plan.jobs.push_back(i);
        if (present) plan.bytes += records[i].stored_size;
    }
    std::ranges::stable_sort(plan.jobs, std::ranges::greater{}, [&](std::size_t i) { return records[i].stored_size; });
    return plan;
}

/// A problem of one layer as a sentence about the image.
void add_name(Layer& layer, const std::string& name) {
    for (Problem& problem : layer.problems) problem.message = text(name, ": ", problem.message);
}

} // namespace

void run_in_order(std::size_t count, const std::function<void(std::size_t)>& job) {
    for (std::size_t i = 0; i < count; i++) job(i);
}

Inspection inspect(const Archive& archive, const Listing& listing, const ImageRecord& image,
                   const InspectOptions& options) {
    const Plan plan = plan_reads(image.layers);
    SharedProgress progress(options.layer.progress, plan.bytes);
    std::vector<std::shared_ptr<const Layer>> read(image.layers.size());
    options.run(plan.jobs.size(), [&](std::size_t job) {
        const std::size_t index = plan.jobs[job];
        ReadLayerOptions of_layer = options.layer;
        of_layer.progress = progress.reporter();
        Layer layer = read_record(archive, image.layers[index], of_layer);
        add_name(layer, layer_name(index, image.layers[index]));
        read[index] = std::make_shared<Layer>(std::move(layer));
    });
    Inspection inspection{.source = listing.source, .kind = listing.kind, .image = image, .layers = {}};
    for (const std::size_t source : plan.source) inspection.layers.push_back(read[source]);
    return inspection;
}

} // namespace strata

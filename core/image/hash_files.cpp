#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "core/image/file_pass.hpp"
#include "core/image/inspect.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <vector>

namespace strata {

namespace {

/// The files of one layer that are to be hashed, and their hashes.
struct Work {
    std::uint32_t layer = 0;
    std::vector<EntryIndex> entries; ///< sorted by where their data are
    std::vector<ContentHash> hashes; ///< of the first of `entries`
    std::uint64_t left_out = 0;      ///< sparse files with more holes than are hashed
    std::optional<Error> failed;     ///< why there are fewer hashes
};

/// Counts the bytes of all jobs; told to stop, it stays so.
class Count {
public:
    Count(const Progress& progress, std::uint64_t total) : progress_(progress), total_(total) {}
    Result<void> add(std::uint64_t bytes) {
        const std::uint64_t done = done_.fetch_add(bytes) + bytes;
        if (progress_ && !progress_(done, total_)) stopped_ = true;
        if (stopped_) return fail("stopped");
        return {};
    }
    [[nodiscard]] bool stopped() const { return stopped_; }

private:
    const Progress& progress_;
    std::uint64_t total_;
    std::atomic<std::uint64_t> done_ = 0;
    std::atomic<bool> stopped_ = false;
};

bool wants_hash(const Inspection& inspection, Place place) {
    if (place.layer >= inspection.layers.size() || place.layer >= inspection.image.layers.size()) return false;
    const LayerTree& tree = inspection.layers[place.layer]->tree;
    if (place.entry >= tree.entries.size()) return false;
    const Entry& entry = tree.entries[place.entry];
    return entry.type == FileType::regular && !entry.has(entry_hashed);
}

/// Leaves out the sparse files for which Limits::hole_bytes has no room: a header of 512 bytes may claim any size. What
/// is hashed already has taken its part.
void leave_out_holes(const LayerTree& tree, const Limits& limits, Work& work) {
    std::uint64_t room = limits.hole_bytes;
    for (const Entry& entry : tree.entries)
        if (entry.has(entry_sparse) && entry.has(entry_hashed)) room -= std::min(entry.size, room);
    work.left_out = std::erase_if(work.entries, [&](EntryIndex index) {
        const Entry& entry = tree.entries[index];
        if (!entry.has(entry_sparse)) return false;
        if (entry.size > room) return true;
        room -= entry.size;
        return false;
    });
}

std::vector<Work> sort_by_layer(const Inspection& inspection, std::span<const Place> places, const Limits& limits) {
    std::map<const Layer*, std::size_t> known; // the same layer twice in an image is one
    std::vector<Work> works;
    for (const Place place : places) {
        if (!wants_hash(inspection, place)) continue;
        const auto [at, is_new] = known.try_emplace(inspection.layers[place.layer].get(), works.size());
        if (is_new) works.push_back({.layer = place.layer});
        works[at->second].entries.push_back(place.entry);
    }
    for (Work& work : works) {
        const Layer& layer = *inspection.layers[work.layer];
        sort_for_pass(layer, work.entries);
        leave_out_holes(layer.tree, limits, work);
    }
    return works;
}

Result<void> hash_layer(const Archive& archive, const Inspection& inspection, const Limits& limits, Work& work,
                        Count& count) {
    ContentHasher hasher;
    return pass_over_files(archive, inspection, work.layer, work.entries, limits,
                           [&](EntryIndex, std::span<const std::byte> bytes) -> Result<void> {
                               hasher.update(bytes);
                               if (bytes.empty()) work.hashes.push_back(hasher.finish());
                               return count.add(bytes.size());
                           });
}

void keep_hashes(Inspection& inspection, const Work& work, const Limits& limits) {
    const std::shared_ptr<const Layer> old = inspection.layers[work.layer];
    auto layer = std::make_shared<Layer>(*old);
    for (std::size_t i = 0; i < work.hashes.size(); i++) {
        Entry& entry = layer->tree.entries[work.entries[i]];
        entry.content = work.hashes[i];
        entry.flags |= entry_hashed;
    }
    if (work.left_out > 0)
        layer->problems.push_back(
            {Severity::warning, text("sparse files that are not compared: ", work.left_out, "; of one layer ",
                                     limits.hole_bytes, " bytes in them are (--limit hole-bytes)")});
    if (work.failed)
        layer->problems.push_back({Severity::error, text("not all files could be read: ", work.failed->message)});
    std::ranges::replace(inspection.layers, old, std::shared_ptr<const Layer>(std::move(layer)));
}

} // namespace

Result<Inspection> hash_files(const Archive& archive, Inspection inspection, std::span<const Place> places,
                              const InspectOptions& options) {
    std::vector<Work> works = sort_by_layer(inspection, places, options.layer.limits);
    std::uint64_t total = 0;
    for (const Work& work : works)
        for (const EntryIndex index : work.entries)
            total = add_saturating(total, inspection.layers[work.layer]->tree.entries[index].size);
    Count count(options.layer.progress, total);
    options.run(works.size(), [&](std::size_t job) {
        const auto done = hash_layer(archive, inspection, options.layer.limits, works[job], count);
        if (!done) works[job].failed = done.error();
    });
    if (count.stopped()) return fail("stopped");
    for (const Work& work : works) keep_hashes(inspection, work, options.layer.limits);
    return inspection;
}

} // namespace strata

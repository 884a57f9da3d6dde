#include "core/image/nested_files.hpp"

#include "core/archive/look_inside.hpp"
#include "core/base/text.hpp"
#include "core/image/file_pass.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace strata {

namespace {

/// The files of one layer to look into, and what was found in them.
struct Work {
    std::uint32_t layer = 0;
    std::vector<EntryIndex> entries;
    std::map<EntryIndex, NestedFile> found;
    std::optional<Error> failed; ///< why some were not found
};

std::optional<std::string> why_not(const Inspection& inspection, Place place, const Limits& limits) {
    if (place.layer >= inspection.layers.size() || place.layer >= inspection.image.layers.size() ||
        place.entry >= inspection.layers[place.layer]->tree.entries.size())
        return "there is no such file in the image";
    const Entry& entry = inspection.layers[place.layer]->tree.entries[place.entry];
    if (entry.type != FileType::regular) return "this is no regular file";
    if (entry.size > limits.examined_bytes)
        return text("it has more than ", limits.examined_bytes, " bytes, which is the limit (--limit examined-bytes)");
    return std::nullopt;
}

/// Counts the files of all jobs; told to stop, it stays so.
struct Count {
    std::uint64_t total = 0;
    std::atomic<std::uint64_t> done = 0;
    std::atomic<bool> stopped = false;
};

Result<void> look_into_layer(const Archive& archive, const Inspection& inspection, const InspectOptions& options,
                             Work& work, Count& count) {
    const LayerTree& tree = inspection.layers[work.layer]->tree;
    std::string bytes;
    return pass_over_files(archive, inspection, work.layer, work.entries, options.layer.limits,
                           [&](EntryIndex file, std::span<const std::byte> piece) -> Result<void> {
                               if (count.stopped) return fail("stopped");
                               bytes.append(reinterpret_cast<const char*>(piece.data()), piece.size());
                               if (!piece.empty()) return {};
                               work.found.emplace(file, look_inside(bytes, tree.name(file), options.layer.limits));
                               bytes.clear();
                               const auto& progress = options.layer.progress;
                               if (progress && !progress(++count.done, count.total)) count.stopped = true;
                               return {};
                           });
}

} // namespace

Result<std::vector<NestedFile>> read_nested_files(const Archive& archive, const Inspection& inspection,
                                                  std::span<const Place> places, const InspectOptions& options) {
    std::map<std::uint32_t, Work> by_layer;
    std::vector<NestedFile> files(places.size());
    for (std::size_t i = 0; i < places.size(); i++) {
        if (auto problem = why_not(inspection, places[i], options.layer.limits)) {
            files[i].problem = *std::move(problem);
            continue;
        }
        Work& work = by_layer[places[i].layer];
        work.layer = places[i].layer;
        work.entries.push_back(places[i].entry);
    }
    std::vector<Work> works;
    for (auto& [layer, work] : by_layer) {
        sort_for_pass(*inspection.layers[layer], work.entries);
        works.push_back(std::move(work));
    }
    Count count{.total = places.size()};
    options.run(works.size(), [&](std::size_t job) {
        const auto done = look_into_layer(archive, inspection, options, works[job], count);
        if (!done) works[job].failed = done.error();
    });
    if (count.stopped) return fail("stopped");
    std::map<std::uint32_t, const Work*> done;
    for (const Work& work : works) done.emplace(work.layer, &work);
    for (std::size_t i = 0; i < places.size(); i++) {
        if (!files[i].problem.empty()) continue;
        const Work& work = *done.at(places[i].layer);
        const auto found = work.found.find(places[i].entry);
        if (found != work.found.end())
            files[i] = found->second;
        else
            files[i].problem = work.failed ? work.failed->message : "it could not be read";
    }
    return files;
}

} // namespace strata

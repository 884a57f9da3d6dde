// One image, all of it: its record and every layer's tree, layers in parallel.
#pragma once

#include "core/archive/archive.hpp"
#include "core/image/read_layer.hpp"
#include "core/model/inspection.hpp"

#include <functional>
#include <span>

namespace strata {

/// Runs `job(0)` … `job(count - 1)`, in any order and on any threads, and returns when all are done.
using RunJobs = std::function<void(std::size_t count, const std::function<void(std::size_t)>& job)>;
/// One after the other, on this thread.
void run_in_order(std::size_t count, const std::function<void(std::size_t)>& job);

struct InspectOptions {
    ReadLayerOptions layer;
    RunJobs run = run_in_order;
    /// Another image already read: layers with a diff_id of its sound layers are taken from it and not read again.
    const Inspection* known = nullptr;
};

/// Total: what can't be read is a problem of its layer, and so is what lies beyond Limits::image_entries. A blob that
/// stands in the image twice is read once.
[[nodiscard]] Inspection inspect(const Archive& archive, const Listing& listing, const ImageRecord& image,
                                 const InspectOptions& options);

/// One image of an archive that is open.
struct OpenImage {
    const Archive& archive;
    const Listing& listing;
    const ImageRecord& image;
};

struct InspectedPair {
    Inspection a;
    Inspection b;
};
/// Two images, the layers of both side by side. A layer of A and one of B with the same diff_id are read once, from A;
/// from B only where A's is damaged. One that only the other's archive holds is known from there, and still a problem.
[[nodiscard]] InspectedPair inspect_pair(const OpenImage& a, const OpenImage& b, const InspectOptions& options);

/// The same inspection with `places` hashed too (files of plain layers, which a listing seeks over). Files that are
/// hashed already cost nothing; one pass over each layer, in the order of offsets. A file that can't be read is a
/// problem of its layer, and those behind it stay without a hash; it fails only when told to stop.
[[nodiscard]] Result<Inspection> hash_files(const Archive& archive, Inspection inspection,
                                            std::span<const Place> places, const InspectOptions& options);

} // namespace strata

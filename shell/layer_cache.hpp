// Layers that were read before, kept in a folder of the person's so that the next comparison need not read them again.
#pragma once

#include "core/image/inspect.hpp"

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace strata {

/// All layers that are kept take no more than this; those not used for longest go first.
inline constexpr std::uint64_t layer_cache_bytes = 512 * mebibyte;
/// Smaller blobs are quicker read again.
inline constexpr std::uint64_t smallest_kept = 256 * kibibyte;

/// Total: a cache that can't be read or written is an empty one. A layer is kept under the digest of its blob, and only
/// after that digest was checked; nobody's statement can put files into somebody else's layer.
class LayerCache {
public:
    /// `program` tells one build of Strata from another: what one kept another doesn't trust. An empty `folder` keeps
    /// nothing.
    LayerCache(std::filesystem::path folder, std::string program);

    /// An inspection of nothing but the layers of `image` that are kept and whose diff_id is among `wanted`, for
    /// InspectOptions::known.
    [[nodiscard]] Inspection find(const ImageRecord& image, const std::set<Digest>& wanted, const Limits& limits);
    /// Keeps those sound layers of `inspection`, packed or looked into, whose diff_id is among `wanted` and that were
    /// not found here.
    void keep(const Archive& archive, const Inspection& inspection, const std::set<Digest>& wanted) const;

private:
    [[nodiscard]] std::filesystem::path path_of(const Digest& blob) const;
    void keep(const Archive& archive, const LayerRecord& record, const Layer& layer) const;
    void make_room() const;

    std::filesystem::path folder_;
    std::string program_;
    std::map<Digest, std::shared_ptr<const Layer>> found_; ///< by the digest of the blob
};

/// The diff_ids of layers that both images have.
[[nodiscard]] std::set<Digest> shared_layers(const ImageRecord& a, const ImageRecord& b);

} // namespace strata

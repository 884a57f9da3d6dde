#include "core/insight/shared_layers.hpp"

#include "core/base/saturating.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>

namespace strata {

namespace {

/// Numbers for layers on what lies below them: two that have the same number are one on a disk.
class Chains {
public:
    /// The number of this layer on that chain; of a layer without a diff_id one that nobody else has.
    std::size_t on(std::optional<std::size_t> below, const Digest& diff_id) {
        if (!diff_id) return count_++;
        const auto [at, is_new] = known_.try_emplace({below, diff_id.text()}, count_);
        if (is_new) count_++;
        return at->second;
    }

private:
    std::map<std::pair<std::optional<std::size_t>, std::string>, std::size_t> known_;
    std::size_t count_ = 0;
};

/// For each image the first one that is the same.
std::vector<std::uint32_t> first_of_same(std::span<const WeighedImage> images) {
    std::vector<std::uint32_t> first;
    std::map<std::string, std::uint32_t> known;
    for (std::uint32_t i = 0; i < images.size(); i++) {
        const Digest& id = images[i].image->config_digest;
        first.push_back(id ? known.try_emplace(id.text(), i).first->second : i);
    }
    return first;
}

struct Link {
    LayerSize size{.bytes = 0, .exact = false};
    std::set<std::uint32_t> images; // by first_of_same
};

/// As a registry holds it.
struct Blob {
    std::string digest; ///< "" where it is not known how a registry would pack it
    std::uint64_t stored = 0;
    std::set<std::uint32_t> images; // by first_of_same
};

LayerSize better(LayerSize a, LayerSize b) {
    if (a.exact != b.exact) return a.exact ? a : b;
    return {std::max(a.bytes, b.bytes), a.exact};
}

void add(LayerSize& sum, LayerSize more) {
    sum.bytes = add_saturating(sum.bytes, more.bytes);
    sum.exact = sum.exact && more.exact;
}

class Shares {
public:
    explicit Shares(std::span<const WeighedImage> images) : images_(images), first_(first_of_same(images)) {}

    SharedLayers count() {
        for (std::uint32_t i = 0; i < images_.size(); i++) take(i);
        for (std::uint32_t i = 0; i < images_.size(); i++) out_.images.push_back(share_of(i));
        for (const auto& [number, link] : links_) add(out_.size, link.size);
        for (std::size_t number = 0; number < out_.layers.size(); number++)
            for (const std::size_t blob : blobs_of_layer_[number]) out_.layers[number].stored += blobs_[blob].stored;
        for (const Blob& blob : blobs_) out_.stored += blob.stored;
        out_.blobs = blobs_.size();
        return std::move(out_);
    }

private:
    [[nodiscard]] LayerSize size_of(std::uint32_t image, std::size_t layer) const {
        return layer < images_[image].sizes.size() ? images_[image].sizes[layer] : LayerSize{};
    }

    void take(std::uint32_t image) {
        std::optional<std::size_t> below;
        const std::vector<LayerRecord>& layers = images_[image].image->layers;
        for (std::size_t i = 0; i < layers.size(); i++) {
            // An image that comes again has the numbers of its first coming, unknown layers too.
            if (first_[image] != image && chains_of_[first_[image]].size() > i)
                below = chains_of_[first_[image]][i];
            else
                below = chains_.on(below, layers[i].diff_id);
            chains_of_[image].push_back(*below);
            Link& link = links_[*below];
            link.size = better(link.size, size_of(image, i));
            link.images.insert(first_[image]);
            use_of(image, i, layers[i]);
        }
    }

    void use_of(std::uint32_t image, std::size_t index, const LayerRecord& layer) {
        std::size_t number = out_.layers.size();
        const bool again = first_[image] != image && uses_of_[first_[image]].size() > index;
        if (again)
            number = uses_of_[first_[image]][index];
        else if (layer.diff_id)
            number = by_diff_id_.try_emplace(layer.diff_id.text(), number).first->second;
        if (number == out_.layers.size()) {
            out_.layers.push_back({.diff_id = layer.diff_id, .size = {.bytes = 0, .exact = false}});
            blobs_of_layer_.emplace_back();
        }
        LayerUse& use = out_.layers[number];
        use.size = better(use.size, size_of(image, index));
        if (use.images.empty() || use.images.back() != image) use.images.push_back(image);
        uses_of_[image].push_back(number);
        const std::size_t blob = blob_of(number, layer);
        // One archive may hold it packed, another plain: what is pulled is the smaller one.
        std::uint64_t& stored = blobs_[blob].stored;
        stored = stored == 0 ? layer.stored_size : std::min(stored, layer.stored_size);
        blobs_[blob].images.insert(first_[image]);
        pulls_of_[image].insert(blob);
    }

    /// One that is not known to be packed is taken for the first of its layer, whichever comes first.
    std::size_t blob_of(std::size_t number, const LayerRecord& layer) {
        std::vector<std::size_t>& known = blobs_of_layer_[number];
        const bool packed = layer.compression != Compression::none && layer.descriptor.digest;
        const std::string digest = packed ? layer.descriptor.digest.text() : "";
        const auto same = std::ranges::find_if(known, [&](std::size_t blob) { return blobs_[blob].digest == digest; });
        if (same != known.end()) return *same;
        if (!known.empty() && digest.empty()) return known.front();
        if (!known.empty() && blobs_[known.front()].digest.empty()) {
            blobs_[known.front()].digest = digest;
            return known.front();
        }
        known.push_back(blobs_.size());
        blobs_.push_back({.digest = digest});
        return known.back();
    }

    [[nodiscard]] ImageShare share_of(std::uint32_t image) {
        LayerSize size;
        ImageShare share;
        for (const std::size_t number : chains_of_[image]) {
            const Link& link = links_[number];
            add(size, link.size);
            std::uint64_t& part = link.images.size() > 1 ? share.shared : share.unique;
            part = add_saturating(part, link.size.bytes);
        }
        share.size = size.bytes;
        share.exact = size.exact;
        for (const std::size_t blob : pulls_of_[image]) {
            share.stored += blobs_[blob].stored;
            if (blobs_[blob].images.size() == 1) share.pull += blobs_[blob].stored;
        }
        return share;
    }

    std::span<const WeighedImage> images_;
    std::vector<std::uint32_t> first_;
    Chains chains_;
    std::map<std::size_t, Link> links_;                           // by number of the chain
    std::map<std::uint32_t, std::vector<std::size_t>> chains_of_; // by image
    std::map<std::uint32_t, std::vector<std::size_t>> uses_of_;
    std::map<std::uint32_t, std::set<std::size_t>> pulls_of_; // numbers in blobs_
    std::map<std::string, std::size_t> by_diff_id_;           // numbers in SharedLayers::layers
    std::vector<Blob> blobs_;
    std::vector<std::vector<std::size_t>> blobs_of_layer_;
    SharedLayers out_;
};

} // namespace

SharedLayers share_layers(std::span<const WeighedImage> images) { return Shares(images).count(); }

} // namespace strata

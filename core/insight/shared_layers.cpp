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
    std::uint64_t bytes = 0;
    std::set<std::uint32_t> images; // by first_of_same
};

class Shares {
public:
    explicit Shares(std::span<const WeighedImage> images) : images_(images), first_(first_of_same(images)) {}

    SharedLayers count() {
        for (std::uint32_t i = 0; i < images_.size(); i++) take(i);
        for (std::uint32_t i = 0; i < images_.size(); i++) out_.images.push_back(share_of(i));
        for (const auto& [number, link] : links_) out_.size = add_saturating(out_.size, link.bytes);
        for (const LayerUse& use : out_.layers) out_.stored += use.stored;
        return std::move(out_);
    }

private:
    [[nodiscard]] std::uint64_t bytes_of(std::uint32_t image, std::size_t layer) const {
        return layer < images_[image].bytes.size() ? images_[image].bytes[layer] : 0;
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
            link.bytes = std::max(link.bytes, bytes_of(image, i));
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
            number = blobs_.try_emplace(layer.diff_id.text(), number).first->second;
        if (number == out_.layers.size()) {
            out_.layers.emplace_back();
            out_.layers.back().diff_id = layer.diff_id;
            blob_images_.emplace_back();
        }
        LayerUse& use = out_.layers[number];
        use.bytes = std::max(use.bytes, bytes_of(image, index));
        // One archive may hold it packed, another plain: what is pulled is the smaller one.
        use.stored = use.stored == 0 ? layer.stored_size : std::min(use.stored, layer.stored_size);
        if (use.images.empty() || use.images.back() != image) use.images.push_back(image);
        blob_images_[number].insert(first_[image]);
        uses_of_[image].push_back(number);
    }

    [[nodiscard]] ImageShare share_of(std::uint32_t image) {
        ImageShare share;
        const std::vector<std::size_t>& chain = chains_of_[image];
        for (std::size_t i = 0; i < chain.size(); i++) {
            const Link& link = links_[chain[i]];
            std::uint64_t& part = link.images.size() > 1 ? share.shared : share.unique;
            share.size = add_saturating(share.size, link.bytes);
            part = add_saturating(part, link.bytes);
        }
        const std::set<std::size_t> blobs(uses_of_[image].begin(), uses_of_[image].end());
        for (const std::size_t number : blobs) {
            share.stored += out_.layers[number].stored;
            if (blob_images_[number].size() == 1) share.pull += out_.layers[number].stored;
        }
        return share;
    }

    std::span<const WeighedImage> images_;
    std::vector<std::uint32_t> first_;
    Chains chains_;
    std::map<std::size_t, Link> links_;                           // by number of the chain
    std::map<std::uint32_t, std::vector<std::size_t>> chains_of_; // by image
    std::map<std::uint32_t, std::vector<std::size_t>> uses_of_;
    std::map<std::string, std::size_t> blobs_; // numbers in SharedLayers::layers
    std::vector<std::set<std::uint32_t>> blob_images_;
    SharedLayers out_;
};

} // namespace

SharedLayers share_layers(std::span<const WeighedImage> images) { return Shares(images).count(); }

} // namespace strata

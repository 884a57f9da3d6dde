#include "core/base/text.hpp"
#include "core/bytes/decompress.hpp"
#include "core/bytes/hash.hpp"
#include "core/image/layer_blobs.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace strata {

namespace {

/// Whether a plain blob's digest, which is its diff_id, belongs to another position.
bool is_out_of_order(std::span<const LayerRecord> layers, std::span<const Digest> diff_ids) {
    const std::set<Digest> all(diff_ids.begin(), diff_ids.end());
    for (std::size_t i = 0; i < layers.size(); i++) {
        const Digest& digest = layers[i].descriptor.digest;
        if (layers[i].state != BlobState::present || layers[i].compression != Compression::none || !digest) continue;
        if (digest != diff_ids[i] && all.contains(digest)) return true;
    }
    return false;
}

/// Tells layers by the hash of their tars, each blob once, within Limits::pairing_bytes for all of them.
class LayerHasher {
public:
    explicit LayerHasher(const Documents& documents) : documents_(documents) {}

    /// The diff_id of the blob; empty where it can't be read or the limit is reached.
    Digest diff_id(const LayerRecord& layer) {
        if (layer.state != BlobState::present) return {};
        const auto known = known_.find(layer.member);
        if (known != known_.end()) return known->second;
        const auto hashed = hash(layer);
        return known_[layer.member] = hashed ? *hashed : Digest{};
    }
    [[nodiscard]] bool limit_reached() const { return bytes_ > documents_.limits().pairing_bytes; }

private:
    Result<Digest> hash(const LayerRecord& layer) {
        const std::unique_ptr<Source> source = TRY(documents_.archive().open(layer.member));
        const auto reader = TRY(make_decompressor(make_source_reader(*source), layer.compression, documents_.limits()));
        DigestHasher hasher;
        while (!limit_reached()) {
            const std::span<const std::byte> bytes = TRY(reader->next());
            if (bytes.empty()) return hasher.finish();
            hasher.update(bytes);
            bytes_ += bytes.size();
        }
        return fail("the limit is reached");
    }

    const Documents& documents_;
    std::unordered_map<MemberIndex, Digest> known_;
    std::uint64_t bytes_ = 0;
};

LayerBlobs pair_by_position(std::vector<LayerRecord> layers, std::span<const Digest> diff_ids) {
    const std::size_t stated = layers.size();
    LayerBlobs out{std::move(layers), {}};
    while (out.layers.size() < diff_ids.size()) {
        out.layers.emplace_back();
        out.problems.push_back(
            {Severity::error, text("layer ", out.layers.size(), " is not in the archive: the config has ",
                                   diff_ids.size(), " layers, the manifest ", stated)});
    }
    for (std::size_t i = 0; i < diff_ids.size(); i++) out.layers[i].diff_id = diff_ids[i];
    return out;
}

/// Old Windows images leave their foreign base out of the config: the other layers are as many as the diff_ids then.
bool foreign_are_extra(std::span<const LayerRecord> layers, std::span<const Digest> diff_ids) {
    const auto foreign = static_cast<std::size_t>(
        std::ranges::count(layers, BlobState::foreign, [](const LayerRecord& layer) { return layer.state; }));
    return foreign > 0 && layers.size() - foreign == diff_ids.size();
}

LayerBlobs pair_around_foreign(std::vector<LayerRecord> layers, std::span<const Digest> diff_ids) {
    std::size_t next = 0;
    for (LayerRecord& layer : layers)
        if (layer.state != BlobState::foreign) layer.diff_id = diff_ids[next++];
    const std::size_t stated = layers.size();
    return {std::move(layers),
            {{Severity::warning, text("the manifest has ", stated, " layers, the config ", diff_ids.size(),
                                      ": it leaves out those that are foreign")}}};
}

/// The blobs in the order of the diff_ids they hash to. nullopt where none fits any: then hashing tells nothing.
std::optional<LayerBlobs> pair_by_hash(const std::vector<LayerRecord>& candidates, std::size_t own,
                                       std::span<const Digest> diff_ids, LayerHasher& hasher) {
    std::map<Digest, const LayerRecord*> by_hash;
    for (const LayerRecord& layer : candidates)
        if (const Digest hash = hasher.diff_id(layer)) by_hash.emplace(hash, &layer);
    LayerBlobs out;
    std::size_t found = 0;
    for (std::size_t i = 0; i < diff_ids.size(); i++) {
        const auto match = by_hash.find(diff_ids[i]);
        if (match != by_hash.end()) {
            out.layers.push_back(*match->second);
            found++;
        } else if (own == diff_ids.size() && !by_hash.contains(hasher.diff_id(candidates[i])) && diff_ids[i]) {
            out.layers.push_back(candidates[i]); // damaged or missing: its place is all that is known
        } else {
            out.layers.emplace_back();
            out.problems.push_back({Severity::error, text("layer ", i + 1, " (", diff_ids[i].text().substr(0, 19),
                                                          ") is not in the archive: no blob has this diff_id")});
        }
        out.layers.back().diff_id = diff_ids[i];
    }
    if (found == 0) return std::nullopt;
    return out;
}

} // namespace

LayerBlobs pair_layers(const Documents& documents, std::vector<LayerRecord> layers, std::span<const Digest> diff_ids,
                       std::span<const LayerRecord> spare) {
    if (diff_ids.empty()) return {std::move(layers), {}};
    const bool same_count = layers.size() == diff_ids.size();
    if (same_count && spare.empty() && !is_out_of_order(layers, diff_ids))
        return pair_by_position(std::move(layers), diff_ids);

    if (spare.empty() && foreign_are_extra(layers, diff_ids)) return pair_around_foreign(std::move(layers), diff_ids);

    Problem problem{Severity::warning,
                    same_count ? "the archive's documents disagree about the order of the layers"
                               : text("the manifest has ", layers.size(), " layers, the config ", diff_ids.size())};
    LayerHasher hasher(documents);
    std::vector<LayerRecord> candidates = layers;
    candidates.insert(candidates.end(), spare.begin(), spare.end());
    auto paired = pair_by_hash(candidates, layers.size(), diff_ids, hasher);
    if (paired) {
        problem.message += "; each layer was found by the hash of its tar";
    } else {
        if (hasher.limit_reached())
            problem.message += "; they are too large to be told apart by hash";
        else if (!candidates.empty())
            problem.message += "; no layer has the hash that the config states";
        paired = pair_by_position(std::move(layers), diff_ids);
    }
    paired->problems.insert(paired->problems.begin(), std::move(problem));
    return *std::move(paired);
}

} // namespace strata

// The blobs of an image's layers: where they are, how they are packed, and which diff_id is whose.
#pragma once

#include "core/image/documents.hpp"
#include "core/model/listing.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace strata {

struct LayerBlobs {
    std::vector<LayerRecord> layers;
    std::vector<Problem> problems;
};

/// "layer 3 (sha256:0123456789ab)": how messages name a layer; `index` counts from 0.
[[nodiscard]] std::string layer_name(std::size_t index, const LayerRecord& layer);

/// The same layers with `member` filled: by member_name, else by the digest in that name, else by its last part
/// (vendors move folders around), else by the descriptor's digest.
[[nodiscard]] std::vector<LayerRecord> find_members(const Documents& documents, std::vector<LayerRecord> layers);

/// Fills compression, stored_size and state from the first bytes of each blob, and says what is wrong with them.
[[nodiscard]] LayerBlobs sniff_layers(const Documents& documents, std::vector<LayerRecord> layers);

/// Gives each layer its diff_id. By position, as the specification has it, unless counts differ, documents disagree
/// (`spare` holds what the other one names) or a plain layer's digest is another layer's diff_id: then by hashing the
/// layers' tars, up to Limits::pairing_bytes. Afterwards the layers stand in the order of the diff_ids; one that no
/// blob fits is missing. Without diff_ids all stays as it is.
[[nodiscard]] LayerBlobs pair_layers(const Documents& documents, std::vector<LayerRecord> layers,
                                     std::span<const Digest> diff_ids, std::span<const LayerRecord> spare);

} // namespace strata

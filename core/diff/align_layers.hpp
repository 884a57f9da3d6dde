// Which layer of one image answers to which of the other: by content first, then by what made them, then by their
// files; never by position.
#pragma once

#include "core/diff/cause.hpp"
#include "core/diff/explanations.hpp"
#include "core/diff/ignore.hpp"
#include "core/model/inspection.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

enum class LayerMatch : std::uint8_t {
    same,     ///< the same diff_id
    changed,  ///< one made in the other's place; LayerRow::cause says what differs
    inserted, ///< only in B
    removed,  ///< only in A
    moved,    ///< the same diff_id among other layers
};

/// "only times differ", "the same tar, compressed otherwise"…; "" for none.
[[nodiscard]] std::string_view layer_cause_text(Cause cause);
struct LayerRow;
/// How they are compressed or written otherwise: "gzip → zstd", "pax → GNU"; "" where that says nothing.
[[nodiscard]] std::string layer_cause_detail(const LayerRow& row, const Inspection& a, const Inspection& b);

/// Two layers' entries compared path by path, whiteouts included.
struct LayerComparison {
    Cause cause = Cause::none;
    std::uint64_t added = 0;   ///< entries only in B's layer
    std::uint64_t removed = 0; ///< entries only in A's layer
    std::uint64_t changed = 0;
    Reasons reasons = 0; ///< of all changed entries together, content and size of those in `nested` and `bytecode` not
    std::uint64_t nested = 0;   ///< of the changed, files of Cause::nested
    std::uint64_t bytecode = 0; ///< and of Cause::bytecode
    bool reordered = false;
    std::vector<std::pair<EntryIndex, EntryIndex>> wanted;    ///< files of one size that must be hashed to be compared
    std::vector<std::pair<EntryIndex, EntryIndex>> differing; ///< files with other bytes that nothing explains yet
};

struct LayerRow {
    LayerMatch match = LayerMatch::same;
    std::uint32_t a = no_index; ///< layer of A, no_index for inserted
    std::uint32_t b = no_index; ///< layer of B, no_index for removed
    LayerComparison comparison; ///< of pairs: same, moved and changed
};

struct LayerAlignment {
    std::vector<LayerRow> rows;       ///< bottom first, in B's order; what only A has stands where it stood in A
    std::uint32_t shared_layers = 0;  ///< rows that are the same or moved
    std::uint64_t shared_bytes = 0;   ///< unpacked bytes of these layers' files
    std::uint64_t download_bytes = 0; ///< stored bytes of B's blobs that a host with A's blobs lacks, each blob once
    std::uint64_t download_blobs = 0; ///< how many these are
    std::uint32_t common_base = 0;    ///< layers from the bottom up that are the same in both
};

/// Longest common subsequence of diff_ids first; between these, pairs by likeness of created_by and of the files they
/// hold, in order. A layer without a diff_id is known by its blob's digest, or by nothing.
[[nodiscard]] LayerAlignment align_layers(const Inspection& a, const Inspection& b, IgnoreSet ignore = {},
                                          const Explanations& explanations = {});

/// Whether layer `in_a` of A and layer `in_b` of B are the same tar, by diff_id.
[[nodiscard]] bool same_layer(const Inspection& a, std::uint32_t in_a, const Inspection& b, std::uint32_t in_b);

} // namespace strata

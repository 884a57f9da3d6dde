// Bytes that an image carries but no container of it can see, each with the layer that put them there and the one that
// hid them.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstdint>
#include <vector>

namespace strata {

enum class WasteCause : std::uint8_t {
    overwritten, ///< a later layer has other content for the path
    restated,    ///< a later layer has the same bytes again, with or without other attributes (chown, chmod, touch)
    removed,     ///< a later layer deletes the path, a folder above it, or puts an opaque folder there
    repeated,    ///< its own layer has the path twice, and the last one counts
};

/// One file's bytes that are hidden.
struct WasteRow {
    NodeIndex node = no_node; ///< no_node for a path that no image ever showed (`repeated` only)
    std::uint64_t bytes = 0;
    Place buried;                ///< whose bytes
    std::uint32_t hidden_by = 0; ///< the layer that hid them
    WasteCause cause = WasteCause::overwritten;
    bool unsure = false; ///< overwritten or restated: the bytes were not compared
};

/// What layer `from` lost to layer `by`.
struct WasteTransfer {
    std::uint32_t from = 0;
    std::uint32_t by = 0;
    WasteCause cause = WasteCause::overwritten;
    std::uint64_t bytes = 0;
    std::uint64_t files = 0;
};

/// A ledger: live + wasted = all bytes of all layers' regular files, and the rows sum to `wasted`. A file with several
/// hard links counts once, and only when its last name is gone. Files without bytes have no row. A layer that stands in
/// the image twice counts twice.
struct Waste {
    std::uint64_t total_bytes = 0;              ///< all layers' regular files
    std::uint64_t live_bytes = 0;               ///< of these, those the finished image shows
    std::uint64_t wasted_bytes = 0;             ///< the rest
    std::vector<WasteRow> rows;                 ///< largest first, then in the order of layers and their tars
    std::vector<WasteTransfer> transfers;       ///< largest first
    std::vector<std::uint64_t> wasted_of_layer; ///< bytes of each layer that no one sees
};

[[nodiscard]] Waste find_waste(const Timeline& timeline);

/// dive's own numbers by dive's own rules, for those who compare.
struct DiveScore {
    double efficiency = 1; ///< 0 to 1
    std::uint64_t size_bytes = 0;
    std::uint64_t user_size_bytes = 0;
    std::uint64_t wasted_bytes = 0;
    double wasted_user_percent = 0; ///< a ratio, as dive prints it; NaN for a single layer
};
/// The rules of dive 0.13 (dive/filetree/efficiency.go): each layer's leaves by path, the sum of all sizes against the
/// smallest; a deleted folder counts what it held, a deleted file nothing; a whiteout of a path that is not there ends
/// the look at its layer; opaque marks and implied folders are as dive sees them.
[[nodiscard]] DiveScore dive_score(const Inspection& inspection);

} // namespace strata

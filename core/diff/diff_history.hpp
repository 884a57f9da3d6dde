// Two images' histories, row against row.
#pragma once

#include "core/diff/ignore.hpp"
#include "core/model/config.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <vector>

namespace strata {

enum class RowChange : std::uint8_t { same, changed, added, removed };

/// Bits: what differs in a changed row.
enum HistoryPart : std::uint8_t {
    history_created = 1,
    history_created_by = 2,
    history_author = 4,
    history_comment = 8,
    history_empty_layer = 16,
};

struct HistoryDiffRow {
    RowChange change = RowChange::same;
    std::uint32_t a = no_index; ///< row of A's history, no_index for added
    std::uint32_t b = no_index; ///< row of B's history, no_index for removed
    std::uint8_t parts = 0;     ///< HistoryPart
    friend bool operator==(const HistoryDiffRow&, const HistoryDiffRow&) = default;
};

/// Every row of both, oldest first. Rows are matched by created_by, what lies between two matches in order and by
/// likeness. Under Ignore::image_times `created` is not compared; under Ignore::history every pair is the same and the
/// caller shows nothing.
[[nodiscard]] std::vector<HistoryDiffRow> diff_history(const ImageConfig& a, const ImageConfig& b,
                                                       IgnoreSet ignore = {});

} // namespace strata

// The waste file by file: what no container sees and, of one class, what it sees without need.
#pragma once

#include "core/insight/waste.hpp"
#include "web/ui/state.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata::ui {

struct LedgerRow {
    NodeIndex node = no_node;
    std::uint64_t bytes = 0;
    Place place;                      ///< whose bytes
    const WasteRow* hidden = nullptr; ///< one of these two is there
    const NeedlessRow* needless = nullptr;
};

/// Numbers count the hidden files first, then the needless ones.
[[nodiscard]] LedgerRow ledger_row(const Waste& waste, std::uint32_t number);
/// Those of the class that is chosen, or whatever is hidden.
struct LedgerOrder {
    std::vector<std::uint32_t> rows; ///< numbers, in the order that is wanted
    std::uint64_t largest = 1;       ///< bytes
    bool any_hidden = false;         ///< whether some of them are in no container's sight
};
[[nodiscard]] LedgerOrder ledger_order(const Waste& waste, const Timeline& timeline, const WasteChoice& choice);
/// As the layer has it that holds the bytes.
[[nodiscard]] std::string ledger_path(const Timeline& timeline, const LedgerRow& row);
/// "deleted by layer 8", "cache", "the same as /usr/bin/node".
[[nodiscard]] std::string ledger_cause(const Timeline& timeline, const LedgerRow& row);

} // namespace strata::ui

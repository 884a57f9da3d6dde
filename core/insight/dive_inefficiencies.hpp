// dive's list of inefficient files.
#pragma once

#include "core/model/inspection.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

struct DiveInefficiency {
    std::string path;        ///< from "/" on
    std::uint64_t count = 0; ///< layers that have it or delete it
    std::uint64_t bytes = 0; ///< of all of them together
    friend bool operator==(const DiveInefficiency&, const DiveInefficiency&) = default;
};

/// Paths that dive_score() met twice or more, largest first, as dive lists them (efficiency.go and export.go). Equal
/// ones come in the reverse order of their second layers, which is what dive's sort does up to twelve rows; beyond that
/// Go's sort leaves the order of equal rows open.
[[nodiscard]] std::vector<DiveInefficiency> dive_inefficiencies(const Inspection& inspection);

} // namespace strata

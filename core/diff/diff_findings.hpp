// Findings of two images compared: what came, what went.
#pragma once

#include "core/insight/findings.hpp"

#include <cstdint>
#include <vector>

namespace strata {

struct FindingsDiff {
    std::vector<Finding> added; ///< what B has and A has not, in the order of B's findings
    std::vector<Finding> gone;  ///< what A has and B has not
    std::uint64_t kept = 0;     ///< what both have
    friend bool operator==(const FindingsDiff&, const FindingsDiff&) = default;
};

/// Two findings are the same when rule, place and what is shown are: the line and the layer may differ. Of rows that
/// stand for several files only the rule, the folder and what is shown count. A secret that only became a ghost is
/// kept: it still can be read.
[[nodiscard]] FindingsDiff diff_findings(const Findings& a, const Findings& b);

} // namespace strata

// The words and the JSON of what a diff owes to another base image, and what to one's own build.
#pragma once

#include "core/report/diff_report.hpp"
#include "core/report/value.hpp"

#include <string>
#include <vector>

namespace strata {

struct OriginLine {
    std::string_view name; ///< "Base", "Own"
    std::string words;     ///< "changed: +5 ~40 -3 files, 12 packages; 74.8 MB → 75.1 MB"
};
/// None where nothing tells where the bases end.
[[nodiscard]] std::vector<OriginLine> origin_lines(const DiffReport& report);

/// An object: same, a and b (layers, name, reason), base and own (files, packages, findings, bytes); null where
/// nothing tells where the bases end.
[[nodiscard]] Value origin_value(const DiffReport& report);
/// "base" or "own" of a row; null where that is not known.
[[nodiscard]] Value origin_of_row(const std::vector<Origin>& origins, std::size_t row);
/// The same of a finding that only B has, or only A.
[[nodiscard]] Value origin_of_finding(const DiffReport& report, const Finding& finding, bool added);

} // namespace strata

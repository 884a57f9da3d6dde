// What changed in the files that `strata diff --content` names.
#pragma once

#include "core/report/diff_report.hpp"
#include "shell/arguments.hpp"
#include "shell/input.hpp"

#include <vector>

namespace strata {

/// The lines that changed in each differing file at and below the paths of --content, in their order; a file that is
/// no text, too large or can't be read says so. Fails where neither image has such a path.
[[nodiscard]] Result<std::vector<ContentDiff>> compare_contents(const Input& a, const Input& b,
                                                                const DiffReport& report, const Arguments& arguments);

} // namespace strata

// The promises about time and memory, each measured.
#pragma once

#include "tests/bench/report.hpp"

#include <filesystem>

namespace strata::bench {

/// Makes its inputs below `folder` and adds a row for each promise.
void measure_budgets(Report& report, const std::filesystem::path& folder);

/// The same work done by dive, diffoci, crane and syft, side by side.
void compare_with_peers(Report& report, const std::filesystem::path& folder);

} // namespace strata::bench

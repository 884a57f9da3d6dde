// Which nodes' paths a pattern matches, all in one go.
#pragma once

#include "core/base/path_pattern.hpp"
#include "core/tree/timeline.hpp"

#include <vector>

namespace strata {

/// By node, in time that grows with the names and not with the paths.
[[nodiscard]] std::vector<bool> find_paths(const Timeline& timeline, PathPattern& pattern);

} // namespace strata

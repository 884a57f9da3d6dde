// Which nodes have a path that matches a pattern or leads through a folder, all in one go.
#pragma once

#include "core/base/path_pattern.hpp"
#include "core/tree/timeline.hpp"

#include <vector>

namespace strata {

/// By node, in time that grows with the names and not with the paths.
[[nodiscard]] std::vector<bool> find_paths(const Timeline& timeline, PathPattern& pattern);
/// By node: whether it is `top` or lies below it; nothing does for no_node.
[[nodiscard]] std::vector<bool> find_below(const Timeline& timeline, NodeIndex top);

} // namespace strata

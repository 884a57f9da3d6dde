// Which paths of an image, deleted ones too, a team's globs forbid.
#pragma once

#include "core/tree/timeline.hpp"

#include <span>
#include <string>
#include <vector>

namespace strata {

struct ForbiddenPaths {
    std::vector<NodeIndex> nodes; ///< that any layer added or changed, in ascending order
    std::string given_up;         ///< a sentence about a glob that met too many different names; "" for none
};
/// Globs that can't be read are left out: make_check_rule takes none. Time grows with names, whatever their depth.
[[nodiscard]] ForbiddenPaths find_forbidden_paths(const Timeline& timeline, std::span<const std::string> globs);
/// The first layer that has something at the node; nullptr where all only delete there.
[[nodiscard]] const Event* first_appearance(const Timeline& timeline, NodeIndex node);

} // namespace strata

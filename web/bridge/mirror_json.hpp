// The mirror as JSON for page.js, which keeps the DOM in step with it.
#pragma once

#include "web/ui/mirror.hpp"

#include <string>
#include <vector>

namespace strata::bridge {

/// A list of objects: id, role, name, value, depth, level, position, total, x, y, width, height and the states as
/// booleans.
[[nodiscard]] std::string mirror_json(const std::vector<ui::MirrorNode>& nodes);

} // namespace strata::bridge

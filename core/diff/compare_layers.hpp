// Two layers entry by entry: why their digests differ.
#pragma once

#include "core/diff/align_layers.hpp"

namespace strata {

/// Total. Ignored reasons count for nothing; a cause that a rule covers altogether becomes `none`.
[[nodiscard]] LayerComparison compare_layers(const Layer& a, const Layer& b, IgnoreSet ignore);

} // namespace strata

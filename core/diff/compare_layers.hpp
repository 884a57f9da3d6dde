// Two layers entry by entry: why their digests differ.
#pragma once

#include "core/diff/align_layers.hpp"

#include <functional>

namespace strata {

/// What is known of the inside of a file of A's layer and one of B's; nullptr where nothing is.
using FindNested = std::function<const NestedDiff*(EntryIndex a, EntryIndex b)>;

/// Total. Ignored reasons count for nothing; a cause that a rule covers altogether becomes `none`.
[[nodiscard]] LayerComparison compare_layers(const Layer& a, const Layer& b, IgnoreSet ignore,
                                             const FindNested& find_nested = {});

} // namespace strata

// Hard links to hard links, made to lead to the file itself.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace strata {

/// `links`: sorted by link; those from `first` on are of one layer, and those of lower layers are at their end already.
/// Links that run in a circle lead nowhere. Linear in the links, but for finding each of them.
void shorten_chains(std::vector<HardLink>& links, std::size_t first,
                    std::span<const std::shared_ptr<const Layer>> layers);

} // namespace strata

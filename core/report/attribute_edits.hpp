// The edits that give files their owner, mode and capabilities where they come from.
#pragma once

#include "core/insight/advice.hpp"
#include "core/model/listing.hpp"

#include <string>
#include <vector>

namespace strata {

/// For advice of Remedy::set_attributes: a line for each of its shares, and one on what is needless then.
[[nodiscard]] std::vector<std::string> attribute_edits(const Advice& advice, const ImageRecord& image);

} // namespace strata

// Which layer a person means.
#pragma once

#include "core/base/result.hpp"
#include "core/model/listing.hpp"

#include <cstdint>
#include <string_view>

namespace strata {

/// The layer's index, from 0, of its number from 1 or the front of its diff_id or digest ("sha256:" may be left out; at
/// least four digits). Fails where none or more than one fits.
[[nodiscard]] Result<std::uint32_t> choose_layer(const ImageRecord& image, std::string_view written);

} // namespace strata

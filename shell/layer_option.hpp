// --layer N and --up-to N, whose N counts from 1 as `strata layers` does.
#pragma once

#include "core/model/listing.hpp"
#include "shell/arguments.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace strata {

/// The layer that an option asks for, counted from 0; nullopt for none. Fails where the image has no such layer.
[[nodiscard]] Result<std::optional<std::uint32_t>> layer_option(const Arguments& arguments, const ImageRecord& image,
                                                                std::string_view option = "layer");

} // namespace strata

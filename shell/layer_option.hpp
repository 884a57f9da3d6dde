// --layer N, which counts from 1 as `strata layers` does.
#pragma once

#include "core/model/listing.hpp"
#include "shell/arguments.hpp"

#include <cstdint>
#include <optional>

namespace strata {

inline constexpr OptionRow layer_row = {.name = "layer",
                                        .letter = 0,
                                        .kind = ValueKind::number,
                                        .value = "N",
                                        .help = "layer N, 1 is the lowest",
                                        .fallback = ""};

/// The layer asked for, counted from 0; nullopt for none. Fails where the image has no such layer.
[[nodiscard]] Result<std::optional<std::uint32_t>> layer_option(const Arguments& arguments, const ImageRecord& image);

} // namespace strata

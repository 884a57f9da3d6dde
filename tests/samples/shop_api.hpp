// A small web service in two versions, with the faults that real images have: made up, but true to the trade.
#pragma once

#include "tests/kit/image_builder.hpp"

#include <cstdint>

namespace strata::samples {

enum class Version : std::uint8_t {
    first,  ///< shop-api 1.0
    second, ///< shop-api 1.1: new routes, certificates and port; a dependency upgraded, one gone, one new
};

/// Eight layers, always the same bytes. In it: package lists that a later layer removes, a `.env` with a made-up secret
/// that does too, a `chown -R` that stores the application a second time, a debug log, a `.git` folder, a setuid
/// program, and capabilities on another.
[[nodiscard]] kit::ImagePlan shop_api(Version version);

} // namespace strata::samples

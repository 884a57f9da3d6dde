// Base64 (RFC 4648) in both its alphabets.
#pragma once

#include <string>
#include <string_view>

namespace strata {

/// What a character stands for, 0 to 63; -1 where it is none of either alphabet's.
[[nodiscard]] int base64_value(char character);
/// White space between characters is passed over; what else is not base64, padding too, ends it.
[[nodiscard]] std::string decode_base64(std::string_view text);

} // namespace strata

// The parts of the address behind "#", "#image=shop/api:1.0&layer=2", and behind "?".
#pragma once

#include <string>
#include <string_view>

namespace strata::ui {

/// Everything that could mean something in an address as %XX.
[[nodiscard]] std::string address_encoded(std::string_view value);
/// The value of a field, decoded; "" where there is none.
[[nodiscard]] std::string address_value(std::string_view fragment, std::string_view name);

} // namespace strata::ui

// Whether a file that exists to hold logins holds any: tools write some of them with nothing in it.
#pragma once

#include "core/model/examiner.hpp"

#include <cstdint>
#include <memory>
#include <string_view>

namespace strata {

/// The rule of the sighting in such a file that holds none. It is no finding: it keeps the file's name from being one.
inline constexpr std::string_view holds_nothing_rule = "holds-nothing";
/// Larger files hold something.
inline constexpr std::uint64_t largest_empty_login = 65'536;

/// Whether nothing in the text could be a login: JSON without a value ("[]", "{"credentials":{}}"), or lines that are
/// blank, comments (#, ;, //), heads of sections ("[default]") and names without a value ("password =").
[[nodiscard]] bool holds_nothing(std::string_view text);

/// The look at such a file, which is not larger than largest_empty_login, and the sighting where it holds nothing.
[[nodiscard]] std::unique_ptr<Examination> with_login_look(std::unique_ptr<Examination> look);

} // namespace strata

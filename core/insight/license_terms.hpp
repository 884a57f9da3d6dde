// The licences in an expression of several: SPDX's, Debian's and rpm's, which all join them by words.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

namespace strata {

/// "GPL-2+" and "AGPL-3+" of "GPL-2+ AND AGPL-3+": what stands between AND, OR, WITH and brackets, in any case of their
/// letters (SPDX 2.3, Annex D; Debian's copyright-format 1.0, "License"). One licence without any is itself.
[[nodiscard]] std::vector<std::string_view> single_licenses(std::string_view expression);

/// Whether the expression joins licences by AND or OR outside of brackets, so that it needs some within another.
[[nodiscard]] bool is_compound_license(std::string_view expression);

/// Whether who may use what `allowed` says of may use this: all of what AND joins, any of what OR joins; with an
/// exception where the licence is allowed, or the two together. False where brackets lie too deep in each other.
[[nodiscard]] bool license_allowed(std::string_view expression,
                                   const std::function<bool(std::string_view license)>& allowed);

} // namespace strata

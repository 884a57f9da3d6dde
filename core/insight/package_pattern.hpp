// Packages as a rule names them.
#pragma once

#include "core/model/facts.hpp"

#include <string_view>

namespace strata {

/// A pattern for packages: "openssl", "openssl@1.*", "npm/left-pad", "license:AGPL*"; "*" stands for anything. Names of
/// PyPI are equal as PEP 503 says (`Zope.Interface` is `zope-interface`), licences whatever the case of their letters
/// (SPDX 2.3, Annex D).
[[nodiscard]] bool package_matches(const Package& package, std::string_view pattern);

} // namespace strata

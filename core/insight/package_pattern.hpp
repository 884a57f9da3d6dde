// Packages as a rule names them.
#pragma once

#include "core/model/facts.hpp"

#include <span>
#include <string>
#include <string_view>

namespace strata {

/// A pattern for packages: "openssl", "openssl@1.*", "npm/left-pad", "license:AGPL*"; "*" stands for anything. Names of
/// PyPI are equal as PEP 503 says (`Zope.Interface` is `zope-interface`), those of NuGet whatever the case of their
/// letters. A pattern without a group fits a Java package's artifact in any group; the group stands before ":" or, as
/// in package URLs, before "/". Licences are equal whatever the case of their letters (SPDX 2.3, Annex D), and a
/// pattern that fits one of several in an expression fits the package.
[[nodiscard]] bool package_matches(const Package& package, std::string_view pattern);

/// Whether a list of such patterns lets a package be: one fits it, where those of licences fit an expression as a whole
/// only together: all that AND joins, one of those that OR joins.
[[nodiscard]] bool package_allowed(const Package& package, std::span<const std::string> patterns);

/// The artifact of a Java package, "log4j-core" of "org.apache.logging.log4j:log4j-core"; the name of any other.
[[nodiscard]] std::string_view artifact_name(const Package& package);

} // namespace strata

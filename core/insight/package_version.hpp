// Which of two versions is the newer one, by the rules of their ecosystem.
#pragma once

#include "core/model/facts.hpp"

#include <compare>
#include <string_view>

namespace strata {

/// deb: Debian Policy 5.6.12. rpm: rpmvercmp, epoch first. npm, cargo, golang, nuget: Semantic Versioning 2.0.0,
/// 11. The others (PEP 440, Gem::Version, Maven's ComparableVersion, Composer, apk) agree on numbers and on words that
/// stand before or behind a release, which is what is compared. Versions no rule tells apart are equivalent.
[[nodiscard]] std::weak_ordering compare_versions(Ecosystem ecosystem, std::string_view a, std::string_view b);

} // namespace strata

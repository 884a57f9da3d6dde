// One value printed as Go's package fmt prints it under a verb.
#pragma once

#include "core/report/template_syntax.hpp"

#include <cstddef>
#include <string>

namespace strata {

/// One "%-8.3s" of a format.
struct GoVerb {
    bool minus = false, plus = false, sharp = false, space = false, zero = false;
    std::size_t width = 0;
    std::size_t precision = std::string::npos; ///< npos: none
    char32_t letter = 0;
};

/// The value as that verb shows it; what the verb can't show says so, as in Go ("%!d(string=a)").
[[nodiscard]] std::string go_printed(const Value& value, const GoVerb& verb);

} // namespace strata

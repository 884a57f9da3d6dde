// The classes of characters that regular expressions name.
#pragma once

#include "core/base/pattern_part.hpp"

#include <optional>
#include <string_view>

namespace strata::pattern {

/// The class that a letter behind "\" stands for: d, D, w, W, s, S.
[[nodiscard]] std::optional<Ranges> letter_class(char letter);
/// The class between "[:" and ":]": "digit" and its like (POSIX, and "word").
[[nodiscard]] std::optional<Ranges> posix_class(std::string_view name);
/// The ranges with the other case of their ASCII letters.
[[nodiscard]] Ranges any_case_of(Ranges ranges);

} // namespace strata::pattern

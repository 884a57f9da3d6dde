// Names what bytes are that are no tar, by their magic numbers.
#pragma once

#include <cstddef>
#include <string_view>

namespace strata {

/// So many bytes from the front are enough for `kind_of`.
inline constexpr std::size_t kind_bytes = 4096;
/// What starts with `head`, to go on after "this is": "a zip file"; "" where that can't be told.
[[nodiscard]] std::string_view kind_of(std::string_view head);

} // namespace strata

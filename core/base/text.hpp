// Joining pieces into one string: the words every message is made of.
#pragma once

#include <charconv>
#include <concepts>
#include <string>
#include <string_view>

namespace strata {

namespace detail {
inline void append(std::string& out, std::string_view piece) { out += piece; }
inline void append(std::string& out, char piece) { out += piece; }
template <std::integral N>
    requires(!std::same_as<N, char> && !std::same_as<N, bool>)
void append(std::string& out, N number) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}
} // namespace detail

/// Joins strings, characters and whole numbers: `text("layer ", 3, ": no such file")`.
template <class... Pieces>
[[nodiscard]] std::string text(const Pieces&... pieces) {
    std::string out;
    (detail::append(out, pieces), ...);
    return out;
}

} // namespace strata

// Letters and blanks of ASCII, which keywords, names of packages and units are written in.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace strata {

[[nodiscard]] constexpr char ascii_lower(char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

/// Letters outside of ASCII stay as they are.
[[nodiscard]] inline std::string ascii_lower(std::string_view text) {
    std::string out(text);
    for (char& letter : out) letter = ascii_lower(letter);
    return out;
}

/// Large and small letters alike.
[[nodiscard]] constexpr bool equal_ignoring_case(std::string_view a, std::string_view b) {
    constexpr auto lower = [](char letter) { return ascii_lower(letter); };
    return std::ranges::equal(a, b, {}, lower, lower);
}

/// Where `wanted` stands in `text`, at `from` or later, large and small letters alike; npos: nowhere.
[[nodiscard]] constexpr std::size_t find_ignoring_case(std::string_view text, std::string_view wanted,
                                                       std::size_t from = 0) {
    constexpr auto same = [](char a, char b) { return ascii_lower(a) == ascii_lower(b); };
    const auto at =
        std::search(text.begin() + static_cast<std::ptrdiff_t>(from), text.end(), wanted.begin(), wanted.end(), same);
    return at == text.end() && !wanted.empty() ? std::string_view::npos : static_cast<std::size_t>(at - text.begin());
}

[[nodiscard]] constexpr bool holds_text(std::string_view text, std::string_view wanted) {
    return find_ignoring_case(text, wanted) != std::string_view::npos;
}

/// `text` without what of `blanks` stands at either end; a part of `text`, when nothing is left too.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") {
    const std::size_t start = text.find_first_not_of(blanks);
    if (start == std::string_view::npos) return text.substr(text.size());
    return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

} // namespace strata

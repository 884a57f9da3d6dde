// Letters and blanks of ASCII, which keywords, names of packages and units are written in.
#pragma once

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

/// `text` without what of `blanks` stands at either end; a part of `text`, when nothing is left too.
[[nodiscard]] constexpr std::string_view trimmed(std::string_view text, std::string_view blanks = " \t\r\n") {
    const std::size_t start = text.find_first_not_of(blanks);
    if (start == std::string_view::npos) return text.substr(text.size());
    return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

} // namespace strata

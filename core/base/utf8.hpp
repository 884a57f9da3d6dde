// Text that may not be UTF-8: finding and replacing the bytes that are not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

/// The first byte that belongs to no UTF-8 sequence (Unicode 15, table 3-7); npos where all is well.
[[nodiscard]] std::size_t find_bad_utf8(std::string_view text);
/// `text` with every byte that belongs to no UTF-8 sequence replaced by U+FFFD, as Go and so docker does.
[[nodiscard]] std::string replace_bad_utf8(std::string_view text);

/// The character at the front of `bytes`, and how many bytes it takes; where they are no UTF-8, U+FFFD and `valid`
/// false with one byte. `bytes` must not be empty.
struct DecodedCharacter {
    char32_t character = 0xfffd;
    std::size_t bytes = 1;
    bool valid = false;
};
[[nodiscard]] DecodedCharacter decode_character(std::string_view bytes);
/// Appends the character's UTF-8.
void append_character(std::string& out, char32_t character);

} // namespace strata

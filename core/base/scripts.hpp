// Which characters need their neighbours: blocks and ranges of the Unicode standard, version 15.
#pragma once

#include <algorithm>
#include <iterator>
#include <span>

namespace strata {

struct CharacterRange {
    char32_t first, last;
};

/// `ranges` in order.
[[nodiscard]] inline bool holds(std::span<const CharacterRange> ranges, char32_t character) {
    const auto after = std::ranges::upper_bound(ranges, character, {}, &CharacterRange::first);
    return after != ranges.begin() && character <= std::prev(after)->last;
}

/// Of a script written from right to left: Hebrew to Arabic Extended-A, their presentation forms, historic scripts.
[[nodiscard]] bool is_right_to_left(char32_t character);
/// Of a script whose letters stack, change places or shape each other: Devanagari to Myanmar, Hangul's parts, Khmer,
/// Mongolian, the scripts of South and South-East Asia beyond.
[[nodiscard]] bool is_shaped(char32_t character);
/// Belongs to the character before it and takes no room of its own: a combining mark or a variation selector.
[[nodiscard]] bool is_mark(char32_t character);
[[nodiscard]] bool is_skin_colour(char32_t character);
[[nodiscard]] inline bool is_variation_selector(char32_t character) {
    return character >= 0xFE00 && character <= 0xFE0F;
}

inline constexpr char32_t non_joiner = 0x200C, joiner = 0x200D;
/// Whether one of these two means something between such neighbours: in a script that needs it to be spelt, and the
/// joiner between emoji too, which it makes one of (UTS #51). Anywhere else it only hides. `before` is the last
/// character that is no variation selector.
[[nodiscard]] bool is_joined_by(char32_t before, char32_t between, char32_t after);

} // namespace strata

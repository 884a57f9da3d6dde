#include "core/base/scripts.hpp"

namespace strata {

namespace {

constexpr CharacterRange right_to_left[] = {
    {0x0590, 0x08FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFE}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};

constexpr CharacterRange shaped[] = {{0x0900, 0x109F}, {0x1100, 0x11FF}, {0x1700, 0x18AF},  {0x1900, 0x1AAF},
                                     {0x1B00, 0x1C4F}, {0xA800, 0xABFF}, {0x11000, 0x11FFF}};

constexpr CharacterRange marks[] = {{0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A},
                                    {0x064B, 0x065F}, {0x06D6, 0x06DC}, {0x0900, 0x0902}, {0x093C, 0x093C},
                                    {0x0941, 0x0948}, {0x094D, 0x094D}, {0x0E31, 0x0E31}, {0x0E34, 0x0E3A},
                                    {0x0E47, 0x0E4E}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF},
                                    {0x302A, 0x302F}, {0x3099, 0x309A}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}};

/// Letters and signs of scripts that are spelt with joiners: Arabic, Syriac, N'Ko, the Indic ones, Myanmar, Khmer,
/// Mongolian, Arabic's forms.
constexpr CharacterRange spelt_with_joiners[] = {{0x0620, 0x06FF}, {0x0700, 0x077F}, {0x07C0, 0x07FF}, {0x0860, 0x08FF},
                                                 {0x0900, 0x0DFF}, {0x1000, 0x109F}, {0x1780, 0x17B3}, {0x17B6, 0x17DD},
                                                 {0x1820, 0x18AA}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}};

/// Parts of emoji that are joined (Unicode's emoji-zwj-sequences.txt).
constexpr CharacterRange joined_emoji[] = {{0x2194, 0x2195}, {0x2620, 0x2620},  {0x2640, 0x2640}, {0x2642, 0x2642},
                                           {0x2695, 0x2696}, {0x26A7, 0x26A7},  {0x26D3, 0x26D3}, {0x26F9, 0x26F9},
                                           {0x2708, 0x2708}, {0x2744, 0x2744},  {0x2764, 0x2764}, {0x27A1, 0x27A1},
                                           {0x2B1B, 0x2B1B}, {0x1F300, 0x1FAFF}};

} // namespace

bool is_right_to_left(char32_t character) { return holds(right_to_left, character); }
bool is_shaped(char32_t character) { return holds(shaped, character); }
bool is_mark(char32_t character) { return holds(marks, character); }
bool is_skin_colour(char32_t character) { return character >= 0x1F3FB && character <= 0x1F3FF; }

bool is_joined_by(char32_t before, char32_t between, char32_t after) {
    if (between != joiner && between != non_joiner) return false;
    if (holds(spelt_with_joiners, before) && holds(spelt_with_joiners, after)) return true;
    return between == joiner && holds(joined_emoji, before) && holds(joined_emoji, after);
}

} // namespace strata

#include "core/base/letter_case.hpp"

#include "core/base/utf8.hpp"

namespace strata {

namespace {

char32_t upper_letter(char32_t c) {
    if ((c >= 'a' && c <= 'z') || (c >= 0xe0 && c <= 0xfe && c != 0xf7)) return c - 32;
    if (c >= 0x3b1 && c <= 0x3c9 && c != 0x3c2) return c - 32;
    if (c >= 0x430 && c <= 0x44f) return c - 32;
    if (c >= 0x450 && c <= 0x45f) return c - 80;
    if (c >= 0x100 && c <= 0x137 && (c & 1) != 0 && c != 0x131) return c - 1;
    return c;
}
char32_t lower_letter(char32_t c) {
    if ((c >= 'A' && c <= 'Z') || (c >= 0xc0 && c <= 0xde && c != 0xd7)) return c + 32;
    if (c >= 0x391 && c <= 0x3a9 && c != 0x3a2) return c + 32;
    if (c >= 0x410 && c <= 0x42f) return c + 32;
    if (c >= 0x400 && c <= 0x40f) return c + 80;
    if (c >= 0x100 && c <= 0x136 && (c & 1) == 0 && c != 0x130) return c + 1;
    return c;
}

template <class Map>
std::string each_character(std::string_view text, Map map) {
    std::string out;
    while (!text.empty()) {
        const DecodedCharacter next = decode_character(text);
        append_character(out, map(next.character));
        text.remove_prefix(next.bytes);
    }
    return out;
}

} // namespace

std::string upper_case(std::string_view text) { return each_character(text, upper_letter); }
std::string lower_case(std::string_view text) { return each_character(text, lower_letter); }

std::string title_case(std::string_view text) {
    bool inside = false;
    return each_character(text, [&](char32_t c) {
        const char32_t shown = inside ? c : upper_letter(c);
        inside = c >= 0x80 || c == '_' || c == '\'' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                 (c >= 'A' && c <= 'Z');
        if (c == '\'') inside = false;
        return shown;
    });
}

} // namespace strata

#include "core/base/utf8.hpp"

#include <array>

namespace strata {

namespace {

bool continues(unsigned char c) { return (c & 0xc0) == 0x80; }

/// Bytes of the UTF-8 sequence at the front of `text`; 0 where there is none.
std::size_t sequence_length(std::string_view text) {
    const auto byte = [&](std::size_t i) -> unsigned char {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    };
    const unsigned char first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first < 0xc2 || first > 0xf4 || !continues(second)) return 0;
    if (first < 0xe0) return 2;
    if (first == 0xe0 && second < 0xa0) return 0; // overlong
    if (first == 0xed && second > 0x9f) return 0; // surrogates
    if (!continues(byte(2))) return 0;
    if (first < 0xf0) return 3;
    if (first == 0xf0 && second < 0x90) return 0; // overlong
    if (first == 0xf4 && second > 0x8f) return 0; // above U+10FFFF
    return continues(byte(3)) ? 4 : 0;
}

} // namespace

std::size_t find_bad_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text.substr(at, 4));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

std::string replace_bad_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = sequence_length(text.substr(at, 4));
        if (length == 0)
            out += "\xef\xbf\xbd";
        else
            out += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

DecodedCharacter decode_character(std::string_view bytes) {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(bytes[at]); };
    const unsigned char lead = byte(0);
    if (lead < 0x80) return {lead, 1, true};
    const std::size_t length = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead >= 0xf5 || bytes.size() < length) return {};
    char32_t character = lead & (0x7f >> length);
    for (std::size_t at = 1; at < length; ++at) {
        if ((byte(at) & 0xc0) != 0x80) return {};
        character = character << 6 | (byte(at) & 0x3f);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    if (character < least[length] || character > 0x10ffff || (character >= 0xd800 && character < 0xe000)) return {};
    return {character, length, true};
}

void append_character(std::string& out, char32_t character) {
    const auto add = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (character < 0x80) {
        add(character);
    } else if (character < 0x800) {
        add(0xc0 | character >> 6);
        add(0x80 | (character & 0x3f));
    } else if (character < 0x10000) {
        add(0xe0 | character >> 12);
        add(0x80 | (character >> 6 & 0x3f));
        add(0x80 | (character & 0x3f));
    } else {
        add(0xf0 | character >> 18);
        add(0x80 | (character >> 12 & 0x3f));
        add(0x80 | (character >> 6 & 0x3f));
        add(0x80 | (character & 0x3f));
    }
}

} // namespace strata

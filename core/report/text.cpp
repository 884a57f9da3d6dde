#include "core/report/text.hpp"

#include "core/base/scripts.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>

namespace strata {
namespace {

/// Format characters (Unicode Cf), separators and fillers that show nothing, and private tags.
constexpr CharacterRange hidden[] = {{0xad, 0xad},     {0x34f, 0x34f},     {0x61c, 0x61c},     {0x115f, 0x1160},
                                     {0x17b4, 0x17b5}, {0x180b, 0x180f},   {0x200b, 0x200f},   {0x2028, 0x202e},
                                     {0x2060, 0x206f}, {0x3164, 0x3164},   {0xfeff, 0xfeff},   {0xffa0, 0xffa0},
                                     {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3}, {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff}};

/// East Asian Wide and Fullwidth (UAX #11), and emoji that terminals show in two columns.
constexpr CharacterRange wide[] = {
    {0x1100, 0x115f},   {0x231a, 0x231b},   {0x2329, 0x232a},   {0x23e9, 0x23ec},   {0x25fd, 0x25fe},
    {0x2614, 0x2615},   {0x2648, 0x2653},   {0x26a1, 0x26a1},   {0x26ce, 0x26ce},   {0x2705, 0x2705},
    {0x270a, 0x270b},   {0x2728, 0x2728},   {0x274c, 0x274c},   {0x2753, 0x2755},   {0x2795, 0x2797},
    {0x2b1b, 0x2b1c},   {0x2b50, 0x2b50},   {0x2e80, 0x303e},   {0x3041, 0x33ff},   {0x3400, 0x4dbf},
    {0x4e00, 0x9fff},   {0xa000, 0xa4c6},   {0xa960, 0xa97c},   {0xac00, 0xd7a3},   {0xf900, 0xfaff},
    {0xfe10, 0xfe19},   {0xfe30, 0xfe6b},   {0xff01, 0xff60},   {0xffe0, 0xffe6},   {0x17000, 0x18cd5},
    {0x1b000, 0x1b2fb}, {0x1f004, 0x1f004}, {0x1f0cf, 0x1f0cf}, {0x1f18e, 0x1f18e}, {0x1f191, 0x1f19a},
    {0x1f200, 0x1f320}, {0x1f32d, 0x1f335}, {0x1f337, 0x1f37c}, {0x1f37e, 0x1f393}, {0x1f3a0, 0x1f3ca},
    {0x1f3cf, 0x1f3d3}, {0x1f3e0, 0x1f3f0}, {0x1f3f8, 0x1f43e}, {0x1f440, 0x1f440}, {0x1f442, 0x1f4fc},
    {0x1f4ff, 0x1f53d}, {0x1f54b, 0x1f567}, {0x1f595, 0x1f596}, {0x1f5fb, 0x1f64f}, {0x1f680, 0x1f6c5},
    {0x1f6d0, 0x1f6d2}, {0x1f6eb, 0x1f6ec}, {0x1f6f4, 0x1f6fc}, {0x1f7e0, 0x1f7eb}, {0x1f90c, 0x1f93a},
    {0x1f93c, 0x1f9ff}, {0x1fa70, 0x1faff}, {0x20000, 0x3fffd}};

std::size_t width_of(char32_t character) {
    if (character < 0x20 || (character >= 0x7f && character < 0xa0)) return 0;
    if (character < 0x300) return 1;
    if (is_mark(character) || holds(hidden, character)) return 0;
    return holds(wide, character) ? 2 : 1;
}

void append_hex(std::string& out, char32_t value, int digits) {
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += "0123456789abcdef"[value >> shift & 15];
}

void append_escaped(std::string& out, char32_t character) {
    switch (character) {
    case '\n': out += "\\n"; return;
    case '\t': out += "\\t"; return;
    case '\r': out += "\\r"; return;
    default: break;
    }
    const int digits = character < 0x80 ? 2 : character < 0x10000 ? 4 : 8;
    out += digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U";
    append_hex(out, character, digits);
}

bool is_hidden(char32_t character) {
    return character < 0x20 || (character >= 0x7f && character < 0xa0) ||
           (character >= 0xad && holds(hidden, character));
}

char32_t character_at(std::string_view bytes, std::size_t at) {
    return at < bytes.size() ? decode_character(bytes.substr(at)).character : 0;
}

enum class LineEnds { escaped, kept };

std::string make_printable(std::string_view bytes, LineEnds line_ends) {
    std::string out;
    out.reserve(bytes.size());
    char32_t before = 0;
    while (!bytes.empty()) {
        const DecodedCharacter next = decode_character(bytes);
        const char32_t character = next.character;
        if (!next.valid) {
            out += "\\x";
            append_hex(out, static_cast<unsigned char>(bytes[0]), 2);
        } else if (character == '\n' && line_ends == LineEnds::kept) {
            out += '\n';
        } else if (is_hidden(character) && !is_joined_by(before, character, character_at(bytes, next.bytes))) {
            append_escaped(out, character);
        } else {
            out += bytes.substr(0, next.bytes);
        }
        if (!is_variation_selector(character)) before = character;
        bytes.remove_prefix(next.bytes);
    }
    return out;
}

} // namespace

std::string printable(std::string_view bytes) { return make_printable(bytes, LineEnds::escaped); }
std::string printable_lines(std::string_view bytes) { return make_printable(bytes, LineEnds::kept); }

std::string markdown_text(std::string_view bytes) {
    constexpr std::string_view marks = "\\|<>&`*_[]#";
    std::string out;
    for (const char c : printable(bytes)) {
        if (marks.find(c) != marks.npos) out += '\\';
        out += c;
    }
    return out;
}

std::string shell_word(std::string_view bytes) {
    constexpr std::string_view plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./+-";
    if (!bytes.empty() && bytes.find_first_not_of(plain) == bytes.npos) return std::string(bytes);
    const bool shown = printable(bytes) == bytes;
    std::string out = shown ? "'" : "$'";
    for (const char c : bytes) {
        if (shown && c == '\'') {
            out += "'\\''";
        } else if (shown || plain.find(c) != plain.npos) {
            out += c;
        } else {
            out += '\\';
            for (int shift = 6; shift >= 0; shift -= 3)
                out += static_cast<char>('0' + (static_cast<unsigned char>(c) >> shift & 7));
        }
    }
    return out += '\'';
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    while (!text.empty()) {
        const DecodedCharacter next = decode_character(text);
        width += width_of(next.character);
        text.remove_prefix(next.bytes);
    }
    return width;
}

std::string padded(std::string_view text, std::size_t width) {
    std::string out(text);
    out.append(width - std::min(width, display_width(text)), ' ');
    return out;
}

std::string padded_left(std::string_view text, std::size_t width) {
    return std::string(width - std::min(width, display_width(text)), ' ') += text;
}

std::string ellipsis(std::string_view text, std::size_t width) {
    if (width == 0) return {};
    std::size_t used = 0;
    std::size_t cut = 0; // bytes that fit beside the "…"
    std::string_view rest = text;
    while (!rest.empty()) {
        const DecodedCharacter next = decode_character(rest);
        used += width_of(next.character);
        if (used > width) return std::string(text.substr(0, cut)) + "…";
        rest.remove_prefix(next.bytes);
        if (used < width) cut = text.size() - rest.size();
    }
    return std::string(text);
}

} // namespace strata

#include "core/base/quote.hpp"

#include "core/base/utf8.hpp"

namespace strata {

namespace {

void append_escaped(std::string& out, std::string_view bytes) {
    constexpr char digits[] = "0123456789abcdef";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += "\\x";
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
}

void append_valid(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); i++) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool c1_control = byte == 0xc2 && static_cast<unsigned char>(text[i + 1]) < 0xa0;
        if (c1_control)
            append_escaped(out, text.substr(i++, 2));
        else if (byte < 0x20 || byte == 0x7f)
            append_escaped(out, text.substr(i, 1));
        else
            out += text[i];
    }
}

} // namespace

std::string quote(std::string_view bytes, std::size_t most) {
    std::string_view left = bytes.substr(0, most);
    if (left.size() < bytes.size()) // never cut inside a character
        while (!left.empty() && (static_cast<unsigned char>(bytes[left.size()]) & 0xc0) == 0x80) left.remove_suffix(1);
    std::string out = "\"";
    const bool cut = left.size() < bytes.size();
    while (!left.empty()) {
        const std::size_t bad = find_bad_utf8(left);
        append_valid(out, left.substr(0, bad));
        if (bad == left.npos) break;
        append_escaped(out, left.substr(bad, 1));
        left.remove_prefix(bad + 1);
    }
    return out += cut ? "…\"" : "\"";
}

} // namespace strata

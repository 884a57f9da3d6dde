#include "web/ui/address.hpp"

#include <algorithm>
#include <charconv>

namespace strata::ui {

namespace {

std::string decoded(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); i++) {
        unsigned byte = 0;
        if (value[i] == '%' && i + 2 < value.size() &&
            std::from_chars(value.data() + i + 1, value.data() + i + 3, byte, 16).ptr == value.data() + i + 3) {
            out += static_cast<char>(byte);
            i += 2;
        } else {
            out += value[i];
        }
    }
    return out;
}

} // namespace

std::string address_encoded(std::string_view value) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           std::string_view("-._~/:@").find(c) != std::string_view::npos;
        if (plain)
            out += c;
        else
            (out += '%').append(1, digits[byte >> 4]).append(1, digits[byte & 15]);
    }
    return out;
}

std::string address_value(std::string_view fragment, std::string_view name) {
    if (fragment.starts_with('#') || fragment.starts_with('?')) fragment.remove_prefix(1);
    while (!fragment.empty()) {
        const std::string_view field = fragment.substr(0, fragment.find('&'));
        fragment.remove_prefix(std::min(fragment.size(), field.size() + 1));
        if (field.starts_with(name) && field.substr(name.size()).starts_with('='))
            return decoded(field.substr(name.size() + 1));
    }
    return {};
}

} // namespace strata::ui

#include "core/base/regex_classes.hpp"

#include <algorithm>
#include <iterator>

namespace strata::pattern {

namespace {

const Ranges digits = {{'0', '9'}};
const Ranges word_letters = {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}};
const Ranges blanks = {{'\t', '\n'}, {'\f', '\r'}, {' ', ' '}};

struct NamedClass {
    std::string_view name;
    Ranges ranges;
};
const NamedClass named_classes[] = {
    {"alnum", {{'0', '9'}, {'A', 'Z'}, {'a', 'z'}}},
    {"alpha", {{'A', 'Z'}, {'a', 'z'}}},
    {"blank", {{'\t', '\t'}, {' ', ' '}}},
    {"cntrl", {{0, 0x1f}, {0x7f, 0x7f}}},
    {"digit", {{'0', '9'}}},
    {"graph", {{'!', '~'}}},
    {"lower", {{'a', 'z'}}},
    {"print", {{' ', '~'}}},
    {"punct", {{'!', '/'}, {':', '@'}, {'[', '`'}, {'{', '~'}}},
    {"space", {{'\t', '\r'}, {' ', ' '}}},
    {"upper", {{'A', 'Z'}}},
    {"word", {{'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}}},
    {"xdigit", {{'0', '9'}, {'A', 'F'}, {'a', 'f'}}},
};

} // namespace

std::optional<Ranges> letter_class(char letter) {
    switch (letter) {
    case 'd': return digits;
    case 'D': return inverted(digits);
    case 'w': return word_letters;
    case 'W': return inverted(word_letters);
    case 's': return blanks;
    case 'S': return inverted(blanks);
    default: return std::nullopt;
    }
}

std::optional<Ranges> posix_class(std::string_view name) {
    const auto* const known = std::ranges::find(named_classes, name, &NamedClass::name);
    if (known == std::end(named_classes)) return std::nullopt;
    return known->ranges;
}

Ranges any_case_of(Ranges ranges) {
    const std::size_t count = ranges.size();
    for (std::size_t i = 0; i < count; i++) {
        for (const char32_t letters : {U'a', U'A'}) {
            const char32_t first = std::max(ranges[i].first, letters),
                           last = std::min<char32_t>(ranges[i].last, letters + 25);
            if (first <= last) ranges.push_back({first ^ 0x20, last ^ 0x20});
        }
    }
    return ranges;
}

} // namespace strata::pattern

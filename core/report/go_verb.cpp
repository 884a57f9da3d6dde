#include "core/report/go_verb.hpp"

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace strata {
namespace {

std::size_t characters_in(std::string_view plain) {
    std::size_t count = 0;
    for (; !plain.empty(); ++count) plain.remove_prefix(decode_character(plain).bytes);
    return count;
}

std::string first_characters(std::string_view plain, std::size_t count) {
    std::string_view rest = plain;
    for (; count > 0 && !rest.empty(); --count) rest.remove_prefix(decode_character(rest).bytes);
    return std::string(plain.substr(0, plain.size() - rest.size()));
}

std::string padded(std::string shown, const GoVerb& verb) {
    const std::size_t width = characters_in(shown);
    if (width >= verb.width) return shown;
    if (verb.minus) return shown.append(verb.width - width, ' ');
    const bool number = !shown.empty() && (shown[0] == '+' || shown[0] == '-');
    return shown.insert(verb.zero && number ? 1 : 0, verb.width - width, verb.zero ? '0' : ' ');
}

std::string signed_with(const GoVerb& verb, bool negative, const std::string& digits) {
    return (negative ? "-" : verb.plus ? "+" : verb.space ? " " : "") + digits;
}

std::string whole_number(const Value& value, const GoVerb& verb, int base, bool capitals) {
    const bool negative = value.integer() < 0;
    std::uint64_t size = static_cast<std::uint64_t>(value.integer());
    if (negative) size = 0 - size;
    std::array<char, 80> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), size, base).ptr;
    std::string shown(digits.data(), end);
    if (verb.precision != std::string::npos && shown.size() < verb.precision)
        shown.insert(0, verb.precision - shown.size(), '0');
    if (verb.sharp) shown.insert(0, base == 16 ? "0x" : base == 8 ? "0" : base == 2 ? "0b" : "");
    if (capitals)
        for (char& digit : shown) digit = static_cast<char>(digit >= 'a' && digit <= 'z' ? digit - 32 : digit);
    return padded(signed_with(verb, negative, shown), verb);
}

std::string real_number(const Value& value, const GoVerb& verb) {
    const double number = value.number();
    const char letter = static_cast<char>(verb.letter | 0x20);
    const auto form = letter == 'f'   ? std::chars_format::fixed
                      : letter == 'e' ? std::chars_format::scientific
                                      : std::chars_format::general;
    const bool shortest = letter == 'g' && verb.precision == std::string::npos;
    const int precision =
        verb.precision == std::string::npos ? 6 : static_cast<int>(std::min<std::size_t>(verb.precision, 300));
    const double size = number < 0 ? -number : number;
    std::array<char, 800> digits{};
    char* const last = digits.data() + digits.size();
    const auto end = shortest ? std::to_chars(digits.data(), last, size).ptr
                              : std::to_chars(digits.data(), last, size, form, precision).ptr;
    return padded(signed_with(verb, number < 0, {digits.data(), end}), verb);
}

std::string hexadecimal(std::string_view bytes, bool capitals) {
    const std::string_view digits = capitals ? "0123456789ABCDEF" : "0123456789abcdef";
    std::string out;
    for (const char c : bytes) {
        out += digits[static_cast<unsigned char>(c) >> 4];
        out += digits[static_cast<unsigned char>(c) & 15];
    }
    return out;
}

/// `%+v` of a record names its fields; `%q` and `%s` go into lists and maps.
std::string spread(const Value& value, const GoVerb& verb);

std::string named_fields(const Value& value) {
    std::string out = "{";
    for (const auto& [name, field] : value.fields())
        out += text(out.size() == 1 ? "" : " ", name, ':',
                    field.is(ValueType::record) ? named_fields(field) : field.text());
    return out + '}';
}

std::string bad_verb(const Value& value, const GoVerb& verb) {
    std::string letter;
    append_character(letter, verb.letter);
    if (value.is(ValueType::nil)) return text("%!", letter, "(<nil>)");
    return text("%!", letter, '(', value.type_name(), '=', value.text(), ')');
}

std::string printed_text(std::string_view plain, const Value& value, const GoVerb& verb) {
    const std::string cut =
        verb.precision == std::string::npos ? std::string(plain) : first_characters(plain, verb.precision);
    switch (verb.letter) {
    case 'v':
        if (verb.sharp) return padded(go_quote(plain), verb);
        [[fallthrough]];
    case 's': return padded(cut, verb);
    case 'q': return padded(go_quote(cut), verb);
    case 'x':
    case 'X': return padded(hexadecimal(cut, verb.letter == 'X'), verb);
    default: return bad_verb(value, verb);
    }
}

std::string printed_number(const Value& value, const GoVerb& verb) {
    std::string character;
    switch (verb.letter) {
    case 'v':
    case 'd': return whole_number(value, verb, 10, false);
    case 'x':
    case 'X': return whole_number(value, verb, 16, verb.letter == 'X');
    case 'o': return whole_number(value, verb, 8, false);
    case 'b': return whole_number(value, verb, 2, false);
    case 'c':
    case 'q': append_character(character, static_cast<char32_t>(value.integer())); break;
    case 'U': return text("U+", whole_number(value, {.precision = 4}, 16, true));
    default: return bad_verb(value, verb);
    }
    return padded(verb.letter == 'q' ? text('\'', character, '\'') : character, verb);
}

std::string spread(const Value& value, const GoVerb& verb) {
    if (verb.letter == 'v' && verb.plus && value.is(ValueType::record)) return named_fields(value);
    std::string out;
    if (value.is(ValueType::list)) {
        for (const Value& item : value.items())
            out += (&item == value.items().data() ? "" : " ") + go_printed(item, verb);
        return text('[', out, ']');
    }
    for (const auto& field : value.fields()) {
        if (&field != value.fields().data()) out += ' ';
        if (value.is(ValueType::map)) out += go_printed(Value(field.first), verb) + ':';
        out += go_printed(field.second, verb);
    }
    return value.is(ValueType::map) ? text("map[", out, ']') : text('{', out, '}');
}

} // namespace

std::string go_printed(const Value& value, const GoVerb& verb) {
    if (verb.letter == 'T') return padded(value.type_name(), verb);
    switch (value.kind()) {
    case ValueType::nil: return verb.letter == 'v' ? padded("<nil>", verb) : bad_verb(value, verb);
    case ValueType::boolean:
        return verb.letter == 'v' || verb.letter == 't' ? padded(value.text(), verb) : bad_verb(value, verb);
    case ValueType::text: return printed_text(value.string(), value, verb);
    case ValueType::duration:
        if (verb.letter == 'v' || verb.letter == 's') return padded(value.text(), verb);
        [[fallthrough]];
    case ValueType::integer: return printed_number(value, verb);
    case ValueType::number:
        if (verb.letter == 'v') return padded(value.text(), verb);
        return std::string_view("eEfFgG").find(static_cast<char>(verb.letter)) != std::string_view::npos
                   ? real_number(value, verb)
                   : bad_verb(value, verb);
    case ValueType::list:
    case ValueType::map:
    case ValueType::record: return spread(value, verb);
    }
    return {};
}

std::string go_quote(std::string_view plain) {
    std::string out = "\"";
    while (!plain.empty()) {
        const DecodedCharacter next = decode_character(plain);
        constexpr std::string_view escaped = "\a\b\f\n\r\t\v\\\"";
        const char c = plain[0];
        if (const std::size_t known = escaped.find(c); known != std::string_view::npos && c != '\0')
            out += text('\\', "abfnrtv\\\""[known]);
        else if (!next.valid || next.character < 0x20 || next.character == 0x7f)
            out += text("\\x", hexadecimal(plain.substr(0, 1), false));
        else
            out += plain.substr(0, next.bytes);
        plain.remove_prefix(next.bytes);
    }
    return out + '"';
}

} // namespace strata

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/report/template_syntax.hpp"

#include <algorithm>
#include <charconv>
#include <optional>

namespace strata {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Escape {
    std::string bytes;
    std::size_t length = 0; ///< of the escape, its backslash included
};

Result<Escape> read_escape(std::string_view front) {
    constexpr std::string_view names = "abfnrtv\\'\"";
    constexpr std::string_view values = "\a\b\f\n\r\t\v\\'\"";
    const auto unknown = [&] { return fail(text("there is no escape \"", front.substr(0, 2), '"')); };
    if (front.size() < 2) return unknown();
    const char mark = front[1];
    if (const std::size_t known = names.find(mark); known != std::string_view::npos)
        return Escape{std::string(1, values[known]), 2};
    const bool octal = mark >= '0' && mark <= '7';
    const std::size_t digits = mark == 'x' ? 2 : mark == 'u' ? 4 : mark == 'U' ? 8 : octal ? 3 : 0;
    const std::size_t from = octal ? 1 : 2;
    if (digits == 0 || from + digits > front.size()) return unknown();
    std::uint32_t number = 0;
    const char* begin = front.data() + from;
    const auto [end, error] = std::from_chars(begin, begin + digits, number, octal ? 8 : 16);
    if (error != std::errc{} || end != begin + digits || number > 0x10ffff || (digits <= 3 && number > 0xff))
        return unknown();
    Escape escape{"", from + digits};
    if (digits <= 3)
        escape.bytes += static_cast<char>(number);
    else
        append_character(escape.bytes, number);
    return escape;
}

Result<TemplateLiteral> read_quoted(std::string_view front) {
    const char quote = front[0];
    std::string plain;
    std::size_t at = 1;
    while (at < front.size() && front[at] != quote && (quote == '`' || front[at] != '\n')) {
        if (front[at] == '\\' && quote != '`') {
            Escape escape = TRY(read_escape(front.substr(at)));
            plain += escape.bytes;
            at += escape.length;
        } else {
            plain += front[at++];
        }
    }
    if (at >= front.size() || front[at] != quote) return fail("this quoted text has no end");
    ++at;
    if (quote != '\'') return TemplateLiteral{Value(std::move(plain)), at};
    if (plain.empty() || decode_character(plain).bytes != plain.size()) return fail("single quotes hold one character");
    return TemplateLiteral{Value(static_cast<std::int64_t>(decode_character(plain).character)), at};
}

/// A decimal number put together by hand: not every standard library reads a double with from_chars yet, and templates
/// hardly ever hold one.
std::optional<double> read_real(std::string_view number) {
    double value = 0;
    int exponent = 0;
    bool point = false;
    std::size_t at = 0;
    for (; at < number.size() && (is_digit(number[at]) || (number[at] == '.' && !point)); ++at) {
        if (number[at] == '.') {
            point = true;
            continue;
        }
        value = value * 10 + (number[at] - '0');
        if (point) --exponent;
    }
    if (at < number.size()) {
        if (number[at] != 'e' && number[at] != 'E') return std::nullopt;
        ++at;
        if (at < number.size() && number[at] == '+') ++at;
        int written = 0;
        const auto [end, error] = std::from_chars(number.data() + at, number.data() + number.size(), written);
        if (error != std::errc{} || end != number.data() + number.size() || written > 400 || written < -400)
            return std::nullopt;
        exponent += written;
    }
    double scale = 1;
    for (int step = exponent < 0 ? -exponent : exponent; step > 0; --step) scale *= 10;
    return exponent < 0 ? value / scale : value * scale;
}

/// The digits, signs and points that a number may consist of, "_" left out; and the bytes they take.
std::pair<std::string, std::size_t> number_letters(std::string_view front) {
    std::string letters;
    std::size_t at = 0;
    for (; at < front.size(); ++at) {
        const char c = front[at];
        const bool hexadecimal = letters.find_first_of("xX") != std::string::npos;
        const bool sign_fits = letters.empty() || (!hexadecimal && (letters.back() == 'e' || letters.back() == 'E'));
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!is_digit(c) && !letter && c != '_' && c != '.' && !((c == '+' || c == '-') && sign_fits)) break;
        if (c != '_') letters += c;
    }
    return {letters, at};
}

Result<TemplateLiteral> read_number(std::string_view front) {
    const auto [letters, bytes] = number_letters(front);
    std::string_view number = letters;
    const bool negative = number.starts_with('-');
    if (negative || number.starts_with('+')) number.remove_prefix(1);
    int base = 10;
    std::string_view digits = number;
    if (number.size() > 1 && number[0] == '0' && number[1] != '.' && number[1] != 'e') {
        const char mark = static_cast<char>(number[1] | 0x20);
        base = mark == 'x' ? 16 : mark == 'b' ? 2 : 8;
        digits.remove_prefix(mark == 'x' || mark == 'b' || mark == 'o' ? 2 : 1);
    }
    std::int64_t whole = 0;
    const char* last = digits.data() + digits.size();
    const auto [end, error] = std::from_chars(digits.data(), last, whole, base);
    if (error == std::errc{} && end == last) return TemplateLiteral{Value(negative ? -whole : whole), bytes};
    const std::optional<double> real = base == 10 ? read_real(number) : std::nullopt;
    if (!real) return fail(text('"', letters, "\" is not a number"));
    return TemplateLiteral{Value(negative ? -*real : *real), bytes};
}

} // namespace

Result<TemplateLiteral> read_template_literal(std::string_view front) {
    return front[0] == '"' || front[0] == '`' || front[0] == '\'' ? read_quoted(front) : read_number(front);
}

} // namespace strata

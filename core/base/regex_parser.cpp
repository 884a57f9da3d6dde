// Reads regular expressions.
#include "core/base/pattern_part.hpp"
#include "core/base/quote.hpp"
#include "core/base/regex_classes.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <utility>

namespace strata::pattern {

namespace {

constexpr std::size_t most_depth = 100; // groups in groups
constexpr std::uint32_t most_repetitions = 1000;

class RegexParser {
public:
    RegexParser(std::string_view pattern, bool any_case) : rest_(pattern), any_case_(any_case) {}

    Result<Part> run() {
        Part whole = TRY(alternatives(0));
        if (!rest_.empty()) return fail("a ) has no ( before it");
        return whole;
    }

private:
    [[nodiscard]] bool ahead(char byte) const { return rest_.starts_with(byte); }
    bool take(std::string_view front) {
        if (!rest_.starts_with(front)) return false;
        rest_.remove_prefix(front.size());
        return true;
    }
    char32_t take_character() {
        const DecodedCharacter decoded = decode_character(rest_);
        rest_.remove_prefix(decoded.bytes);
        return decoded.character;
    }
    [[nodiscard]] Part letters(Ranges ranges, StrayBytes stray = StrayBytes::left_out) const {
        return characters(any_case_ ? any_case_of(std::move(ranges)) : std::move(ranges), stray);
    }

    Result<Part> alternatives(std::size_t depth) {
        if (depth > most_depth) return fail("its groups lie too deep in each other");
        Part either{.kind = Part::Kind::either};
        do either.parts.push_back(TRY(sequence(depth)));
        while (take("|"));
        if (either.parts.size() > 1) return either;
        return Result<Part>(std::move(either.parts.front()));
    }

    Result<Part> sequence(std::size_t depth) {
        Part sequence{.kind = Part::Kind::sequence};
        while (!rest_.empty() && !ahead('|') && !ahead(')')) {
            std::optional<Part> piece = TRY(atom(depth));
            if (piece) sequence.parts.push_back(TRY(with_quantifier(*std::move(piece))));
        }
        return sequence;
    }

    Result<Part> with_quantifier(Part piece) {
        std::uint32_t least = 1, most = 1;
        if (take("*"))
            least = 0, most = unlimited;
        else if (take("+"))
            most = unlimited;
        else if (take("?"))
            least = 0;
        else if (!ahead('{') || !TRY(braces(least, most)))
            return piece;
        take("?"); // the shortest match or the longest: whether there is one is the same
        if (ahead('*') || ahead('+') || ahead('?')) return fail("a repetition can't be repeated: put it into ( )");
        return repeated(std::move(piece), least, most);
    }

    /// "{2}", "{2,}", "{2,5}"; anything else is not taken: then "{" stands for itself.
    Result<bool> braces(std::uint32_t& least, std::uint32_t& most) {
        std::string_view at = rest_.substr(1);
        const auto number = [&](std::uint32_t& value) {
            const auto read = std::from_chars(at.data(), at.data() + at.size(), value);
            at.remove_prefix(static_cast<std::size_t>(read.ptr - at.data()));
            return read.ec == std::errc();
        };
        std::uint32_t low = 0, high = unlimited;
        if (!number(low)) return false;
        if (!at.starts_with(','))
            high = low;
        else if (at.remove_prefix(1); !at.starts_with('}') && !number(high))
            return false;
        if (!at.starts_with('}')) return false;
        if (low > most_repetitions || (high != unlimited && high > most_repetitions))
            return fail(text("it repeats more than ", most_repetitions, " times"));
        if (high < low) return fail("a repetition ends before it begins");
        rest_ = at.substr(1);
        least = low;
        most = high;
        return true;
    }

    /// One piece; nothing for a group that only sets flags.
    Result<std::optional<Part>> atom(std::size_t depth) {
        if (ahead('*') || ahead('+') || ahead('?')) return fail(text(quote(rest_.substr(0, 1)), " repeats nothing"));
        if (take("(")) return group(depth);
        if (take("[")) return std::optional(TRY(bracket()));
        if (take("^")) return std::optional(Part{.kind = Part::Kind::assertion, .assertion = Assertion::text_begins});
        if (take("$")) return std::optional(Part{.kind = Part::Kind::assertion, .assertion = Assertion::text_ends});
        if (take(".")) {
            Ranges any = dot_takes_lines_ ? Ranges{{0, last_character}} : inverted({{'\n', '\n'}});
            return std::optional(characters(std::move(any), StrayBytes::taken));
        }
        if (take("\\")) return std::optional(TRY(escape()));
        const char32_t character = take_character();
        return std::optional(letters({{character, character}}));
    }

    Result<std::optional<Part>> group(std::size_t depth) {
        const bool any_case = any_case_, dot_takes_lines = dot_takes_lines_;
        if (take("?")) {
            if (take("P<") || (rest_.starts_with('<') && !rest_.starts_with("<=") && !rest_.starts_with("<!"))) {
                rest_.remove_prefix(std::min(rest_.size(), rest_.find('>')));
                if (!take(">")) return fail("the name of a group has no > behind it");
            } else if (!take(":")) {
                TRY(flags());
                if (take(")")) return std::optional<Part>();
                if (!take(":")) return fail("a group that begins with (? is not understood");
            }
        }
        Part inside = TRY(alternatives(depth + 1));
        if (!take(")")) return fail("a ( has no ) behind it");
        any_case_ = any_case;
        dot_takes_lines_ = dot_takes_lines;
        return std::optional(std::move(inside));
    }

    Result<void> flags() {
        bool on = true;
        for (; !rest_.empty() && !ahead(':') && !ahead(')'); rest_.remove_prefix(1)) {
            if (ahead('-'))
                on = false;
            else if (ahead('i'))
                any_case_ = on;
            else if (ahead('s'))
                dot_takes_lines_ = on;
            else if (ahead('=') || ahead('!') || ahead('<'))
                return fail("it can't look ahead or back");
            else
                return fail(text("the flag ", quote(rest_.substr(0, 1)), " is not known"));
        }
        return {};
    }

    Result<char32_t> hex_escape() {
        std::string_view digits_of;
        if (take("{")) {
            digits_of = rest_.substr(0, rest_.find('}'));
            rest_.remove_prefix(std::min(rest_.size(), digits_of.size() + 1));
        } else {
            digits_of = rest_.substr(0, 2);
            rest_.remove_prefix(digits_of.size());
        }
        std::uint32_t value = 0;
        const auto read = std::from_chars(digits_of.data(), digits_of.data() + digits_of.size(), value, 16);
        if (digits_of.empty() || read.ptr != digits_of.data() + digits_of.size() || value > last_character)
            return fail("a \\x needs two hexadecimal digits, or more in { }");
        return value;
    }

    /// The character behind a "\" that is no class.
    Result<char32_t> escaped_character() {
        constexpr std::string_view names = "tnrfva", values = "\t\n\r\f\v\a";
        if (rest_.empty()) return fail("it ends with a \\ before nothing");
        if (const std::size_t at = names.find(rest_.front()); at != names.npos) {
            rest_.remove_prefix(1);
            return static_cast<char32_t>(values[at]);
        }
        if (take("x")) return hex_escape();
        const char front = rest_.front();
        const bool digit = front >= '0' && front <= '9';
        if (digit || (front >= 'a' && front <= 'z') || (front >= 'A' && front <= 'Z'))
            return fail(digit ? std::string("it can't refer to what a group has found")
                              : text("\\", rest_.substr(0, 1), " is not known"));
        return take_character();
    }

    Result<Part> escape() {
        if (take("b")) return Part{.kind = Part::Kind::assertion, .assertion = Assertion::word_edge};
        if (take("B")) return Part{.kind = Part::Kind::assertion, .assertion = Assertion::no_word_edge};
        if (take("A")) return Part{.kind = Part::Kind::assertion, .assertion = Assertion::text_begins};
        if (take("z")) return Part{.kind = Part::Kind::assertion, .assertion = Assertion::text_ends};
        if (auto ranges = letter_class(rest_.empty() ? '\0' : rest_.front())) {
            // The large letters stand for what is not in the class.
            const StrayBytes stray = rest_.front() < 'a' ? StrayBytes::taken : StrayBytes::left_out;
            rest_.remove_prefix(1);
            return letters(*std::move(ranges), stray);
        }
        const char32_t character = TRY(escaped_character());
        return letters({{character, character}});
    }

    Result<Part> bracket() {
        const bool inverts = take("^");
        Ranges ranges;
        StrayBytes stray = inverts ? StrayBytes::taken : StrayBytes::left_out;
        for (bool first = true; first || !ahead(']'); first = false) {
            if (rest_.empty()) return fail("a [ has no ] behind it");
            if (TRY(named_class(ranges))) continue;
            if (rest_.starts_with('\\') && rest_.size() > 1) {
                if (auto more = letter_class(rest_[1])) {
                    if (rest_[1] < 'a') stray = StrayBytes::taken;
                    rest_.remove_prefix(2);
                    ranges.insert(ranges.end(), more->begin(), more->end());
                    continue;
                }
            }
            const char32_t low = TRY(bracket_character());
            char32_t high = low;
            if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
                rest_.remove_prefix(1);
                high = TRY(bracket_character());
            }
            if (high < low) return fail("a range in [ ] ends before it begins");
            ranges.push_back({low, high});
        }
        take("]");
        if (any_case_) ranges = any_case_of(std::move(ranges));
        return characters(inverts ? inverted(std::move(ranges)) : std::move(ranges), stray);
    }

    Result<char32_t> bracket_character() {
        if (rest_.empty()) return fail("a [ has no ] behind it");
        if (take("\\")) return escaped_character();
        return take_character();
    }

    /// "[:digit:]" and its like.
    Result<bool> named_class(Ranges& ranges) {
        if (!rest_.starts_with("[:")) return false;
        const std::size_t end = rest_.find(":]");
        if (end == rest_.npos) return false;
        const auto known = posix_class(rest_.substr(2, end - 2));
        if (!known) return fail(text(rest_.substr(0, end + 2), " is not known"));
        ranges.insert(ranges.end(), known->begin(), known->end());
        rest_.remove_prefix(end + 2);
        return true;
    }

    std::string_view rest_;
    bool any_case_;
    bool dot_takes_lines_ = false;
};

} // namespace

Result<Program> parse_regex(std::string_view pattern, bool any_case) {
    const std::string what = text("the regular expression ", quote(pattern), " can't be used");
    const Part whole = TRY_WITHIN(what, RegexParser(pattern, any_case).run());
    return TRY_WITHIN(what, finish(whole));
}

} // namespace strata::pattern

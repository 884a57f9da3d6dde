#include "core/insight/license_terms.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>
#include <cstdint>
#include <span>

namespace strata {

namespace {

enum class Term : std::uint8_t { license, all_of, any_of, with, open, close };

struct Token {
    Term term = Term::license;
    std::string_view text; ///< as written
};

/// The next word or bracket, taken off the front; "" at the end.
std::string_view take_word(std::string_view& rest) {
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    const bool bracket = rest.starts_with('(') || rest.starts_with(')');
    const std::string_view word = bracket ? rest.substr(0, 1) : rest.substr(0, rest.find_first_of(" \t\r\n()"));
    rest.remove_prefix(word.size());
    return word;
}

Term term_of(std::string_view word) {
    if (word == "(") return Term::open;
    if (word == ")") return Term::close;
    if (equal_ignoring_case(word, "and")) return Term::all_of;
    if (equal_ignoring_case(word, "or")) return Term::any_of;
    return equal_ignoring_case(word, "with") ? Term::with : Term::license;
}

/// Words of one licence are one token: "Apache License 2.0".
std::vector<Token> tokens_of(std::string_view expression) {
    std::vector<Token> tokens;
    std::string_view rest = expression;
    for (std::string_view word = take_word(rest); !word.empty(); word = take_word(rest)) {
        const Term term = term_of(word);
        if (term == Term::license && !tokens.empty() && tokens.back().term == Term::license) {
            std::string_view& before = tokens.back().text;
            before = {before.data(), static_cast<std::size_t>(word.data() + word.size() - before.data())};
        } else {
            tokens.push_back({term, word});
        }
    }
    return tokens;
}

/// Debian puts commas in front of its words.
std::string_view license_in(const Token& token) { return trimmed(token.text, " \t,;"); }

class Judge {
public:
    Judge(std::span<const Token> rest, const std::function<bool(std::string_view)>& allowed)
        : rest_(rest), allowed_(allowed) {}

    /// OR binds least, then AND, then WITH (SPDX 2.3, D.4.5).
    bool any_of(unsigned depth) {
        bool holds = all_of(depth);
        while (take(Term::any_of)) holds = all_of(depth) || holds;
        return holds;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    bool all_of(unsigned depth) {
        bool holds = one(depth);
        // What follows without a word between is one more that must be.
        while (take(Term::all_of) || starts(Term::license) || starts(Term::open)) holds = one(depth) && holds;
        return holds;
    }

    bool one(unsigned depth) {
        constexpr unsigned deepest = 32;
        if (take(Term::open)) {
            if (depth == deepest) {
                rest_ = {};
                return false;
            }
            const bool holds = any_of(depth + 1);
            (void)take(Term::close);
            return holds;
        }
        if (!starts(Term::license)) return false;
        const Token license = rest_.front();
        rest_ = rest_.subspan(1);
        bool holds = allowed_(license_in(license));
        if (!take(Term::with) || !starts(Term::license)) return holds;
        const std::string_view end = rest_.front().text;
        rest_ = rest_.subspan(1);
        const auto whole = static_cast<std::size_t>(end.data() + end.size() - license.text.data());
        return holds || allowed_(std::string_view(license.text.data(), whole));
    }

    [[nodiscard]] bool starts(Term term) const { return !rest_.empty() && rest_.front().term == term; }
    bool take(Term term) {
        if (!starts(term)) return false;
        rest_ = rest_.subspan(1);
        return true;
    }

    std::span<const Token> rest_;
    const std::function<bool(std::string_view)>& allowed_;
};

} // namespace

std::vector<std::string_view> single_licenses(std::string_view expression) {
    std::vector<std::string_view> licenses;
    for (const Token& token : tokens_of(expression))
        if (token.term == Term::license && !license_in(token).empty()) licenses.push_back(license_in(token));
    return licenses;
}

bool is_compound_license(std::string_view expression) {
    std::size_t open = 0;
    for (const Token& token : tokens_of(expression)) {
        if (token.term == Term::open) open++;
        if (token.term == Term::close && open > 0) open--;
        if (open == 0 && (token.term == Term::all_of || token.term == Term::any_of)) return true;
    }
    return false;
}

bool license_allowed(std::string_view expression, const std::function<bool(std::string_view license)>& allowed) {
    const std::vector<Token> tokens = tokens_of(expression);
    const bool single = std::ranges::none_of(
        tokens, [](const Token& token) { return token.term != Term::license && token.term < Term::open; });
    if (single) return allowed(expression); // "BSD (3-clause)" too
    Judge judge(tokens, allowed);
    return judge.any_of(0) && judge.at_end();
}

} // namespace strata

// A pattern as a small program over bytes (Thompson's construction): what PathPattern runs.
#pragma once

#include "core/base/result.hpp"

#include <array>
#include <bitset>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace strata::pattern {

using ByteSet = std::bitset<256>;

/// Conditions on the place between two bytes.
enum class Assertion : std::uint8_t { text_begins, text_ends, word_edge, no_word_edge };

using StepIndex = std::uint16_t;
inline constexpr StepIndex no_step = 0xffff;

struct Step {
    enum class Kind : std::uint8_t {
        bytes,     ///< takes one byte of `set`
        fork,      ///< goes on at `next` and at `other`
        assertion, ///< goes on where `assertion` holds
        found,     ///< the end
    };
    Kind kind = Kind::found;
    Assertion assertion = Assertion::text_begins;
    std::uint16_t set = 0; ///< in Program::sets
    StepIndex next = no_step;
    StepIndex other = no_step;
};

struct Program {
    std::vector<Step> steps;
    std::vector<ByteSet> sets;
    StepIndex start = 0;
};

/// Characters from `first` to `last`, both included.
struct CharacterRange {
    char32_t first = 0;
    char32_t last = 0;
};

/// Builds a Program from its end to its front: every piece is told where it leads before it is made.
class Builder {
public:
    Builder() { put({.kind = Step::Kind::found}); }

    [[nodiscard]] StepIndex found() const { return 0; }
    StepIndex bytes(const ByteSet& set, StepIndex next);
    StepIndex byte(char value, StepIndex next);
    StepIndex fork(StepIndex a, StepIndex b) { return put({.kind = Step::Kind::fork, .next = a, .other = b}); }
    StepIndex assertion(Assertion what, StepIndex next) {
        return put({.kind = Step::Kind::assertion, .assertion = what, .next = next});
    }
    /// One character of the ranges in UTF-8; what is no UTF-8 counts as a character of its own when `any_byte`.
    StepIndex characters(std::span<const CharacterRange> ranges, bool any_byte, StepIndex next);
    /// A fork whose first way is made later, for loops.
    StepIndex open_fork(StepIndex other) { return fork(no_step, other); }
    void close_fork(StepIndex fork, StepIndex next) {
        if (fork < program_.steps.size()) program_.steps[fork].next = next;
    }

    /// Whether the pattern has become larger than any that is meant seriously.
    [[nodiscard]] bool full() const { return full_; }
    [[nodiscard]] Program finish(StepIndex start);

private:
    StepIndex put(const Step& step);
    std::uint16_t keep(const ByteSet& set);
    StepIndex sequences(CharacterRange range, StepIndex next, StepIndex others);

    Program program_;
    bool full_ = false;
};

/// A shell pattern by the rules of Glob, for whole paths ("/usr/bin/env").
[[nodiscard]] Result<Program> parse_glob(std::string_view pattern);
/// A regular expression, found anywhere: RE2's syntax without \p, over characters of UTF-8.
[[nodiscard]] Result<Program> parse_regex(std::string_view pattern, bool any_case);
/// Words, found anywhere, in large or small ASCII letters.
[[nodiscard]] Program parse_words(std::string_view words);

} // namespace strata::pattern

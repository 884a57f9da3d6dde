// Shell patterns over paths, with `**` for any number of folders.
#pragma once

#include "core/base/pattern_program.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// `*` and `?` stop at "/", `**` does not, `[a-z]` and `[!a-z]` match one byte, `\` takes the next byte as it is.
/// Bytes, not characters. A pattern without "/" is asked of the last part of a path, any other of the whole; a "/" in
/// front makes no difference, "**/" also matches nothing, and "/" at the end is ignored.
class Glob {
public:
    /// Fails on an open "[" and on a "\" at the end.
    [[nodiscard]] static Result<Glob> parse(std::string_view pattern);
    /// `path` as "/usr/bin/env". Time grows with path and pattern and never with what `*` could stand for.
    [[nodiscard]] bool matches(std::string_view path) const;
    /// The same for PathPattern, which asks a tree's paths all in one go. Fails where the pattern is too long for that.
    [[nodiscard]] Result<pattern::Program> program() const;

private:
    enum class Kind : std::uint8_t { byte, any, set, star, stars, folders };
    struct Step {
        Kind kind = Kind::byte;
        char byte = 0;
        std::uint32_t set = 0;
    };
    struct Set {
        bool inverted = false;
        std::string ranges; // pairs
        [[nodiscard]] bool holds(char byte) const;
    };
    Result<std::size_t> read_set(std::string_view pattern, std::size_t at);
    [[nodiscard]] bool step_matches(const Step& step, char byte) const;
    void note_literals();
    [[nodiscard]] pattern::StepIndex add_to(pattern::Builder& builder, const Step& step, pattern::StepIndex next) const;
    [[nodiscard]] bool may_match(std::string_view path) const;

    std::vector<Step> steps_;
    std::vector<Set> sets_;
    // What every path that matches begins with, ends with and holds: by these most paths are told apart at once.
    std::string front_, back_, middle_;
    bool whole_path_ = false;
};

} // namespace strata

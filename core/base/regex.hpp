// Regular expressions over strangers' bytes, in time that grows with the text and never with the pattern's tricks.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string_view>

namespace strata {

/// Where a pattern is found: bytes of the text.
struct RegexMatch {
    std::size_t start = 0;
    std::size_t end = 0;
    std::size_t group_start = 0; ///< of the pattern's first group; of the whole where it has none
    std::size_t group_end = 0;
};

/// RE2's syntax (https://github.com/google/re2/wiki/Syntax) over bytes: RE2 never goes back, needs no stack for long
/// text and bounds its memory, where std::regex recurses once for each byte and reports bad patterns by exceptions.
class Regex {
public:
    /// Fails with RE2's reason on a pattern that it can't take.
    [[nodiscard]] static Result<Regex> parse(std::string_view pattern);
    /// Whether the pattern is found anywhere in `text`.
    [[nodiscard]] bool found_in(std::string_view text) const;
    /// The first place at or behind `from` where it is found; `^` and `\b` see the text before `from`.
    [[nodiscard]] std::optional<RegexMatch> find(std::string_view text, std::size_t from = 0) const;
    /// The same, only where it starts at `from` exactly.
    [[nodiscard]] std::optional<RegexMatch> find_at(std::string_view text, std::size_t from) const;

private:
    struct Program;
    explicit Regex(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
    std::shared_ptr<const Program> program_;
};

} // namespace strata

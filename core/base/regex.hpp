// Regular expressions over strangers' bytes, in time that grows with the text and never with the pattern's tricks.
#pragma once

#include "core/base/result.hpp"

#include <memory>
#include <string_view>

namespace strata {

/// RE2's syntax (https://github.com/google/re2/wiki/Syntax) over bytes: RE2 never goes back, needs no stack for long
/// text and bounds its memory, where std::regex recurses once for each byte and reports bad patterns by exceptions.
class Regex {
public:
    /// Fails with RE2's reason on a pattern that it can't take.
    [[nodiscard]] static Result<Regex> parse(std::string_view pattern);
    /// Whether the pattern is found anywhere in `text`.
    [[nodiscard]] bool found_in(std::string_view text) const;

private:
    struct Program;
    explicit Regex(std::shared_ptr<const Program> program) : program_(std::move(program)) {}
    std::shared_ptr<const Program> program_;
};

} // namespace strata

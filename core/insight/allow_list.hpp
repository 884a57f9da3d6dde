// What a team has looked at and lives with: findings that are not to be reported.
#pragma once

#include "core/base/glob.hpp"
#include "core/base/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct Finding;

/// One line each: a rule's id or `*`, blanks, and a glob over paths or settings ("/srv/test/**", "ENV *_TOKEN"). What
/// follows a `#` at the start or behind a blank is a comment.
class AllowList {
public:
    /// Fails with the line on an unknown rule, a missing or bad glob.
    [[nodiscard]] static Result<AllowList> parse(std::string_view text);
    /// Adds a line; nothing for an empty one or a comment.
    [[nodiscard]] Result<> add(std::string_view line);
    /// Adds all lines of a text.
    [[nodiscard]] Result<> add_lines(std::string_view text);

    /// The number of the first line that allows it; `none` where none does.
    [[nodiscard]] std::size_t line_for(const Finding& finding) const;
    [[nodiscard]] std::size_t size() const { return lines_.size(); }
    [[nodiscard]] std::string_view text(std::size_t line) const { return lines_[line].text; }
    static constexpr std::size_t none = ~std::size_t{0};

private:
    struct Line {
        std::string text;
        std::string rule; ///< "*" for all
        Glob where;
    };
    std::vector<Line> lines_;
};

} // namespace strata

// Go's text/template with docker's functions, as `--format` takes it.
#pragma once

#include "core/base/result.hpp"
#include "core/report/value.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace strata {

struct TemplateSyntax;

enum class TemplateFunctions : std::uint8_t {
    values, ///< json, split, join, title, lower, upper, pad and truncate do what they say
    header, ///< they give their first argument back, as docker does for the head line of a table
};

/// A parsed template; may be run any number of times. Everything of Go's text/template works (actions, pipelines,
/// variables, if, range, with, break, continue, comments, trimming, the functions and, or, not, eq, ne, lt, le, gt, ge,
/// html, index, js, len, print, printf, println, slice, urlquery) but `define`, `block`, `template` and `call`.
class Template {
public:
    /// The text it makes of `data`. Fails with the line and column where a field does not exist, a function gets
    /// something it can't take, and so on.
    [[nodiscard]] Result<std::string> run(const Value& data,
                                          TemplateFunctions functions = TemplateFunctions::values) const;

private:
    friend Result<Template> parse_template(std::string_view text);
    std::shared_ptr<const TemplateSyntax> syntax_;
};

/// Fails with the line and column of what breaks Go's grammar.
[[nodiscard]] Result<Template> parse_template(std::string_view text);

} // namespace strata

// Reads the pipelines of a template: `$x := a b | c`.
#pragma once

#include "core/report/template_cursor.hpp"
#include "core/report/template_syntax.hpp"

#include <string>
#include <vector>

namespace strata {

inline constexpr std::size_t deepest_template = 200; ///< actions inside each other, and parentheses

/// Knows the variables of the actions around it.
class TemplatePipeParser {
public:
    explicit TemplatePipeParser(TemplateCursor& cursor) : cursor_(cursor) {}

    /// `open`: where its action begins; `most_variables`: two are declared by a range only.
    Result<TemplatePipe> parse(std::size_t open, std::size_t most_variables = 1);

    /// How many variables are known; those that came since are forgotten again at the end of an action.
    [[nodiscard]] std::size_t scope() const { return variables_.size(); }
    void leave(std::size_t scope) { variables_.resize(scope); }

private:
    Result<> parse_declaration(TemplatePipe& pipe, std::size_t most);
    Result<TemplateCommand> parse_command(std::size_t open);
    Result<TemplateWord> parse_word(std::size_t open);
    Result<> parse_parenthesis(std::size_t open, TemplateWord& word);
    Result<> parse_literal(TemplateWord& word);
    Result<> parse_name(TemplateWord& word);
    Result<> parse_fields(TemplateWord& word);
    std::string_view take_variable();
    Result<> check_variable(std::string_view name, std::size_t position) const;

    TemplateCursor& cursor_;
    std::size_t depth_ = 0;
    std::vector<std::string> variables_;
};

} // namespace strata

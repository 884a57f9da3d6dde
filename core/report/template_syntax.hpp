// A parsed template: what the parser makes and the interpreter walks.
#pragma once

#include "core/base/result.hpp"
#include "core/report/value.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

struct TemplatePipe;

/// One word of a command: `.Config.Env`, `$x`, `"text"`, `len`, `(index .a 0).b`.
struct TemplateWord {
    enum class Kind : std::uint8_t { dot, literal, variable, function, pipe };
    Kind kind = Kind::dot;
    std::size_t position = 0; ///< byte of the template
    std::string name;         ///< of a variable (with "$") or function
    Value literal;
    std::unique_ptr<TemplatePipe> pipe;
    std::vector<std::string> fields; ///< behind it: `.a.b`
};

struct TemplateCommand {
    std::vector<TemplateWord> words;
};

/// `$x := a b | c`
struct TemplatePipe {
    std::size_t position = 0;
    std::vector<std::string> variables; ///< with "$"; one, or two in a range
    bool assigns = false;               ///< "=" instead of ":="
    std::vector<TemplateCommand> commands;
};

struct TemplateNode {
    enum class Kind : std::uint8_t { text, print, if_true, range, with, break_loop, continue_loop };
    Kind kind = Kind::text;
    std::size_t position = 0;
    std::string text;
    TemplatePipe pipe;
    std::vector<TemplateNode> body;
    std::vector<TemplateNode> otherwise; ///< `else`; an `else if` is one node in here
};

struct TemplateSyntax {
    std::string text; ///< for positions
    std::vector<TemplateNode> nodes;
};

/// "line 2, column 7", or "column 7" where the template has one line; both count from 1, columns are bytes.
[[nodiscard]] std::string template_place(std::string_view text, std::size_t position);

/// A quoted text, a character or a number at the front of a text, and the bytes it takes there. Errors don't say where.
struct TemplateLiteral {
    Value value;
    std::size_t bytes = 0;
};
[[nodiscard]] Result<TemplateLiteral> read_template_literal(std::string_view front);

/// Whether there is a function of that name.
[[nodiscard]] bool is_template_function(std::string_view name);

/// Calls any function but `and` and `or`, which must not compute all their arguments. Errors don't say where.
[[nodiscard]] Result<Value> call_template_function(std::string_view name, const std::vector<Value>& arguments);

/// Go's fmt.Sprintf, fmt.Sprint (blanks between neighbours that are no texts) and fmt.Sprintln (blanks between all).
[[nodiscard]] std::string go_printf(std::string_view format, const std::vector<Value>& arguments);
[[nodiscard]] std::string go_print(const std::vector<Value>& arguments);
[[nodiscard]] std::string go_println(const std::vector<Value>& arguments);

/// Go's strconv.Quote.
[[nodiscard]] std::string go_quote(std::string_view plain);

} // namespace strata

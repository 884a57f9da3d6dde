#include "core/report/template_pipe_parser.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace strata {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool begins_literal(const TemplateCursor& cursor) {
    const char c = cursor.peek();
    return c == '"' || c == '`' || c == '\'' || is_digit(c) ||
           ((c == '+' || c == '-' || c == '.') && is_digit(cursor.peek(1)));
}

/// What ends a word, unless a space does.
bool ends_command(const TemplateCursor& cursor) {
    return cursor.at_close() || cursor.peek() == '|' || cursor.peek() == ')';
}

} // namespace

Result<TemplatePipe> TemplatePipeParser::parse(std::size_t open, std::size_t most_variables) {
    TemplatePipe pipe;
    cursor_.skip_space();
    pipe.position = cursor_.at();
    TRY(parse_declaration(pipe, most_variables));
    do {
        TemplateCommand command = TRY(parse_command(open));
        if (command.words.empty())
            return cursor_.fail_here(pipe.commands.empty() ? "a value is missing here" : "nothing follows the |");
        if (!pipe.commands.empty() && command.words[0].kind == TemplateWord::Kind::literal)
            return cursor_.fail_at(command.words[0].position, "what stands behind a | must be a function");
        pipe.commands.push_back(std::move(command));
        cursor_.skip_space();
    } while (cursor_.take('|'));
    // A variable is known behind its own pipeline only.
    if (!pipe.assigns) variables_.insert(variables_.end(), pipe.variables.begin(), pipe.variables.end());
    return pipe;
}

/// `$x :=`, `$i, $x :=` or `$x =`, where there is one.
Result<> TemplatePipeParser::parse_declaration(TemplatePipe& pipe, std::size_t most) {
    const std::size_t start = cursor_.at();
    std::vector<std::string> names;
    while (cursor_.peek() == '$') {
        names.emplace_back(take_variable());
        cursor_.skip_space();
        if (names.size() == most || !cursor_.take(',')) break;
        cursor_.skip_space();
    }
    const bool declares = !names.empty() && cursor_.rest().starts_with(":=");
    const bool assigns = !names.empty() && cursor_.peek() == '=';
    if (!declares && !assigns) {
        if (names.size() > 1) return cursor_.fail_here("\":=\" is missing behind the variables");
        cursor_.move_to(start);
        return {};
    }
    cursor_.skip(declares ? 2 : 1);
    if (assigns)
        for (const std::string& name : names) TRY(check_variable(name, start));
    pipe.variables = std::move(names);
    pipe.assigns = assigns;
    return {};
}

Result<TemplateCommand> TemplatePipeParser::parse_command(std::size_t open) {
    TemplateCommand command;
    while (true) {
        cursor_.skip_space();
        if (cursor_.at_end()) return cursor_.fail_at(open, "this action has no }}");
        if (ends_command(cursor_)) return command;
        command.words.push_back(TRY(parse_word(open)));
        if (!cursor_.at_end() && !is_template_space(cursor_.peek()) && !ends_command(cursor_))
            return cursor_.fail_unexpected();
    }
}

Result<TemplateWord> TemplatePipeParser::parse_word(std::size_t open) {
    TemplateWord word;
    word.position = cursor_.at();
    if (cursor_.peek() == '(') {
        TRY(parse_parenthesis(open, word));
    } else if (begins_literal(cursor_)) {
        TRY(parse_literal(word));
    } else if (cursor_.peek() == '$') {
        word.kind = TemplateWord::Kind::variable;
        word.name = take_variable();
        TRY(check_variable(word.name, word.position));
    } else if (cursor_.peek() == '.') {
        if (!is_template_word(cursor_.peek(1))) cursor_.skip(1); // a dot alone; fields are read below
    } else if (is_template_word(cursor_.peek())) {
        TRY(parse_name(word));
    } else {
        return cursor_.fail_unexpected();
    }
    TRY(parse_fields(word));
    return word;
}

Result<> TemplatePipeParser::parse_parenthesis(std::size_t open, TemplateWord& word) {
    if (++depth_ > deepest_template) return cursor_.fail_here("too many parentheses inside each other");
    word.kind = TemplateWord::Kind::pipe;
    const std::size_t start = cursor_.at();
    cursor_.skip(1);
    word.pipe = std::make_unique<TemplatePipe>(TRY(parse(open)));
    cursor_.skip_space();
    if (!cursor_.take(')')) return cursor_.fail_at(start, "this parenthesis is not closed");
    --depth_;
    return {};
}

Result<> TemplatePipeParser::parse_literal(TemplateWord& word) {
    auto literal = read_template_literal(cursor_.rest());
    if (!literal) return cursor_.fail_here(literal.error().message);
    word.kind = TemplateWord::Kind::literal;
    word.literal = std::move(literal->value);
    cursor_.skip(literal->bytes);
    return {};
}

Result<> TemplatePipeParser::parse_name(TemplateWord& word) {
    const std::string_view name = cursor_.take_word();
    word.kind = TemplateWord::Kind::literal;
    if (name == "true" || name == "false") {
        word.literal = name == "true";
    } else if (name != "nil") {
        word.kind = TemplateWord::Kind::function;
        word.name = name;
        if (!is_template_function(name))
            return cursor_.fail_at(word.position,
                                   text("there is no function \"", name, "\"; a field begins with a dot: .", name));
    }
    return {};
}

Result<> TemplatePipeParser::parse_fields(TemplateWord& word) {
    while (cursor_.peek() == '.' && is_template_word(cursor_.peek(1))) {
        if (word.kind == TemplateWord::Kind::literal) return cursor_.fail_here("a literal has no fields");
        cursor_.skip(1);
        word.fields.emplace_back(cursor_.take_word());
    }
    return {};
}

std::string_view TemplatePipeParser::take_variable() {
    const std::string_view from = cursor_.rest();
    cursor_.skip(1);
    return from.substr(0, 1 + cursor_.take_word().size());
}

Result<> TemplatePipeParser::check_variable(std::string_view name, std::size_t position) const {
    if (name == "$" || std::ranges::find(variables_, name) != variables_.end()) return {};
    return cursor_.fail_at(position, text("there is no variable ", name));
}

} // namespace strata

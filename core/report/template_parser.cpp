#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/report/template.hpp"
#include "core/report/template_syntax.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t deepest = 200; ///< actions and parentheses inside each other

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) {
    return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Result<std::vector<TemplateNode>> parse() {
        std::vector<TemplateNode> nodes = TRY(parse_list());
        if (!stop_.empty())
            return fail_at(stop_position_, strata::text("{{", stop_, "}} without an action it could belong to"));
        return nodes;
    }

private:
    // --- text and actions -------------------------------------------------------------------------------------------

    /// Nodes up to the end, {{end}} or {{else …}}; which of them it was is left in stop_.
    Result<std::vector<TemplateNode>> parse_list() {
        std::vector<TemplateNode> nodes;
        stop_.clear();
        while (at_ < text_.size()) {
            const std::size_t open = text_.find("{{", at_);
            std::string_view plain = text_.substr(at_, open == std::string_view::npos ? open : open - at_);
            if (open == std::string_view::npos) {
                at_ = text_.size();
                add_text(nodes, plain);
                return nodes;
            }
            const std::size_t before = at_;
            at_ = open + 2;
            if (at_ + 1 < text_.size() && text_[at_] == '-' && is_space(text_[at_ + 1])) {
                at_ += 2;
                while (!plain.empty() && is_space(plain.back())) plain.remove_suffix(1);
            }
            add_text(nodes, plain, before);
            skip_space();
            if (rest().starts_with("/*")) {
                TRY(skip_comment(open));
                continue;
            }
            auto node = TRY(parse_action(open));
            if (!stop_.empty()) return nodes;
            nodes.push_back(std::move(node));
        }
        return nodes;
    }

    void add_text(std::vector<TemplateNode>& nodes, std::string_view plain, std::size_t position = 0) {
        if (plain.empty()) return;
        TemplateNode node;
        node.position = position;
        node.text = plain;
        nodes.push_back(std::move(node));
    }

    Result<> skip_comment(std::size_t open) {
        const std::size_t end = text_.find("*/", at_);
        if (end == std::string_view::npos) return fail_at(open, "this comment has no end");
        at_ = end + 2;
        if (!at_close()) return fail_at(open, "a comment must fill its action: {{/* … */}}");
        close_action();
        return {};
    }

    /// What stands between {{ and }}. For {{end}} and {{else}} stop_ is set and the node means nothing.
    Result<TemplateNode> parse_action(std::size_t open) {
        TemplateNode node;
        node.position = at_;
        const std::string_view word = peek_word();
        if (word == "end" || word == "else") {
            stop_ = word;
            stop_position_ = at_;
            at_ += word.size();
            if (word == "else") return node; // what follows it is read by parse_branch
            TRY(expect_close(open));
            return node;
        }
        if (word == "break" || word == "continue") {
            if (loops_ == 0) return fail_at(at_, strata::text("{{", word, "}} outside of {{range}}"));
            node.kind = word == "break" ? TemplateNode::Kind::break_loop : TemplateNode::Kind::continue_loop;
            at_ += word.size();
            TRY(expect_close(open));
            return node;
        }
        if (word == "define" || word == "block" || word == "template")
            return fail_at(at_, strata::text("{{", word, "}} is not supported: there is only one template here"));
        if (word == "if" || word == "range" || word == "with") return parse_branch(open);
        node.kind = TemplateNode::Kind::print;
        node.pipe = TRY(parse_pipe(open));
        TRY(expect_close(open));
        return node;
    }

    /// {{if …}} body [{{else …}} …] {{end}}, from its keyword on.
    Result<TemplateNode> parse_branch(std::size_t open) {
        if (++depth_ > deepest) return fail_at(open, "too many actions inside each other");
        const std::string keyword(peek_word());
        const std::size_t scope = variables_.size();
        TemplateNode node;
        node.position = at_;
        node.kind = keyword == "if"     ? TemplateNode::Kind::if_true
                    : keyword == "with" ? TemplateNode::Kind::with
                                        : TemplateNode::Kind::range;
        at_ += keyword.size();
        node.pipe = TRY(parse_pipe(open, keyword == "range" ? 2 : 1));
        TRY(expect_close(open));
        if (keyword == "range") ++loops_;
        node.body = TRY(parse_list());
        if (keyword == "range") --loops_;
        if (stop_ == "else") node.otherwise = TRY(parse_else(open, keyword));
        if (stop_ != "end") return fail_at(open, strata::text("{{", keyword, "}} has no {{end}}"));
        stop_.clear();
        variables_.resize(scope);
        --depth_;
        return node;
    }

    /// Behind `{{else`: a list up to {{end}}, or the one node of `else if`, which shares its {{end}}.
    Result<std::vector<TemplateNode>> parse_else(std::size_t open, std::string_view keyword) {
        skip_space();
        const std::string_view word = peek_word();
        if (word == keyword && word != "range") {
            std::vector<TemplateNode> nodes;
            nodes.push_back(TRY(parse_branch(open)));
            stop_ = "end";
            return nodes;
        }
        TRY(expect_close(open));
        auto nodes = TRY(parse_list());
        if (stop_ == "else") return fail_at(stop_position_, "a second {{else}}");
        return nodes;
    }

    // --- pipelines --------------------------------------------------------------------------------------------------

    Result<TemplatePipe> parse_pipe(std::size_t open, std::size_t most_variables = 1) {
        TemplatePipe pipe;
        skip_space();
        pipe.position = at_;
        TRY(parse_declaration(pipe, most_variables));
        while (true) {
            TemplateCommand command = TRY(parse_command(open));
            if (command.words.empty())
                return fail_at(at_, pipe.commands.empty() ? "a value is missing here" : "nothing follows the |");
            if (!pipe.commands.empty() && command.words[0].kind == TemplateWord::Kind::literal)
                return fail_at(command.words[0].position, "what stands behind a | must be a function");
            pipe.commands.push_back(std::move(command));
            skip_space();
            if (!rest().starts_with("|")) break;
            ++at_;
        }
        // A variable is known behind its own pipeline only.
        if (!pipe.assigns) variables_.insert(variables_.end(), pipe.variables.begin(), pipe.variables.end());
        return pipe;
    }

    /// `$x :=`, `$i, $x :=` or `$x =`, where there is one.
    Result<> parse_declaration(TemplatePipe& pipe, std::size_t most) {
        const std::size_t start = at_;
        std::vector<std::string> names;
        while (rest().starts_with("$")) {
            names.emplace_back(variable_name());
            skip_space();
            if (!rest().starts_with(",") || names.size() == most) break;
            ++at_;
            skip_space();
        }
        const bool declares = !names.empty() && rest().starts_with(":=");
        const bool assigns = !names.empty() && !declares && rest().starts_with("=");
        if (!declares && !assigns) {
            if (names.size() > 1) return fail_at(at_, "\":=\" is missing behind the variables");
            at_ = start;
            return {};
        }
        at_ += declares ? 2 : 1;
        if (assigns)
            for (const std::string& name : names) TRY(check_variable(name, start));
        pipe.variables = std::move(names);
        pipe.assigns = assigns;
        return {};
    }

    Result<TemplateCommand> parse_command(std::size_t open) {
        TemplateCommand command;
        while (true) {
            skip_space();
            if (at_ >= text_.size()) return fail_at(open, "this action has no }}");
            if (at_close() || rest()[0] == '|' || rest()[0] == ')') return command;
            command.words.push_back(TRY(parse_word(open)));
            if (at_ < text_.size() && !is_space(rest()[0]) && !at_close() && rest()[0] != '|' && rest()[0] != ')')
                return fail_at(at_, strata::text("\"", rest().substr(0, 1), "\" is not expected here"));
        }
    }

    Result<TemplateWord> parse_word(std::size_t open) {
        TemplateWord word;
        word.position = at_;
        const char c = rest()[0];
        const char after = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
        if (c == '(') {
            TRY(parse_parenthesis(open, word));
        } else if (c == '"' || c == '`' || c == '\'' || is_digit(c) ||
                   ((c == '+' || c == '-' || c == '.') && is_digit(after))) {
            auto literal = read_template_literal(rest());
            if (!literal) return fail_at(at_, literal.error().message);
            word.kind = TemplateWord::Kind::literal;
            word.literal = std::move(literal->value);
            at_ += literal->bytes;
        } else if (c == '$') {
            word.kind = TemplateWord::Kind::variable;
            word.name = variable_name();
            TRY(check_variable(word.name, word.position));
        } else if (c == '.') {
            if (!is_word(after)) ++at_; // a dot alone; fields are read below
        } else if (is_word(c)) {
            TRY(parse_name(word));
        } else {
            return fail_at(
                at_, strata::text("\"", rest().substr(0, decode_character(rest()).bytes), "\" is not expected here"));
        }
        while (at_ + 1 < text_.size() && text_[at_] == '.' && is_word(text_[at_ + 1])) {
            if (word.kind == TemplateWord::Kind::literal) return fail_at(at_, "a literal has no fields");
            ++at_;
            word.fields.emplace_back(peek_word());
            at_ += word.fields.back().size();
        }
        return word;
    }

    Result<> parse_parenthesis(std::size_t open, TemplateWord& word) {
        if (++depth_ > deepest) return fail_at(at_, "too many parentheses inside each other");
        word.kind = TemplateWord::Kind::pipe;
        const std::size_t start = at_++;
        word.pipe = std::make_unique<TemplatePipe>(TRY(parse_pipe(open)));
        skip_space();
        if (!rest().starts_with(")")) return fail_at(start, "this parenthesis is not closed");
        ++at_;
        --depth_;
        return {};
    }

    Result<> parse_name(TemplateWord& word) {
        const std::string_view name = peek_word();
        at_ += name.size();
        word.kind = TemplateWord::Kind::literal;
        if (name == "true" || name == "false") {
            word.literal = name == "true";
        } else if (name != "nil") {
            word.kind = TemplateWord::Kind::function;
            word.name = name;
            if (!is_template_function(name))
                return fail_at(word.position,
                               strata::text("there is no function \"", name, "\"; a field begins with a dot: .", name));
        }
        return {};
    }

    // --- small things -----------------------------------------------------------------------------------------------

    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    /// Stops in front of the space that belongs to a closing trim mark.
    void skip_space() {
        while (at_ < text_.size() && is_space(text_[at_]) && !at_close()) ++at_;
    }
    [[nodiscard]] std::string_view peek_word() const {
        std::size_t end = at_;
        while (end < text_.size() && is_word(text_[end])) ++end;
        return text_.substr(at_, end - at_);
    }
    std::string_view variable_name() {
        const std::size_t start = at_++;
        at_ += peek_word().size();
        return text_.substr(start, at_ - start);
    }
    Result<> check_variable(std::string_view name, std::size_t position) {
        if (name == "$" || std::ranges::find(variables_, name) != variables_.end()) return {};
        return fail_at(position, strata::text("there is no variable ", name));
    }
    /// Whether }} follows, or -}} behind a space.
    [[nodiscard]] bool at_close() const {
        return rest().starts_with("}}") ||
               (at_ < text_.size() && is_space(text_[at_]) && rest().substr(1).starts_with("-}}"));
    }
    void close_action() {
        const bool trims = text_[at_] != '}';
        at_ += trims ? 4 : 2;
        while (trims && at_ < text_.size() && is_space(text_[at_])) ++at_;
    }
    Result<> expect_close(std::size_t open) {
        skip_space();
        if (at_ >= text_.size()) return fail_at(open, "this action has no }}");
        if (!at_close()) return fail_at(at_, strata::text("\"", rest().substr(0, 1), "\" is not expected here"));
        close_action();
        return {};
    }
    [[nodiscard]] std::unexpected<Error> fail_at(std::size_t position, std::string_view what) const {
        return fail(strata::text(template_place(text_, position), ": ", what));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::string stop_;
    std::size_t stop_position_ = 0;
    std::size_t depth_ = 0;
    std::size_t loops_ = 0;
    std::vector<std::string> variables_;
};

} // namespace

std::string template_place(std::string_view written, std::size_t position) {
    const std::string_view before = written.substr(0, position);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    if (line == 1 && written.find('\n') == std::string_view::npos) return text("column ", column);
    return text("line ", line, ", column ", column);
}

Result<Template> parse_template(std::string_view written) {
    auto syntax = std::make_shared<TemplateSyntax>();
    syntax->text = written;
    syntax->nodes = TRY(Parser(written).parse());
    Template parsed;
    parsed.syntax_ = std::move(syntax);
    return parsed;
}

} // namespace strata

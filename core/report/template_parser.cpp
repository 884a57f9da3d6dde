#include "core/base/text.hpp"
#include "core/report/template.hpp"
#include "core/report/template_pipe_parser.hpp"

namespace strata {

namespace {

/// Reads the text between actions, and the actions.
class Parser {
public:
    explicit Parser(std::string_view written) : cursor_(written) {}

    Result<std::vector<TemplateNode>> parse() {
        std::vector<TemplateNode> nodes = TRY(parse_list());
        if (!stop_.empty())
            return cursor_.fail_at(stop_position_, text("{{", stop_, "}} without an action it could belong to"));
        return nodes;
    }

private:
    /// Nodes up to the end, {{end}} or {{else …}}; which of them it was is left in stop_.
    Result<std::vector<TemplateNode>> parse_list() {
        std::vector<TemplateNode> nodes;
        stop_.clear();
        while (!cursor_.at_end()) {
            const std::size_t before = cursor_.at();
            const TemplateCursor::Plain plain = cursor_.take_plain();
            if (!plain.text.empty()) {
                TemplateNode& node = nodes.emplace_back();
                node.position = before;
                node.text = plain.text;
            }
            if (plain.open == std::string_view::npos) break;
            cursor_.skip_space();
            if (cursor_.rest().starts_with("/*")) {
                TRY(skip_comment(plain.open));
                continue;
            }
            auto node = TRY(parse_action(plain.open));
            if (!stop_.empty()) break;
            nodes.push_back(std::move(node));
        }
        return nodes;
    }

    Result<> skip_comment(std::size_t open) {
        const std::size_t end = cursor_.rest().find("*/");
        if (end == std::string_view::npos) return cursor_.fail_at(open, "this comment has no end");
        cursor_.skip(end + 2);
        if (!cursor_.at_close()) return cursor_.fail_at(open, "a comment must fill its action: {{/* … */}}");
        cursor_.take_close();
        return {};
    }

    /// What stands between {{ and }}. For {{end}} and {{else}} stop_ is set and the node means nothing.
    Result<TemplateNode> parse_action(std::size_t open) {
        TemplateNode node;
        node.position = cursor_.at();
        const std::string_view word = cursor_.peek_word();
        if (word == "end" || word == "else") {
            stop_ = cursor_.take_word();
            stop_position_ = node.position;
            if (word == "end") TRY(cursor_.expect_close(open)); // what follows an else is read by parse_else
            return node;
        }
        if (word == "break" || word == "continue") {
            if (loops_ == 0) return cursor_.fail_here(text("{{", word, "}} outside of {{range}}"));
            node.kind = word == "break" ? TemplateNode::Kind::break_loop : TemplateNode::Kind::continue_loop;
            cursor_.skip(word.size());
            TRY(cursor_.expect_close(open));
            return node;
        }
        if (word == "define" || word == "block" || word == "template")
            return cursor_.fail_here(text("{{", word, "}} is not supported: there is only one template here"));
        if (word == "if" || word == "range" || word == "with") return parse_branch(open);
        node.kind = TemplateNode::Kind::print;
        node.pipe = TRY(pipes_.parse(open));
        TRY(cursor_.expect_close(open));
        return node;
    }

    /// {{if …}} body [{{else …}} …] {{end}}, from its keyword on.
    Result<TemplateNode> parse_branch(std::size_t open) {
        if (++depth_ > deepest_template) return cursor_.fail_at(open, "too many actions inside each other");
        const std::size_t scope = pipes_.scope();
        TemplateNode node;
        node.position = cursor_.at();
        const std::string_view keyword = cursor_.take_word();
        node.kind = keyword == "if"     ? TemplateNode::Kind::if_true
                    : keyword == "with" ? TemplateNode::Kind::with
                                        : TemplateNode::Kind::range;
        const bool is_loop = node.kind == TemplateNode::Kind::range;
        node.pipe = TRY(pipes_.parse(open, is_loop ? 2 : 1));
        TRY(cursor_.expect_close(open));
        loops_ += is_loop;
        node.body = TRY(parse_list());
        loops_ -= is_loop;
        if (stop_ == "else") node.otherwise = TRY(parse_else(open, keyword));
        if (stop_ != "end") return cursor_.fail_at(open, text("{{", keyword, "}} has no {{end}}"));
        stop_.clear();
        pipes_.leave(scope);
        --depth_;
        return node;
    }

    /// Behind `{{else`: a list up to {{end}}, or the one node of `else if`, which shares its {{end}}.
    Result<std::vector<TemplateNode>> parse_else(std::size_t open, std::string_view keyword) {
        cursor_.skip_space();
        const std::string_view word = cursor_.peek_word();
        if (word == keyword && word != "range") {
            std::vector<TemplateNode> nodes;
            nodes.push_back(TRY(parse_branch(open)));
            stop_ = "end";
            return nodes;
        }
        TRY(cursor_.expect_close(open));
        auto nodes = TRY(parse_list());
        if (stop_ == "else") return cursor_.fail_at(stop_position_, "a second {{else}}");
        return nodes;
    }

    TemplateCursor cursor_;
    TemplatePipeParser pipes_{cursor_};
    std::string stop_;
    std::size_t stop_position_ = 0;
    std::size_t depth_ = 0;
    std::size_t loops_ = 0;
};

} // namespace

Result<Template> parse_template(std::string_view written) {
    auto syntax = std::make_shared<TemplateSyntax>();
    syntax->text = written;
    syntax->nodes = TRY(Parser(written).parse());
    Template parsed;
    parsed.syntax_ = std::move(syntax);
    return parsed;
}

} // namespace strata

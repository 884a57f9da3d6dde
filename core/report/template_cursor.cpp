#include "core/report/template_cursor.hpp"

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/report/template_syntax.hpp"

#include <algorithm>

namespace strata {

bool is_template_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

bool is_template_word(char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool TemplateCursor::take(char wanted) {
    if (at_end() || text_[at_] != wanted) return false;
    ++at_;
    return true;
}

void TemplateCursor::skip_space() {
    while (is_template_space(peek()) && !at_close()) ++at_;
}

std::string_view TemplateCursor::peek_word() const {
    std::size_t end = at_;
    while (end < text_.size() && is_template_word(text_[end])) ++end;
    return text_.substr(at_, end - at_);
}

std::string_view TemplateCursor::take_word() {
    const std::string_view word = peek_word();
    at_ += word.size();
    return word;
}

TemplateCursor::Plain TemplateCursor::take_plain() {
    const std::size_t open = text_.find("{{", at_);
    Plain plain{.text = text_.substr(at_, open == std::string_view::npos ? open : open - at_), .open = open};
    if (open == std::string_view::npos) {
        at_ = text_.size();
        return plain;
    }
    at_ = open + 2;
    if (peek() == '-' && is_template_space(peek(1))) {
        at_ += 2;
        while (!plain.text.empty() && is_template_space(plain.text.back())) plain.text.remove_suffix(1);
    }
    return plain;
}

bool TemplateCursor::at_close() const {
    return rest().starts_with("}}") || (is_template_space(peek()) && rest().substr(1).starts_with("-}}"));
}

void TemplateCursor::take_close() {
    const bool trims = peek() != '}';
    at_ += trims ? 4 : 2;
    while (trims && is_template_space(peek())) ++at_;
}

Result<> TemplateCursor::expect_close(std::size_t open) {
    skip_space();
    if (at_end()) return fail_at(open, "this action has no }}");
    if (!at_close()) return fail_unexpected();
    take_close();
    return {};
}

std::unexpected<Error> TemplateCursor::fail_at(std::size_t position, std::string_view what) const {
    return fail(text(template_place(text_, position), ": ", what));
}

std::unexpected<Error> TemplateCursor::fail_unexpected() const {
    return fail_here(text("\"", rest().substr(0, decode_character(rest()).bytes), "\" is not expected here"));
}

std::string template_place(std::string_view written, std::size_t position) {
    const std::string_view before = written.substr(0, position);
    const auto line = std::ranges::count(before, '\n') + 1;
    const std::size_t column = before.size() - (before.rfind('\n') + 1) + 1;
    if (line == 1 && written.find('\n') == std::string_view::npos) return text("column ", column);
    return text("line ", line, ", column ", column);
}

} // namespace strata

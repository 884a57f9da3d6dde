// Where the parser of a template stands in its text, and the small things it reads there.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <string_view>

namespace strata {

[[nodiscard]] bool is_template_space(char c);
[[nodiscard]] bool is_template_word(char c); ///< letters, digits, _ and all that is not ASCII

class TemplateCursor {
public:
    explicit TemplateCursor(std::string_view text) : text_(text) {}

    [[nodiscard]] std::size_t at() const { return at_; }
    [[nodiscard]] bool at_end() const { return at_ >= text_.size(); }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_); }
    /// 0 behind the end.
    [[nodiscard]] char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }
    void move_to(std::size_t position) { at_ = position; }
    void skip(std::size_t bytes) { at_ += bytes; }
    bool take(char wanted); ///< skips it where it is next

    /// Stops in front of the space that belongs to a closing trim mark.
    void skip_space();
    [[nodiscard]] std::string_view peek_word() const; ///< empty where none begins
    std::string_view take_word();

    /// What stands in front of the next {{, which is skipped with its trim mark; or all the rest.
    struct Plain {
        std::string_view text;
        std::size_t open = std::string_view::npos; ///< where the {{ is
    };
    [[nodiscard]] Plain take_plain();
    [[nodiscard]] bool at_close() const; ///< whether }} follows, or -}} behind a space
    void take_close();                   ///< with the space that a trim mark takes away
    Result<> expect_close(std::size_t open);

    /// An error with the line and column of that byte.
    [[nodiscard]] std::unexpected<Error> fail_at(std::size_t position, std::string_view what) const;
    [[nodiscard]] std::unexpected<Error> fail_here(std::string_view what) const { return fail_at(at_, what); }
    [[nodiscard]] std::unexpected<Error> fail_unexpected() const; ///< of the character that is next

private:
    std::string_view text_;
    std::size_t at_ = 0;
};

} // namespace strata

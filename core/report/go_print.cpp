#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/report/go_verb.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t widest = 10'000; ///< a width or precision above is taken as this

/// A format and its arguments, walked once.
class Formatter {
public:
    Formatter(std::string_view format, const std::vector<Value>& arguments) : rest_(format), arguments_(arguments) {}

    std::string run() {
        while (!rest_.empty()) {
            const std::size_t mark = rest_.find('%');
            out_ += rest_.substr(0, mark);
            if (mark == std::string_view::npos) break;
            rest_.remove_prefix(mark + 1);
            verb();
        }
        if (used_ < arguments_.size()) append_extra();
        return std::move(out_);
    }

private:
    void verb() {
        GoVerb verb = flags();
        verb.width = number_or(0, verb);
        if (rest_.starts_with('.')) {
            rest_.remove_prefix(1);
            GoVerb ignored;
            verb.precision = number_or(0, ignored);
        }
        if (rest_.empty()) {
            out_ += "%!(NOVERB)";
            return;
        }
        const DecodedCharacter letter = decode_character(rest_);
        verb.letter = letter.character;
        const std::string_view shown = rest_.substr(0, letter.bytes);
        rest_.remove_prefix(letter.bytes);
        if (verb.letter == '%')
            out_ += '%';
        else if (used_ >= arguments_.size())
            out_ += text("%!", shown, "(MISSING)");
        else
            out_ += go_printed(arguments_[used_++], verb);
    }

    GoVerb flags() {
        GoVerb verb;
        for (; !rest_.empty(); rest_.remove_prefix(1)) {
            switch (rest_[0]) {
            case '-': verb.minus = true; continue;
            case '+': verb.plus = true; continue;
            case '#': verb.sharp = true; continue;
            case ' ': verb.space = true; continue;
            case '0': verb.zero = true; continue;
            default: break;
            }
            break;
        }
        if (verb.minus) verb.zero = false;
        return verb;
    }

    /// Digits, or "*" for the next argument; a negative one means to pad on the right.
    std::size_t number_or(std::size_t none, GoVerb& verb) {
        if (rest_.starts_with('*')) {
            rest_.remove_prefix(1);
            if (used_ >= arguments_.size() || !arguments_[used_].is(ValueType::integer)) return none;
            const std::int64_t given = arguments_[used_++].integer();
            if (given < 0) verb.minus = true;
            return static_cast<std::size_t>(std::min<std::uint64_t>(
                widest, static_cast<std::uint64_t>(given < 0 ? -(given + 1) : given) + (given < 0 ? 1 : 0)));
        }
        std::size_t number = none;
        for (; !rest_.empty() && rest_[0] >= '0' && rest_[0] <= '9'; rest_.remove_prefix(1))
            number = std::min(widest, number * 10 + static_cast<std::size_t>(rest_[0] - '0'));
        return number;
    }

    void append_extra() {
        out_ += "%!(EXTRA ";
        for (std::size_t at = used_; at < arguments_.size(); ++at) {
            const Value& value = arguments_[at];
            out_ += text(at == used_ ? "" : ", ", value.type_name());
            if (!value.is(ValueType::nil)) out_ += text('=', value.text());
        }
        out_ += ')';
    }

    std::string_view rest_;
    const std::vector<Value>& arguments_;
    std::size_t used_ = 0;
    std::string out_;
};

} // namespace

std::string go_printf(std::string_view format, const std::vector<Value>& arguments) {
    return Formatter(format, arguments).run();
}

std::string go_print(const std::vector<Value>& arguments) {
    std::string out;
    for (std::size_t at = 0; at < arguments.size(); ++at) {
        const bool blank = at > 0 && !arguments[at].is(ValueType::text) && !arguments[at - 1].is(ValueType::text);
        out += text(blank ? " " : "", arguments[at].text());
    }
    return out;
}

std::string go_println(const std::vector<Value>& arguments) {
    std::string out;
    for (std::size_t at = 0; at < arguments.size(); ++at) out += text(at == 0 ? "" : " ", arguments[at].text());
    return out + '\n';
}

} // namespace strata

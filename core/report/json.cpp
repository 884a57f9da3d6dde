#include "core/report/json.hpp"

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

#include <array>
#include <charconv>

namespace strata {
namespace {

void append_escape(std::string& out, char32_t character) {
    out += "\\u";
    for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[character >> shift & 15];
}

/// Escapes as encoding/json does since Go 1.22: \b and \f by name, line and paragraph separators always.
void append_quoted(std::string& out, std::string_view plain, HtmlEscape html) {
    out += '"';
    while (!plain.empty()) {
        const DecodedCharacter next = decode_character(plain);
        const char32_t character = next.character;
        switch (character) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\b': out += "\\b"; break;
        case '\f': out += "\\f"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default:
            if (!next.valid || character < 0x20 || character == 0x2028 || character == 0x2029 ||
                (html == HtmlEscape::escape && (character == '<' || character == '>' || character == '&')))
                append_escape(out, character);
            else
                out += plain.substr(0, next.bytes);
        }
        plain.remove_prefix(next.bytes);
    }
    out += '"';
}

/// Go's float64: %g's shortest digits, exponents only below 1e-6 and from 1e21 on.
std::string json_number(double number) {
    const double size = number < 0 ? -number : number;
    const bool exponent = size != 0 && (size < 1e-6 || size >= 1e21);
    std::array<char, 400> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   exponent ? std::chars_format::scientific : std::chars_format::fixed)
                         .ptr;
    const std::string_view written(digits.data(), end);
    return written.find_first_of("ni") == std::string_view::npos ? std::string(written) : "null"; // no NaN in JSON
}

class Writer {
public:
    Writer(unsigned spaces, HtmlEscape html) : spaces_(spaces), html_(html) {}

    void write(const Value& value) {
        switch (value.kind()) {
        case ValueType::nil: out_ += "null"; break;
        case ValueType::boolean: out_ += value.boolean() ? "true" : "false"; break;
        case ValueType::integer:
        case ValueType::duration: out_ += text(value.integer()); break;
        case ValueType::number: out_ += json_number(value.number()); break;
        case ValueType::text: append_quoted(out_, value.string(), html_); break;
        case ValueType::list: write_list(value); break;
        case ValueType::map:
        case ValueType::record: write_fields(value); break;
        }
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    void write_list(const Value& value) {
        if (value.is_absent()) {
            out_ += "null";
            return;
        }
        open('[');
        for (const Value& item : value.items()) {
            next_line();
            write(item);
        }
        close(']', value.items().empty());
    }
    void write_fields(const Value& value) {
        if (value.is_absent()) {
            out_ += "null";
            return;
        }
        open('{');
        for (const auto& [name, field] : value.fields()) {
            next_line();
            append_quoted(out_, name, html_);
            out_ += spaces_ == 0 ? ":" : ": ";
            write(field);
        }
        close('}', value.fields().empty());
    }
    void open(char bracket) {
        out_ += bracket;
        ++depth_;
        first_ = true;
    }
    void next_line() {
        if (!first_) out_ += ',';
        first_ = false;
        if (spaces_ > 0) out_ += text('\n', std::string(static_cast<std::size_t>(depth_) * spaces_, ' '));
    }
    void close(char bracket, bool empty) {
        --depth_;
        if (spaces_ > 0 && !empty) out_ += text('\n', std::string(static_cast<std::size_t>(depth_) * spaces_, ' '));
        out_ += bracket;
        first_ = false;
    }

    std::string out_;
    unsigned spaces_;
    unsigned depth_ = 0;
    HtmlEscape html_;
    bool first_ = true;
};

} // namespace

std::string json_line(const Value& value, HtmlEscape html) {
    Writer writer(0, html);
    writer.write(value);
    return writer.take();
}

std::string json_indented(const Value& value, unsigned spaces) {
    Writer writer(spaces, HtmlEscape::none);
    writer.write(value);
    return writer.take();
}

} // namespace strata

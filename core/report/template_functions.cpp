#include "core/base/letter_case.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/report/json.hpp"
#include "core/report/template_syntax.hpp"

#include <algorithm>
#include <array>

namespace strata {
namespace {

using Arguments = std::vector<Value>;

Result<Value> json_of(const Arguments& arguments) { return json_line(arguments[0]); }
Result<Value> upper(const Arguments& arguments) { return upper_case(arguments[0].string()); }
Result<Value> lower(const Arguments& arguments) { return lower_case(arguments[0].string()); }
Result<Value> title_of(const Arguments& arguments) { return title_case(arguments[0].string()); }

Result<Value> split(const Arguments& arguments) {
    std::string_view rest = arguments[0].string();
    const std::string_view separator = arguments[1].string();
    ValueList parts;
    if (separator.empty()) {
        while (!rest.empty()) {
            const std::size_t bytes = decode_character(rest).bytes;
            parts.emplace_back(rest.substr(0, bytes));
            rest.remove_prefix(bytes);
        }
        return Value::list(std::move(parts));
    }
    for (std::size_t end = rest.find(separator); end != std::string_view::npos; end = rest.find(separator)) {
        parts.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end + separator.size());
    }
    parts.emplace_back(rest);
    return Value::list(std::move(parts));
}

Result<Value> join(const Arguments& arguments) {
    std::string out;
    for (const Value& item : arguments[0].items()) {
        if (!item.is(ValueType::text)) return fail("the list must hold nothing but texts");
        if (&item != arguments[0].items().data()) out += arguments[1].string();
        out += item.string();
    }
    return out;
}

/// docker's padWithSpace: nothing around an empty text.
Result<Value> pad(const Arguments& arguments) {
    constexpr std::int64_t most = 10'000;
    const std::int64_t before = arguments[1].integer();
    const std::int64_t behind = arguments[2].integer();
    if (before < 0 || behind < 0 || before > most || behind > most) return fail("takes 0 to 10000 spaces");
    if (arguments[0].string().empty()) return arguments[0];
    return text(std::string(static_cast<std::size_t>(before), ' '), arguments[0].string(),
                std::string(static_cast<std::size_t>(behind), ' '));
}

/// docker's truncateWithLength counts bytes; here a character is never cut in two.
Result<Value> truncate(const Arguments& arguments) {
    if (arguments[1].integer() < 0) return fail("can't cut to a negative length");
    const std::string_view plain = arguments[0].string();
    std::size_t end = std::min(plain.size(), static_cast<std::size_t>(arguments[1].integer()));
    while (end > 0 && end < plain.size() && (static_cast<unsigned char>(plain[end]) & 0xc0) == 0x80) --end;
    return Value(plain.substr(0, end));
}

Result<Value> length(const Arguments& arguments) {
    const ValueType kind = arguments[0].kind();
    if (kind != ValueType::text && kind != ValueType::list && kind != ValueType::map)
        return fail(text("a value of type ", arguments[0].type_name(), " has no length"));
    return Value(static_cast<std::int64_t>(arguments[0].size()));
}

Result<Value> index(const Arguments& arguments) {
    Value value = arguments[0];
    for (std::size_t at = 1; at < arguments.size(); ++at) {
        const Value& key = arguments[at];
        if (value.is(ValueType::nil)) return fail("there is nothing to look into");
        if (value.is(ValueType::list) || value.is(ValueType::text)) {
            if (!key.is(ValueType::integer)) return fail(text("a position must be a whole number, not ", key.text()));
            const std::int64_t position = key.integer();
            if (position < 0 || static_cast<std::uint64_t>(position) >= value.size())
                return fail(text("there is no position ", position, " among ", value.size()));
            const auto place = static_cast<std::size_t>(position);
            value = value.is(ValueType::list)
                        ? Value(value.items()[place])
                        : Value(static_cast<std::int64_t>(static_cast<unsigned char>(value.string()[place])));
        } else if (value.is(ValueType::map)) {
            if (!key.is(ValueType::text)) return fail(text("a key must be a text, not ", key.text()));
            const Value* found = value.find(key.string());
            const Value none = value.map_of() == MapOf::texts     ? Value("")
                               : value.map_of() == MapOf::nothing ? Value::record({})
                                                                  : Value();
            value = found == nullptr ? none : Value(*found);
        } else {
            return fail(text("can't look into a value of type ", value.type_name()));
        }
    }
    return value;
}

Result<Value> slice(const Arguments& arguments) {
    const Value& value = arguments[0];
    if (!value.is(ValueType::text) && !value.is(ValueType::list))
        return fail(text("can't slice a value of type ", value.type_name()));
    std::size_t bounds[2] = {0, value.size()};
    for (std::size_t at = 1; at < arguments.size(); ++at) {
        const std::int64_t bound = arguments[at].integer();
        if (!arguments[at].is(ValueType::integer) || bound < 0 || static_cast<std::uint64_t>(bound) > value.size())
            return fail(text("there is no position ", arguments[at].text(), " among ", value.size()));
        bounds[at - 1] = static_cast<std::size_t>(bound);
    }
    if (bounds[0] > bounds[1]) return fail("its end lies before its start");
    if (value.is(ValueType::text)) return Value(value.string().substr(bounds[0], bounds[1] - bounds[0]));
    return Value::list({value.items().begin() + static_cast<std::ptrdiff_t>(bounds[0]),
                        value.items().begin() + static_cast<std::ptrdiff_t>(bounds[1])});
}

Result<Value> negation(const Arguments& arguments) { return Value(!arguments[0].truth()); }

// --- comparisons ----------------------------------------------------------------------------------------------------

bool is_whole(const Value& value) { return value.is(ValueType::integer) || value.is(ValueType::duration); }

Result<bool> equal(const Value& a, const Value& b) {
    if (a.is(ValueType::nil) || b.is(ValueType::nil)) return a.is(ValueType::nil) && b.is(ValueType::nil);
    if (is_whole(a) && is_whole(b)) return a.integer() == b.integer();
    if (a.kind() != b.kind()) return fail(text("can't compare ", a.type_name(), " with ", b.type_name()));
    switch (a.kind()) {
    case ValueType::boolean: return a.boolean() == b.boolean();
    case ValueType::number: return a.number() == b.number();
    case ValueType::text: return a.string() == b.string();
    default: return fail(text("can't compare values of type ", a.type_name()));
    }
}

Result<bool> less(const Value& a, const Value& b) {
    if (is_whole(a) && is_whole(b)) return a.integer() < b.integer();
    if (a.kind() != b.kind()) return fail(text("can't compare ", a.type_name(), " with ", b.type_name()));
    if (a.is(ValueType::number)) return a.number() < b.number();
    if (a.is(ValueType::text)) return a.string() < b.string();
    return fail(text("can't order values of type ", a.type_name()));
}

Result<Value> eq(const Arguments& arguments) {
    for (std::size_t at = 1; at < arguments.size(); ++at)
        if (TRY(equal(arguments[0], arguments[at]))) return Value(true);
    return Value(false);
}
Result<Value> ne(const Arguments& arguments) { return Value(!TRY(equal(arguments[0], arguments[1]))); }
Result<Value> lt(const Arguments& arguments) { return Value(TRY(less(arguments[0], arguments[1]))); }
Result<Value> le(const Arguments& arguments) { return Value(!TRY(less(arguments[1], arguments[0]))); }
Result<Value> gt(const Arguments& arguments) { return Value(TRY(less(arguments[1], arguments[0]))); }
Result<Value> ge(const Arguments& arguments) { return Value(!TRY(less(arguments[0], arguments[1]))); }

// --- printing -------------------------------------------------------------------------------------------------------

Result<Value> print(const Arguments& arguments) { return Value(go_print(arguments)); }
Result<Value> println(const Arguments& arguments) { return Value(go_println(arguments)); }
Result<Value> printf(const Arguments& arguments) {
    return Value(go_printf(arguments[0].string(), Arguments(arguments.begin() + 1, arguments.end())));
}

Result<Value> html(const Arguments& arguments) {
    std::string out;
    for (const char c : go_print(arguments)) {
        switch (c) {
        case '"': out += "&#34;"; break;
        case '\'': out += "&#39;"; break;
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '\0': out += "\ufffd"; break;
        default: out += c;
        }
    }
    return Value(out);
}

Result<Value> js(const Arguments& arguments) {
    std::string out;
    for (const char c : go_print(arguments)) {
        const auto byte = static_cast<unsigned char>(c);
        constexpr std::string_view plain_escapes = "\\'\"";
        if (plain_escapes.find(c) != std::string_view::npos) {
            out += text('\\', c);
        } else if (byte < 0x20 || c == '<' || c == '>' || c == '&' || c == '=') {
            out += text("\\u00", "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]);
        } else {
            out += c;
        }
    }
    return Value(out);
}

Result<Value> urlquery(const Arguments& arguments) {
    std::string out;
    for (const char c : go_print(arguments)) {
        const auto byte = static_cast<unsigned char>(c);
        constexpr std::string_view kept = "-_.~";
        const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (word || kept.find(c) != std::string_view::npos)
            out += c;
        else if (c == ' ')
            out += '+';
        else
            out += text('%', "0123456789ABCDEF"[byte >> 4], "0123456789ABCDEF"[byte & 15]);
    }
    return Value(out);
}

// --- the table ------------------------------------------------------------------------------------------------------

constexpr std::size_t any_number = 1000;

struct Function {
    std::string_view name;
    std::size_t least;
    std::size_t most;
    std::string_view types; ///< of the first arguments: t text, i whole number, l list, anything else: any
    Result<Value> (*call)(const Arguments&);
};

constexpr Function functions[] = {
    {"and", 1, any_number, "", nullptr},
    {"eq", 2, any_number, "", eq},
    {"ge", 2, 2, "", ge},
    {"gt", 2, 2, "", gt},
    {"html", 0, any_number, "", html},
    {"index", 1, any_number, "", index},
    {"join", 2, 2, "lt", join},
    {"js", 0, any_number, "", js},
    {"json", 1, 1, "", json_of},
    {"le", 2, 2, "", le},
    {"len", 1, 1, "", length},
    {"lower", 1, 1, "t", lower},
    {"lt", 2, 2, "", lt},
    {"ne", 2, 2, "", ne},
    {"not", 1, 1, "", negation},
    {"or", 1, any_number, "", nullptr},
    {"pad", 3, 3, "tii", pad},
    {"print", 0, any_number, "", print},
    {"printf", 1, any_number, "t", printf},
    {"println", 0, any_number, "", println},
    {"slice", 1, 3, "", slice},
    {"split", 2, 2, "tt", split},
    {"title", 1, 1, "t", title_of},
    {"truncate", 2, 2, "ti", truncate},
    {"upper", 1, 1, "t", upper},
    {"urlquery", 0, any_number, "", urlquery},
};

const Function* find_function(std::string_view name) {
    const auto found = std::ranges::find(functions, name, &Function::name);
    return found == std::end(functions) ? nullptr : &*found;
}

Result<> check_types(const Function& function, const Arguments& arguments) {
    for (std::size_t at = 0; at < std::min(function.types.size(), arguments.size()); ++at) {
        const char wanted = function.types[at];
        const ValueType kind = arguments[at].kind();
        const bool fits = wanted == 't'   ? kind == ValueType::text
                          : wanted == 'i' ? kind == ValueType::integer
                                          : kind == ValueType::list;
        if (fits) continue;
        const std::string_view name = wanted == 't' ? "a text" : wanted == 'i' ? "a whole number" : "a list of texts";
        return fail(text("argument ", at + 1, " must be ", name, ", not a value of type ", arguments[at].type_name()));
    }
    return {};
}

} // namespace

bool is_template_function(std::string_view name) { return find_function(name) != nullptr; }

Result<Value> call_template_function(std::string_view name, const std::vector<Value>& arguments) {
    const Function* function = find_function(name);
    if (function == nullptr || function->call == nullptr) return fail("there is no such function");
    if (arguments.size() < function->least || arguments.size() > function->most)
        return fail(text(function->most == any_number ? "takes at least " : "takes ", function->least,
                         function->most == 3 && function->least == 1 ? " to 3" : "",
                         function->least == 1 && function->most != 3 ? " argument" : " arguments", ", not ",
                         arguments.size()));
    TRY(check_types(*function, arguments));
    return function->call(arguments);
}

} // namespace strata

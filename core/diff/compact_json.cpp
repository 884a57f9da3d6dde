#include "core/diff/compact_json.hpp"

#include <map>
#include <vector>

namespace strata {
namespace {

/// A list or object whose values are being written.
struct Open {
    std::vector<std::pair<std::string, JsonValue>> left; ///< the key written out with its colon; last first
    char close = ']';
    bool first = true;
};

Open open(JsonValue value) {
    Open opened;
    if (value.is(JsonKind::array)) {
        for (const JsonValue item : value.items()) opened.left.emplace_back("", item);
        return {{opened.left.rbegin(), opened.left.rend()}, ']'};
    }
    std::map<std::string_view, JsonValue> fields;
    for (const auto [key, field] : value.fields()) fields[key] = field;
    for (auto field = fields.rbegin(); field != fields.rend(); ++field)
        opened.left.emplace_back(json_quote(field->first) + ':', field->second);
    opened.close = '}';
    return opened;
}

std::string scalar(JsonValue value) {
    switch (value.kind()) {
    case JsonKind::null: return "null";
    case JsonKind::boolean: return value.boolean_or(false) ? "true" : "false";
    case JsonKind::number: return value.number_text().value_or("0");
    case JsonKind::string: return json_quote(value.string_or(""));
    case JsonKind::missing:
    case JsonKind::array:
    case JsonKind::object: break;
    }
    return "";
}

} // namespace

std::string compact_json(JsonValue value) {
    std::string out;
    std::vector<Open> stack;
    const auto write = [&](JsonValue next) {
        if (!next.is(JsonKind::array) && !next.is(JsonKind::object)) {
            out += scalar(next);
            return;
        }
        out += next.is(JsonKind::array) ? '[' : '{';
        stack.push_back(open(next));
    };
    write(value);
    while (!stack.empty()) {
        Open& top = stack.back();
        if (top.left.empty()) {
            out += top.close;
            stack.pop_back();
            continue;
        }
        if (!top.first) out += ',';
        top.first = false;
        const auto [key, next] = std::move(top.left.back());
        top.left.pop_back();
        out += key;
        write(next);
    }
    return out;
}

} // namespace strata

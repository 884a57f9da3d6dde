// One flat JSON object written as its fields come: a line of a listing with millions of them.
#pragma once

#include "core/base/json.hpp"

#include <charconv>
#include <cmath>
#include <concepts>
#include <string>
#include <string_view>

namespace strata {

/// `JsonObject().add("path", "/etc").add("size", 12).text()` gives {"path":"/etc","size":12}.
class JsonObject {
public:
    JsonObject& add(std::string_view key, std::string_view value) { return begin(key, json_quote(value)); }
    JsonObject& add(std::string_view key, const char* value) { return add(key, std::string_view(value)); }
    JsonObject& add(std::string_view key, bool value) { return begin(key, value ? "true" : "false"); }
    template <std::integral N>
    JsonObject& add(std::string_view key, N value) {
        return begin(key, std::to_string(value));
    }
    /// With the fewest digits that give the same number back; null where it is no finite number.
    JsonObject& add(std::string_view key, double value) {
        char digits[32];
        const char* end = std::to_chars(digits, digits + sizeof digits, value).ptr;
        return begin(key, std::isfinite(value) ? std::string_view(digits, end) : std::string_view("null"));
    }
    /// A value that is JSON already.
    JsonObject& add_json(std::string_view key, std::string_view json) { return begin(key, json); }

    [[nodiscard]] std::string text() const { return fields_.empty() ? "{}" : fields_ + "}"; }

private:
    JsonObject& begin(std::string_view key, std::string_view json) {
        fields_ += fields_.empty() ? "{" : ",";
        fields_ += json_quote(key);
        fields_ += ":";
        fields_ += json;
        return *this;
    }
    std::string fields_;
};

} // namespace strata

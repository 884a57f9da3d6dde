#include "core/insight/empty_login.hpp"

#include "core/base/ascii.hpp"
#include "core/base/json.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace strata {

namespace {

bool has_value(JsonValue root) {
    std::vector<JsonValue> pending{root};
    while (!pending.empty()) {
        const JsonValue value = pending.back();
        pending.pop_back();
        for (const JsonValue item : value.items()) pending.push_back(item);
        for (const auto& [key, field] : value.fields()) pending.push_back(field);
        const bool text = value.is(JsonKind::string) && !value.string_or("").empty();
        if (text || value.is(JsonKind::number) || value.is(JsonKind::boolean)) return true;
    }
    return false;
}

bool is_empty_line(std::string_view line) {
    line = trimmed(line);
    if (line.empty() || line.starts_with('#') || line.starts_with(';') || line.starts_with("//")) return true;
    if (line.starts_with('[') && line.ends_with(']')) return true;
    const std::size_t mark = line.find_first_of("=:");
    if (mark == line.npos) return false;
    const std::string_view value = trimmed(line.substr(mark + 1));
    return value.empty() || value == "\"\"" || value == "''";
}

/// Looks at a file that exists to hold logins, and whether it holds any.
class LoginLook final : public Examination {
public:
    explicit LoginLook(std::unique_ptr<Examination> look) : look_(std::move(look)) {}

    Appetite take(std::span<const std::byte> bytes) override {
        text_.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
        if (appetite_ == Appetite::more) appetite_ = look_->take(bytes);
        return Appetite::more;
    }

    FileFacts finish() override {
        FileFacts facts = look_->finish();
        if (holds_nothing(text_)) facts.sightings.push_back({.rule = std::string(holds_nothing_rule)});
        return facts;
    }

private:
    std::unique_ptr<Examination> look_;
    Appetite appetite_ = Appetite::more;
    std::string text_;
};

} // namespace

bool holds_nothing(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";
    if (text.size() > largest_empty_login) return false;
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    if (const auto document = parse_json(text)) return !has_value(document->root());
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view line = text.substr(at, text.find('\n', at) - at);
        if (!is_empty_line(line)) return false;
        at += line.size() + 1;
    }
    return true;
}

std::unique_ptr<Examination> with_login_look(std::unique_ptr<Examination> look) {
    return std::make_unique<LoginLook>(std::move(look));
}

} // namespace strata

#include "core/base/json.hpp"

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

#include <algorithm>
#include <cstdlib>
#include <deque>
#include <nlohmann/json.hpp>

namespace strata {

namespace detail {

/// Values in the order of the text. An array or object is followed by its contents, an object's being key, value, key,
/// value…; `next` leads past them.
struct JsonNode {
    enum class Type : std::uint8_t { null, no, yes, positive, negative, real, string, array, object };
    std::uint64_t payload = 0; ///< a number's value, a string's start in `strings`, a container's element count
    std::uint32_t next = 0;    ///< the node behind this value; a string's or real's length in `strings`
    Type type = Type::null;
};
static_assert(sizeof(JsonNode) == 16);

struct JsonData {
    std::deque<JsonNode> nodes; // grows without copying: a large document is never there twice
    std::string strings;
    std::optional<std::uint64_t> first_bad_byte;

    [[nodiscard]] std::string_view string(const JsonNode& node) const {
        return std::string_view(strings).substr(static_cast<std::size_t>(node.payload), node.next);
    }
    [[nodiscard]] std::uint32_t after(std::uint32_t index) const {
        const JsonNode& node = nodes[index];
        return node.type >= JsonNode::Type::array ? node.next : index + 1;
    }
};

} // namespace detail

namespace {

using detail::JsonData;
using Type = detail::JsonNode::Type;

/// Fills a JsonData from nlohmann's events. Returning false ends the parse; `message` says why.
class Builder {
public:
    Builder(JsonData& data, const Limits& limits) : data_(data), limits_(limits) {}

    std::string message;
    std::size_t error_byte = 0; ///< counts from 1 as nlohmann does

    bool null() { return add(Type::null, 0); }
    bool boolean(bool value) { return add(value ? Type::yes : Type::no, 0); }
    bool number_integer(std::int64_t value) { return add(Type::negative, static_cast<std::uint64_t>(value)); }
    bool number_unsigned(std::uint64_t value) { return add(Type::positive, value); }
    bool number_float(double, const std::string& written) { return add_text(Type::real, written); }
    bool string(std::string& value) { return add_text(Type::string, value); }
    bool binary(nlohmann::json::binary_t&) { return false; }
    bool start_object(std::size_t) { return open(Type::object); }
    bool start_array(std::size_t) { return open(Type::array); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }
    bool key(std::string& name) {
        if (data_.nodes.size() >= limits_.document_values) return too_many();
        data_.nodes[open_.back()].payload++;
        return push_text(Type::string, name);
    }
    template <class Exception>
    bool parse_error(std::size_t position, const std::string& token, const Exception& exception) {
        error_byte = position;
        message = reason(token, exception.what());
        return false;
    }

private:
    /// nlohmann says "[json.exception.parse_error.101] parse error at line 1, column 9: syntax error while parsing
    /// value - unexpected end of input; expected …": the part behind the dash is for people.
    static std::string reason(const std::string& token, std::string_view what) {
        const std::size_t dash = what.find(" - ");
        if (dash == what.npos) return "number too large";
        what.remove_prefix(dash + 3);
        what = what.substr(0, what.find("; last read"));
        constexpr std::size_t shown = 120; // what may quote the text, which may be long
        if (what.size() <= shown) return std::string(what);
        return text("unexpected \"", replace_bad_utf8(token.substr(0, 40)), token.size() > 40 ? "…\"" : "\"");
    }
    bool too_many() {
        message = text("more than ", limits_.document_values, " values, the limit for one document");
        return false;
    }
    bool add(Type type, std::uint64_t payload) {
        if (data_.nodes.size() >= limits_.document_values) return too_many();
        if (!open_.empty() && data_.nodes[open_.back()].type == Type::array) data_.nodes[open_.back()].payload++;
        data_.nodes.push_back({payload, 0, type});
        return true;
    }
    bool push_text(Type type, std::string_view value) {
        data_.nodes.push_back({data_.strings.size(), static_cast<std::uint32_t>(value.size()), type});
        data_.strings += value;
        return true;
    }
    bool add_text(Type type, std::string_view value) {
        if (!add(type, data_.strings.size())) return false;
        data_.nodes.back().next = static_cast<std::uint32_t>(value.size());
        data_.strings += value;
        return true;
    }
    bool open(Type type) {
        if (open_.size() >= limits_.document_depth) {
            message = text("more than ", limits_.document_depth, " levels of nesting, the limit for one document");
            return false;
        }
        if (!add(type, 0)) return false;
        open_.push_back(static_cast<std::uint32_t>(data_.nodes.size() - 1));
        return true;
    }
    bool close() {
        data_.nodes[open_.back()].next = static_cast<std::uint32_t>(data_.nodes.size());
        open_.pop_back();
        return true;
    }

    JsonData& data_;
    const Limits& limits_;
    std::vector<std::uint32_t> open_;
};

/// What nlohmann's parser would accept or explain badly.
Result<> check_encoding(std::string_view text) {
    if (text.starts_with("\xef\xbb\xbf"))
        return fail("starts with a UTF-8 byte order mark, which JSON does not allow: remove its first 3 bytes");
    const bool mark = text.starts_with("\xff\xfe") || text.starts_with("\xfe\xff");
    const bool zero = text.size() >= 2 && (text[0] == '\0') != (text[1] == '\0');
    if (mark || zero) return fail("is written in UTF-16 or UTF-32: JSON must be UTF-8");
    if (const std::size_t nul = text.find('\0'); nul != text.npos)
        return fail(strata::text("is no JSON: byte ", nul, " is NUL"));
    if (text.find_first_not_of(" \t\r\n") == text.npos) return fail("is empty");
    return {};
}

} // namespace

Result<JsonDocument> parse_json(std::string_view written, const Limits& limits) {
    constexpr std::uint64_t index_range = 0xffffffff; // strings and nodes are counted in 32 bits
    const std::uint64_t limit = std::min(limits.document_bytes, index_range);
    if (written.size() > limit)
        return fail(text("has ", written.size(), " bytes, above the limit of ", limit, " for one document"));
    TRY(check_encoding(written));

    JsonDocument document;
    std::string repaired;
    std::string_view readable = written;
    if (const std::size_t bad = find_bad_utf8(written); bad != written.npos) {
        document.data_->first_bad_byte = bad;
        readable = repaired = replace_bad_utf8(written);
    }
    Builder builder(*document.data_, limits);
    if (nlohmann::json::sax_parse(readable.begin(), readable.end(), &builder)) return document;
    if (builder.error_byte == 0) return fail(builder.message);
    const std::size_t byte = std::min(builder.error_byte, readable.size() + 1) - 1;
    if (byte == readable.size()) return fail(text("breaks off at byte ", written.size()));
    return fail(text("is no JSON: ", document.first_bad_byte() ? "about byte " : "byte ", byte, ": ", builder.message));
}

JsonDocument::JsonDocument() : data_(std::make_unique<JsonData>()) {}
JsonDocument::JsonDocument(JsonDocument&&) noexcept = default;
JsonDocument& JsonDocument::operator=(JsonDocument&&) noexcept = default;
JsonDocument::~JsonDocument() = default;

std::optional<std::uint64_t> JsonDocument::first_bad_byte() const { return data_->first_bad_byte; }

JsonKind JsonValue::kind() const {
    if (data_ == nullptr || node_ >= data_->nodes.size()) return JsonKind::missing;
    switch (data_->nodes[node_].type) {
    case Type::null: return JsonKind::null;
    case Type::no:
    case Type::yes: return JsonKind::boolean;
    case Type::positive:
    case Type::negative:
    case Type::real: return JsonKind::number;
    case Type::string: return JsonKind::string;
    case Type::array: return JsonKind::array;
    case Type::object: return JsonKind::object;
    }
    return JsonKind::missing;
}

std::optional<std::string_view> JsonValue::string() const {
    if (!is(JsonKind::string)) return std::nullopt;
    return data_->string(data_->nodes[node_]);
}

std::optional<bool> JsonValue::boolean() const {
    if (!is(JsonKind::boolean)) return std::nullopt;
    return data_->nodes[node_].type == Type::yes;
}

std::optional<std::uint64_t> JsonValue::unsigned_integer() const {
    if (!is(JsonKind::number) || data_->nodes[node_].type != Type::positive) return std::nullopt;
    return data_->nodes[node_].payload;
}

std::optional<std::int64_t> JsonValue::integer() const {
    if (!is(JsonKind::number)) return std::nullopt;
    const detail::JsonNode& node = data_->nodes[node_];
    if (node.type == Type::negative) return static_cast<std::int64_t>(node.payload);
    if (node.type == Type::positive && node.payload <= INT64_MAX) return static_cast<std::int64_t>(node.payload);
    return std::nullopt;
}

std::optional<double> JsonValue::number() const {
    if (!is(JsonKind::number)) return std::nullopt;
    const detail::JsonNode& node = data_->nodes[node_];
    if (node.type == Type::positive) return static_cast<double>(node.payload);
    if (node.type == Type::negative) return static_cast<double>(static_cast<std::int64_t>(node.payload));
    return std::strtod(std::string(data_->string(node)).c_str(), nullptr);
}

std::optional<std::string> JsonValue::number_text() const {
    if (!is(JsonKind::number)) return std::nullopt;
    const detail::JsonNode& node = data_->nodes[node_];
    if (node.type == Type::positive) return text(node.payload);
    if (node.type == Type::negative) return text(static_cast<std::int64_t>(node.payload));
    return std::string(data_->string(node));
}

std::size_t JsonValue::size() const {
    const JsonKind is_kind = kind();
    if (is_kind != JsonKind::array && is_kind != JsonKind::object) return 0;
    return static_cast<std::size_t>(data_->nodes[node_].payload);
}

JsonValue JsonValue::operator[](std::string_view key) const {
    JsonValue found;
    for (const auto& [name, value] : fields())
        if (name == key) found = value;
    return found;
}

JsonValue JsonValue::operator[](std::size_t index) const {
    if (index >= size()) return {};
    for (const JsonValue item : items())
        if (index-- == 0) return item;
    return {};
}

std::optional<std::vector<std::string>> JsonValue::strings() const {
    if (!is(JsonKind::array)) return std::nullopt;
    std::vector<std::string> out;
    for (const JsonValue item : items()) {
        const auto value = item.string();
        if (!value) return std::nullopt;
        out.emplace_back(*value);
    }
    return out;
}

JsonItems JsonValue::items() const { return JsonItems(is(JsonKind::array) ? *this : JsonValue()); }
JsonFields JsonValue::fields() const { return JsonFields(is(JsonKind::object) ? *this : JsonValue()); }

JsonItems::Iterator JsonItems::begin() const {
    Iterator at;
    at.data_ = array_.data_;
    at.node_ = array_.data_ == nullptr ? 0 : array_.node_ + 1;
    return at;
}

JsonItems::Iterator JsonItems::end() const {
    Iterator at;
    at.node_ = array_.data_ == nullptr ? 0 : array_.data_->after(array_.node_);
    return at;
}

JsonItems::Iterator& JsonItems::Iterator::operator++() {
    node_ = data_->after(node_);
    return *this;
}

JsonFields::Iterator JsonFields::begin() const {
    Iterator at;
    at.data_ = object_.data_;
    at.node_ = object_.data_ == nullptr ? 0 : object_.node_ + 1;
    return at;
}

JsonFields::Iterator JsonFields::end() const {
    Iterator at;
    at.node_ = object_.data_ == nullptr ? 0 : object_.data_->after(object_.node_);
    return at;
}

JsonFields::Iterator::value_type JsonFields::Iterator::operator*() const {
    return {data_->string(data_->nodes[node_]), JsonValue(data_, node_ + 1)};
}

JsonFields::Iterator& JsonFields::Iterator::operator++() {
    node_ = data_->after(node_ + 1);
    return *this;
}

std::string_view json_kind_name(JsonKind kind) {
    switch (kind) {
    case JsonKind::missing: return "nothing";
    case JsonKind::null: return "null";
    case JsonKind::boolean: return "true or false";
    case JsonKind::number: return "a number";
    case JsonKind::string: return "a string";
    case JsonKind::array: return "a list";
    case JsonKind::object: return "an object";
    }
    return "nothing";
}

std::string json_quote(std::string_view value) {
    using Json = nlohmann::json;
    return Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace strata

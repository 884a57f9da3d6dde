#include "core/base/json.hpp"

#include "core/base/json_data.hpp"
#include "core/base/text.hpp"

#include <cstdlib>
#include <nlohmann/json.hpp>

namespace strata {

namespace {
using detail::JsonData;
using Type = detail::JsonNode::Type;
} // namespace

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

// JSON that strangers wrote, read through views that can't fail: a wrong type or a missing key is an answer, not an
// exception.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

enum class JsonKind : std::uint8_t { missing, null, boolean, number, string, array, object };

/// "a list", "a number": how a message names a kind.
[[nodiscard]] std::string_view json_kind_name(JsonKind kind);

namespace detail {
struct JsonData;
}

class JsonItems;
class JsonFields;

/// One value of a document: a pointer and a number. Valid as long as its JsonDocument, which may be moved. Every
/// question is answered for every kind, so `document.root()["config"]["Env"][0].string_or("")` is always safe.
class JsonValue {
public:
    JsonValue() = default; ///< missing
    [[nodiscard]] JsonKind kind() const;
    [[nodiscard]] bool is(JsonKind wanted) const { return kind() == wanted; }
    /// Whether there is anything: neither missing nor null.
    [[nodiscard]] explicit operator bool() const { return kind() > JsonKind::null; }

    [[nodiscard]] std::optional<std::string_view> string() const; ///< UTF-8, valid as long as the document
    [[nodiscard]] std::optional<bool> boolean() const;
    /// A whole number from 0 to 2⁶⁴ - 1; "1e3" and "2.0" are not.
    [[nodiscard]] std::optional<std::uint64_t> unsigned_integer() const;
    [[nodiscard]] std::optional<std::int64_t> integer() const;
    [[nodiscard]] std::optional<double> number() const;
    /// The number as it is written in the document, for those who write it out again.
    [[nodiscard]] std::optional<std::string> number_text() const;

    [[nodiscard]] std::string_view string_or(std::string_view fallback) const { return string().value_or(fallback); }
    [[nodiscard]] bool boolean_or(bool fallback) const { return boolean().value_or(fallback); }
    [[nodiscard]] std::uint64_t unsigned_or(std::uint64_t fallback) const {
        return unsigned_integer().value_or(fallback);
    }

    /// Elements of an array, fields of an object (a key that comes twice counts twice), 0 for all else.
    [[nodiscard]] std::size_t size() const;
    /// The value of a key, the last one where it comes twice; missing where this is no object. Looks at every key.
    [[nodiscard]] JsonValue operator[](std::string_view key) const;
    /// The n-th element; missing behind the end and where this is no array. Walks there: use items() in loops.
    [[nodiscard]] JsonValue operator[](std::size_t index) const;
    [[nodiscard]] JsonItems items() const;   ///< the elements of an array; none for all else
    [[nodiscard]] JsonFields fields() const; ///< keys and values of an object, as written; none for all else
    /// The strings of an array; nullopt where this is no array or holds anything else.
    [[nodiscard]] std::optional<std::vector<std::string>> strings() const;

private:
    friend class JsonDocument;
    friend class JsonItems;
    friend class JsonFields;
    JsonValue(const detail::JsonData* data, std::uint32_t node) : data_(data), node_(node) {}

    const detail::JsonData* data_ = nullptr;
    std::uint32_t node_ = 0;
};

/// `for (JsonValue layer : manifest["layers"].items())`
class JsonItems {
public:
    class Iterator {
    public:
        using value_type = JsonValue;
        using difference_type = std::ptrdiff_t;
        [[nodiscard]] JsonValue operator*() const { return {data_, node_}; }
        Iterator& operator++();
        void operator++(int) { ++*this; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.node_ == b.node_; }

    private:
        friend class JsonItems;
        const detail::JsonData* data_ = nullptr;
        std::uint32_t node_ = 0;
    };
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

private:
    friend class JsonValue;
    explicit JsonItems(JsonValue array) : array_(array) {}
    JsonValue array_;
};

/// `for (auto [key, value] : labels.fields())`
class JsonFields {
public:
    class Iterator {
    public:
        using value_type = std::pair<std::string_view, JsonValue>;
        using difference_type = std::ptrdiff_t;
        [[nodiscard]] value_type operator*() const;
        Iterator& operator++();
        void operator++(int) { ++*this; }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.node_ == b.node_; }

    private:
        friend class JsonFields;
        const detail::JsonData* data_ = nullptr;
        std::uint32_t node_ = 0; ///< of the key; its value is the node behind it
    };
    [[nodiscard]] Iterator begin() const;
    [[nodiscard]] Iterator end() const;

private:
    friend class JsonValue;
    explicit JsonFields(JsonValue object) : object_(object) {}
    JsonValue object_;
};

/// A parsed document: about 16 bytes a value and one copy of its strings, freed without recursion.
class JsonDocument {
public:
    JsonDocument();
    JsonDocument(JsonDocument&&) noexcept;
    JsonDocument& operator=(JsonDocument&&) noexcept;
    ~JsonDocument();

    [[nodiscard]] JsonValue root() const { return {data_.get(), 0}; }
    /// The byte of the text that was no UTF-8 first; such bytes read as U+FFFD, as Go and so docker does. nullopt:
    /// none.
    [[nodiscard]] std::optional<std::uint64_t> first_bad_byte() const;

private:
    friend Result<JsonDocument> parse_json(std::string_view text, const Limits& limits);
    std::unique_ptr<detail::JsonData> data_;
};

/// Reads JSON by RFC 8259: no comments, nothing behind the value but white space. Fails with the byte on a broken text,
/// on UTF-16 or a byte order mark, and above Limits::document_bytes, document_depth or document_values.
[[nodiscard]] Result<JsonDocument> parse_json(std::string_view text, const Limits& limits = {});

/// `text` in quotes with what JSON demands escaped; bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_quote(std::string_view text);

} // namespace strata

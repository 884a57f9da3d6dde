// A tree of values with the meaning that Go's templates and Go's JSON give them: what reports are made of.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace strata {

class Value;
using ValueList = std::vector<Value>;
using ValueFields = std::vector<std::pair<std::string, Value>>;

enum class ValueType : std::uint8_t {
    nil,
    boolean,
    integer,
    number,
    text,
    duration, ///< nanoseconds: "1m30s" as text, a whole number as JSON
    list,
    map,    ///< keys are data: a missing one is no error; Go walks and prints them sorted
    record, ///< fields are a contract: an unknown one is an error; kept in order
};

/// What the values of a map are; it decides what `index` says of a key that is not there.
enum class MapOf : std::uint8_t { anything, texts, nothing };

/// Immutable and cheap to copy.
class Value {
public:
    Value() = default; ///< nil
    Value(bool value) : data_(value) {}
    Value(int value) : data_(std::int64_t{value}) {}
    Value(std::int64_t value) : data_(value) {}
    Value(std::uint64_t value);
    Value(double value) : data_(value) {}
    Value(std::string value) : data_(std::move(value)) {}
    Value(std::string_view value) : data_(std::string(value)) {}
    Value(const char* value) : data_(std::string(value)) {}

    [[nodiscard]] static Value duration(std::int64_t nanoseconds);
    [[nodiscard]] static Value list(ValueList items);
    [[nodiscard]] static Value texts(const std::vector<std::string>& items);
    /// A list that was never made: `null` as JSON, "[]" as text.
    [[nodiscard]] static Value nil_list();
    [[nodiscard]] static Value map(ValueFields entries, MapOf of = MapOf::anything);
    /// The same for a map: `null` as JSON, "map[]" as text.
    [[nodiscard]] static Value nil_map(MapOf of = MapOf::anything);
    /// `aliases` are other names for fields. `unwritten` fields are left out of JSON and text (Go's omitempty).
    /// Templates find both.
    [[nodiscard]] static Value record(ValueFields fields, std::vector<std::pair<std::string, std::string>> aliases = {},
                                      ValueFields unwritten = {});

    [[nodiscard]] ValueType kind() const;
    [[nodiscard]] bool is(ValueType kind_wanted) const { return kind() == kind_wanted; }
    /// A list or map that was never made.
    [[nodiscard]] bool is_absent() const;
    /// Go's truth: everything is true but nil, false, 0, "", and empty lists and maps.
    [[nodiscard]] bool truth() const;
    /// Of a list, map or text (bytes); 0 for all else.
    [[nodiscard]] std::size_t size() const;

    [[nodiscard]] bool boolean() const;              ///< false for all but a boolean
    [[nodiscard]] std::int64_t integer() const;      ///< 0 for all but an integer or duration
    [[nodiscard]] double number() const;             ///< of an integer or number
    [[nodiscard]] std::string_view string() const;   ///< "" for all but a text; valid as long as the value
    [[nodiscard]] const ValueList& items() const;    ///< of a list; empty for all else
    [[nodiscard]] const ValueFields& fields() const; ///< of a record in order, of a map sorted by key; else empty
    /// The value of a key or field; nullptr where there is none.
    [[nodiscard]] const Value* find(std::string_view name) const;
    [[nodiscard]] MapOf map_of() const;

    /// As Go's `%v` prints it: "[a b]", "map[a:1]", "{x 2}", "<nil>".
    [[nodiscard]] std::string text() const;
    /// How Go names its type: "string", "[]string", "map[string]string".
    [[nodiscard]] std::string type_name() const;

private:
    struct Duration {
        std::int64_t nanoseconds = 0;
    };
    struct List {
        std::shared_ptr<const ValueList> items; ///< null: never made
    };
    struct Fields {
        ValueFields fields;
        std::vector<std::pair<std::string, std::string>> aliases;
        ValueFields unwritten;
    };
    struct Map {
        std::shared_ptr<const Fields> entries; ///< null: never made
        MapOf of = MapOf::anything;
    };
    struct Record {
        std::shared_ptr<const Fields> fields;
    };
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Duration, List, Map, Record> data_;
};

/// Go's time.Duration.String: "1m30s", "500ms", "0s".
[[nodiscard]] std::string go_duration(std::int64_t nanoseconds);

} // namespace strata

#include "core/report/value.hpp"

#include "core/base/sort_list.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

namespace strata {
namespace {

/// Go's %v of a float64: the shortest text that reads back as the same number, with an exponent below 1e-4 and from
/// 1e6 on (strconv's 'g' with precision -1).
std::string go_number(double number) {
    const double size = number < 0 ? -number : number;
    const bool exponent = size != 0 && (size < 1e-4 || size >= 1e6);
    std::array<char, 400> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number,
                                   exponent ? std::chars_format::scientific : std::chars_format::fixed)
                         .ptr;
    return {digits.data(), end};
}

} // namespace

Value::Value(std::uint64_t value) {
    if (value <= static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
        data_ = static_cast<std::int64_t>(value);
    else
        data_ = static_cast<double>(value);
}

Value Value::duration(std::int64_t nanoseconds) {
    Value value;
    value.data_ = Duration{nanoseconds};
    return value;
}

Value Value::list(ValueList items) {
    Value value;
    value.data_ = List{std::make_shared<const ValueList>(std::move(items))};
    return value;
}

Value Value::texts(const std::vector<std::string>& items) { return list({items.begin(), items.end()}); }

Value Value::nil_list() {
    Value value;
    value.data_ = List{};
    return value;
}

Value Value::map(ValueFields entries, MapOf of) {
    sort_list(entries, {}, [](const auto& entry) -> const std::string& { return entry.first; });
    Value value;
    value.data_ = Map{std::make_shared<const Fields>(Fields{std::move(entries), {}, {}}), of};
    return value;
}

Value Value::nil_map(MapOf of) {
    Value value;
    value.data_ = Map{nullptr, of};
    return value;
}

Value Value::record(ValueFields fields, std::vector<std::pair<std::string, std::string>> aliases,
                    ValueFields unwritten) {
    Value value;
    value.data_ =
        Record{std::make_shared<const Fields>(Fields{std::move(fields), std::move(aliases), std::move(unwritten)})};
    return value;
}

ValueType Value::kind() const {
    constexpr std::array kinds = {ValueType::nil,    ValueType::boolean, ValueType::integer,
                                  ValueType::number, ValueType::text,    ValueType::duration,
                                  ValueType::list,   ValueType::map,     ValueType::record};
    return kinds[data_.index()];
}

bool Value::is_absent() const {
    if (const auto* list = std::get_if<List>(&data_)) return list->items == nullptr;
    if (const auto* map = std::get_if<Map>(&data_)) return map->entries == nullptr;
    return false;
}

bool Value::truth() const {
    switch (kind()) {
    case ValueType::nil: return false;
    case ValueType::boolean: return boolean();
    case ValueType::integer:
    case ValueType::duration: return integer() != 0;
    case ValueType::number: return number() != 0;
    case ValueType::text:
    case ValueType::list:
    case ValueType::map: return size() != 0;
    case ValueType::record: return true;
    }
    return false;
}

std::size_t Value::size() const {
    if (is(ValueType::text)) return string().size();
    return is(ValueType::list) ? items().size() : fields().size();
}

bool Value::boolean() const {
    const bool* value = std::get_if<bool>(&data_);
    return value != nullptr && *value;
}

std::int64_t Value::integer() const {
    if (const auto* length = std::get_if<Duration>(&data_)) return length->nanoseconds;
    const auto* value = std::get_if<std::int64_t>(&data_);
    return value == nullptr ? 0 : *value;
}

double Value::number() const {
    const double* value = std::get_if<double>(&data_);
    return value == nullptr ? static_cast<double>(integer()) : *value;
}

std::string_view Value::string() const {
    const auto* value = std::get_if<std::string>(&data_);
    return value == nullptr ? std::string_view{} : std::string_view(*value);
}

const ValueList& Value::items() const {
    static const ValueList none;
    const auto* value = std::get_if<List>(&data_);
    return value == nullptr || value->items == nullptr ? none : *value->items;
}

const ValueFields& Value::fields() const {
    static const ValueFields none;
    if (const auto* value = std::get_if<Map>(&data_)) return value->entries == nullptr ? none : value->entries->fields;
    const auto* value = std::get_if<Record>(&data_);
    return value == nullptr ? none : value->fields->fields;
}

const Value* Value::find(std::string_view name) const {
    const auto* whole = std::get_if<Record>(&data_);
    if (whole != nullptr)
        for (const auto& [alias, real] : whole->fields->aliases)
            if (alias == name) name = real;
    for (const auto& [key, value] : fields())
        if (key == name) return &value;
    if (whole != nullptr)
        for (const auto& [key, value] : whole->fields->unwritten)
            if (key == name) return &value;
    return nullptr;
}

MapOf Value::map_of() const {
    const auto* map = std::get_if<Map>(&data_);
    return map == nullptr ? MapOf::anything : map->of;
}

std::string Value::text() const {
    std::string out;
    switch (kind()) {
    case ValueType::nil: return "<nil>";
    case ValueType::boolean: return boolean() ? "true" : "false";
    case ValueType::integer: return strata::text(integer());
    case ValueType::number: return go_number(number());
    case ValueType::text: return std::string(string());
    case ValueType::duration: return go_duration(integer());
    case ValueType::list:
        for (const Value& item : items()) out += strata::text(out.empty() ? "" : " ", item.text());
        return strata::text('[', out, ']');
    case ValueType::map:
        for (const auto& [key, value] : fields()) out += strata::text(out.empty() ? "" : " ", key, ':', value.text());
        return strata::text("map[", out, ']');
    case ValueType::record:
        for (const auto& field : fields())
            out += strata::text(&field == fields().data() ? "" : " ", field.second.text());
        return strata::text('{', out, '}');
    }
    return out;
}

std::string Value::type_name() const {
    switch (kind()) {
    case ValueType::nil: return "<nil>";
    case ValueType::boolean: return "bool";
    case ValueType::integer: return "int";
    case ValueType::number: return "float64";
    case ValueType::text: return "string";
    case ValueType::duration: return "time.Duration";
    case ValueType::list: {
        const bool all_texts = std::ranges::all_of(items(), [](const Value& item) { return item.is(ValueType::text); });
        return all_texts ? "[]string" : "[]interface {}";
    }
    case ValueType::map:
        return map_of() == MapOf::texts     ? "map[string]string"
               : map_of() == MapOf::nothing ? "map[string]struct {}"
                                            : "map[string]interface {}";
    case ValueType::record: return "struct";
    }
    return "";
}

std::string go_duration(std::int64_t nanoseconds) {
    if (nanoseconds == 0) return "0s";
    const bool negative = nanoseconds < 0;
    const std::uint64_t whole =
        negative ? 0 - static_cast<std::uint64_t>(nanoseconds) : static_cast<std::uint64_t>(nanoseconds);
    const auto with_decimals = [](std::uint64_t value, std::uint64_t unit, std::string_view name) {
        std::string decimals = strata::text(unit + value % unit); // a leading 1 keeps the zeros
        decimals[0] = '.';
        decimals.erase(decimals.find_last_not_of("0.") == std::string::npos ? 0 : decimals.find_last_not_of('0') + 1);
        return strata::text(value / unit, decimals, name);
    };
    std::string out = negative ? "-" : "";
    if (whole < 1000) return out + strata::text(whole, "ns");
    if (whole < 1'000'000) return out + with_decimals(whole, 1000, "µs");
    if (whole < 1'000'000'000) return out + with_decimals(whole, 1'000'000, "ms");
    const std::uint64_t minutes = whole / 60'000'000'000;
    if (minutes >= 60) out += strata::text(minutes / 60, 'h');
    if (minutes > 0) out += strata::text(minutes % 60, 'm');
    return out + with_decimals(whole % 60'000'000'000, 1'000'000'000, "s");
}

} // namespace strata

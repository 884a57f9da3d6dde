// YAML that a person wrote: read by libyaml into plain values that know their lines.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class YamlKind : std::uint8_t { text, list, map };

struct YamlField;

struct YamlValue {
    YamlKind kind = YamlKind::text;
    std::string text;              ///< as written; "" for nothing
    bool is_null = false;          ///< nothing, `~` or `null`, without quotes
    std::vector<YamlValue> items;  ///< of a list
    std::vector<YamlField> fields; ///< of a map, in order
    std::uint32_t line = 0;        ///< where it starts, from 1; of a field's value the line of its key
    std::uint32_t rest = 0;        ///< of the document: the line on which something else begins behind it; 0 for none
};

struct YamlField {
    std::string key;
    YamlValue value;
};

/// The first document, whatever stands behind it; an empty map where there is none. An alias stands for the text
/// of its anchor. Fails with libyaml's reason and the line; on aliases for lists, maps and texts above 1 KiB, keys that
/// are no text, a nesting above 32, or above 100 000 values.
[[nodiscard]] Result<YamlValue> parse_yaml(std::string_view text);

} // namespace strata

// One JSON value on one line, keys sorted: equal text for equal values, however they are written.
#pragma once

#include "core/base/json.hpp"

#include <string>

namespace strata {

/// `{"Interval":30000000000,"Test":["CMD","true"]}`; "" for a missing value. Of a key that comes twice the last counts.
[[nodiscard]] std::string compact_json(JsonValue value);

} // namespace strata

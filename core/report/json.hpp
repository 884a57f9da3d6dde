// Values as JSON, byte for byte as Go writes it.
#pragma once

#include "core/report/value.hpp"

#include <cstdint>
#include <string>

namespace strata {

enum class HtmlEscape : std::uint8_t { none, escape };

/// On one line, without spaces. With HtmlEscape::escape `<`, `>` and `&` become `\u003c`… (Go's json.Marshal; docker's
/// rows of `images` and `history` have it, `inspect` has not). Keys of maps are sorted, fields of records in order;
/// bytes that are no UTF-8 become U+FFFD.
[[nodiscard]] std::string json_line(const Value& value, HtmlEscape html = HtmlEscape::none);

/// Indented by four spaces a level (docker inspect) or as many as asked for; no line end behind it.
[[nodiscard]] std::string json_indented(const Value& value, unsigned spaces = 4);

} // namespace strata

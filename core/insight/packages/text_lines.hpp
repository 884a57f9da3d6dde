// Lines and fields of the text files that package managers keep.
#pragma once

#include "core/base/ascii.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Takes the first line off `rest`, without its end ("\n" or "\r\n").
[[nodiscard]] std::string_view take_line(std::string_view& rest);

/// "Name: value": the part behind the colon, trimmed, where the line starts with `name` in any case and a colon.
/// Otherwise a view whose data() is null.
[[nodiscard]] std::string_view field_value(std::string_view line, std::string_view name);

/// The words with `between` between them.
[[nodiscard]] std::string joined(const std::vector<std::string>& words, std::string_view between);

/// Programs on Windows like to put one in front of UTF-8.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// Appends `word` unless the list has it; a list keeps the order in which its words came, and the first 256 of them.
void append_once(std::vector<std::string>& list, std::string_view word);

} // namespace strata

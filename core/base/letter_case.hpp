// Upper and lower case of the letters that image documents are written in.
#pragma once

#include <string>
#include <string_view>

namespace strata {

/// ASCII, Latin-1, Latin Extended-A, Greek and Cyrillic letters in the other case (Unicode, UnicodeData.txt); all else,
/// and letters whose other case is more than one, as they are. `text` is UTF-8, what is none becomes U+FFFD.
[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);
/// Go's strings.Title: the first letter of each word in upper case; a word begins where no letter, digit or "_" stands
/// before it.
[[nodiscard]] std::string title_case(std::string_view text);

} // namespace strata

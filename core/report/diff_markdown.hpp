// A diff of two images as a comment under a pull request.
#pragma once

#include "core/report/diff_report.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace strata {

/// GitHub-flavoured Markdown: a heading with the verdict, a table of the summary, then layers, settings, files and
/// contents, folded. At most `most_bytes` (GitHub takes comments of 65,536 characters): what would not fit is left out
/// and said to be. Strangers' text can't break out of its cell.
[[nodiscard]] std::string diff_markdown(const DiffReport& report, std::size_t most_bytes = 60'000);

/// Text in a code span that stays in its table cell, 120 columns of it at most: no line ends, no bar, and a fence
/// longer than any run of backticks in it (CommonMark 6.1). "" for "".
[[nodiscard]] std::string code_cell(std::string_view raw);

} // namespace strata

// A diff of two images as a comment under a pull request.
#pragma once

#include "core/report/diff_report.hpp"

#include <cstddef>
#include <string>

namespace strata {

/// GitHub-flavoured Markdown: a heading with the verdict, a table of the summary, then layers, settings, files and
/// contents, folded. At most `most_bytes` (GitHub takes comments of 65,536 characters): what would not fit is left out
/// and said to be. Strangers' text can't break out of its cell.
[[nodiscard]] std::string diff_markdown(const DiffReport& report, std::size_t most_bytes = 60'000);

} // namespace strata

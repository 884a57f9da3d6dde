// The findings' section of a report of a diff, in its three forms.
#pragma once

#include "core/report/diff_report.hpp"
#include "core/report/diff_text.hpp"
#include "core/report/value.hpp"

#include <string>

namespace strata {

/// Heading and rows, new ones first; "" where nothing came and nothing went.
[[nodiscard]] std::string findings_section_text(const DiffReport& report, const PaintDiff& paint);
/// A table in a fold; "" likewise.
[[nodiscard]] std::string findings_section_markdown(const DiffReport& report);
/// List: change ("added" "removed"), rule, severity, path (null for settings), setting (null for files), line (null for
/// none), layer (from 1, of the image that has it; null for none), found, note, ghost (boolean).
[[nodiscard]] Value findings_section_value(const DiffReport& report);

} // namespace strata

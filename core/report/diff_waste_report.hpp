// The section about waste of a report of a diff, in its forms.
#pragma once

#include "core/report/diff_report.hpp"
#include "core/report/diff_text.hpp"
#include "core/report/value.hpp"

#include <string>

namespace strata {

/// "4.08 MB → 3.63 MB wasted (−447 kB), 1.13 MB → 777 kB needless (−350 kB)"; what neither has is left out, "" where
/// neither has anything.
[[nodiscard]] std::string waste_change_text(SizePair wasted, SizePair needless);
/// Heading, the sum, the classes of either image, then the paths; "" where no path's waste differs, as in all forms.
[[nodiscard]] std::string waste_section_text(const DiffReport& report, const PaintDiff& paint);
/// Two tables in a fold.
[[nodiscard]] std::string waste_section_markdown(const DiffReport& report);
/// Two tables.
[[nodiscard]] std::string waste_section_html(const DiffReport& report);
/// classes: list of class, bytes_a, bytes_b, files_a, files_b; rows: list of change ("added" "removed" "changed"),
/// path, class, bytes_a, bytes_b, layer_a, layer_b (from 1; null where there is none).
[[nodiscard]] Value waste_section_value(const DiffReport& report);

} // namespace strata

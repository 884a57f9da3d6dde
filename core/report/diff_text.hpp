// A diff of two images for people at a terminal.
#pragma once

#include "core/report/diff_report.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace strata {

/// What a piece of the report means; whoever shows it chooses the colours.
enum class DiffTone : std::uint8_t { plain, heading, added, changed, removed, moved, muted };
using PaintDiff = std::function<std::string(DiffTone, std::string_view)>;

/// The verdict, the summary, then the sections that differ: Layers, Settings, History, Files, Contents. Strangers' text
/// is made printable. Long sections end with "… and N more (--all)".
[[nodiscard]] std::string diff_text(const DiffReport& report, const PaintDiff& paint);

} // namespace strata

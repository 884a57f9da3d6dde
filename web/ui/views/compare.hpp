// What the views of a comparison share.
#pragma once

#include "web/ui/views/views.hpp"

namespace strata::ui {

/// Whether every layer of both images is there, so that they can be compared.
[[nodiscard]] bool can_compare(const Screen& screen);
/// What the newer image has to be warned of and the older has not; nullptr where it is not known.
[[nodiscard]] const FindingsDiff* known_findings(const Screen& screen);
/// Where a view of a comparison would be while layers are still being read.
void draw_comparison_awaited(const Screen& screen, ImVec4 room);
/// The bar above the files that differ: text, changes, whose rows.
void draw_difference_filters(const Screen& screen, Commands& commands);
/// "=", "≠", "+", "−", "↕": how a layer stands to the other image.
[[nodiscard]] std::string_view match_mark(LayerMatch match);
[[nodiscard]] ImU32 match_colour(const Colours& colours, LayerMatch match);
/// "times only", "other files: +3 ~1 −0", "moved", "only in A".
[[nodiscard]] std::string match_words(const LayerRow& row);
[[nodiscard]] ImU32 change_colour(const Colours& colours, SettingChange change);
/// "Env PORT", "ExposedPorts": what a setting's values are of; printable.
[[nodiscard]] std::string setting_name(const SettingRow& row);
/// "8080 → 9090", "+ 9464/tcp", "− old": a setting's values, printable and cut to what a row can show.
[[nodiscard]] std::string setting_values(const SettingRow& row);

} // namespace strata::ui

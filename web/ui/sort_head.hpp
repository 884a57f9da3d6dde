// The heads of a table's columns, by which it is sorted.
#pragma once

#include "core/tree/rows.hpp"
#include "web/ui/widgets.hpp"

#include <optional>
#include <string_view>

namespace strata::ui {

struct SortHead {
    std::string_view name;
    float from = 0, to = 0; ///< pixels
    Align align = Align::left;
};

[[nodiscard]] inline float heads_height(const Theme& theme) { return theme.px(27); } ///< pixels, the line included

/// One head at the height `top`; `sorted` is the order in which its column sorts the table now, if it does. Returns the
/// order that a press asks for: the usual one, or the other where it is that already.
[[nodiscard]] std::optional<SortOrder> sort_head(Ui& ui, const SortHead& head, float top,
                                                 std::optional<SortOrder> sorted);
/// The line below all of them, across the window.
void draw_heads_line(const Ui& ui, float top);

} // namespace strata::ui

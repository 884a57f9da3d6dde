// Panels above the page, and those that are only read: shortcuts, problems.
#pragma once

#include "web/ui/screen.hpp"

#include <string_view>

namespace strata::ui {

/// The menu of the selected row: at the pointer where that asked for it in this frame, else below the row.
[[nodiscard]] ShowPopup context_menu();

/// Draw what it holds between begin and end.
void begin_panel(Ui& ui, std::string_view name, Role role, const ImVec4& room);
void end_panel(Ui& ui);

void draw_help(const Screen& screen, Commands& commands);
void draw_problems(const Screen& screen);

} // namespace strata::ui

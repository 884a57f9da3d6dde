// Panels above the page, and those that are only read: shortcuts, problems.
#pragma once

#include "web/ui/app.hpp"

#include <string_view>

namespace strata::ui {

/// Draw what it holds between begin and end.
void begin_panel(Ui& ui, std::string_view name, Role role, const ImVec4& room);
void end_panel(Ui& ui);

void draw_help(const Screen& screen);
void draw_problems(const Screen& screen);

} // namespace strata::ui

#include "web/ui/views/panels.hpp"

#include "core/base/text.hpp"
#include "web/ui/views/problems.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace strata::ui {

ShowPopup context_menu() {
    ShowPopup menu{Popup::context_menu};
    if (ImGui::IsMouseReleased(ImGuiMouseButton_Right)) menu.at = ImGui::GetMousePos();
    return menu;
}

void begin_panel(Ui& ui, std::string_view name, Role role, const ImVec4& room) {
    const Theme& theme = ui.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.panel, theme.radius);
    list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.radius);
    ui.mirror.add(
        {.role = role, .name = std::string(name), .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    ui.mirror.open();
    ImGui::SetCursorScreenPos({room.x + theme.half_gap, room.y + theme.half_gap});
    ImGui::BeginChild("panel", {width_of(room) - 2 * theme.half_gap, height_of(room) - 2 * theme.half_gap},
                      ImGuiChildFlags_NavFlattened);
}

void end_panel(Ui& ui) {
    ImGui::EndChild();
    ui.mirror.close();
}

void draw_problems(const Screen& screen) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const std::vector<std::string> problems = problems_shown(screen);
    const float width = std::min(theme.px(640), page.x - theme.px(32)), line = width - theme.px(64);
    float needed = theme.px(64); // heading and margins
    for (const std::string& problem : problems) needed += paragraph_height(ui, Face::sans, problem, line) + theme.gap;
    const float height = std::min(needed, page.y * 0.85f);
    const float x = (page.x - width) / 2, y = (page.y - height) / 2;
    begin_panel(ui, "Problems", Role::dialog, {x, y, x + width, y + height});
    ImGui::Indent(theme.padding);
    ImGui::Dummy({1, theme.half_gap});
    heading(ui, screen.against ? "What is wrong with these archives" : "What is wrong with this archive");
    for (const std::string& problem : problems) {
        ImGui::Dummy({1, theme.half_gap});
        paragraph(ui, {}, problem, line);
    }
    ImGui::Unindent(theme.padding);
    end_panel(ui);
}

} // namespace strata::ui

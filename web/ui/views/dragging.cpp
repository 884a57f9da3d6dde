#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <imgui_internal.h>

namespace strata::ui {

void draw_dragging(const Screen& screen) {
    if (!screen.state.dragging) return;
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(page);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, theme.colours.shade);
    ImGui::Begin("dragging", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoFocusOnAppearing |
                     ImGuiWindowFlags_NoSavedSettings);
    ImGui::BringWindowToDisplayFront(ImGui::GetCurrentWindow());
    ImGui::PopStyleColor();
    const float edge = theme.px(12);
    ImGui::GetWindowDrawList()->AddRect({edge, edge}, {page.x - edge, page.y - edge}, theme.colours.accent,
                                        theme.radius, 0, theme.px(2));
    const std::string words = screen.image ? text("Drop to open beside ", printable(screen.image->title()))
                                           : "Drop to open; two are compared";
    const ImVec4 room = {0, page.y / 2 - theme.px(20), page.x, page.y / 2 + theme.px(20)};
    const float half = text_extent(ui, Face::title, words).x / 2 + theme.px(28);
    ImGui::GetWindowDrawList()->AddRectFilled({page.x / 2 - half, room.y - theme.px(14)},
                                              {page.x / 2 + half, room.w + theme.px(14)}, theme.colours.panel,
                                              theme.radius);
    draw_text(ui, room, {.face = Face::title}, words, Align::centre);
    ui.mirror.add(
        {.role = Role::status, .name = words, .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    ImGui::End();
}

} // namespace strata::ui

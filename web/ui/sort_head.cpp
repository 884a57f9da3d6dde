#include "web/ui/sort_head.hpp"

#include "core/base/text.hpp"

namespace strata::ui {

std::optional<SortOrder> sort_head(Ui& ui, const SortHead& head, float top, std::optional<SortOrder> sorted) {
    const Theme& theme = ui.theme;
    const ImVec4 room = {head.from, top, head.to, top + heads_height(theme) - 1};
    ImGui::SetCursorScreenPos({room.x, room.y});
    const Touch touch =
        press_area(ui, head.name, room, Role::button, text("Sort by ", head.name), sorted ? state_checked : 0);
    if (sorted) ui.mirror.place_last(0, 0, 0, *sorted == SortOrder::usual ? "sorted" : "sorted, reversed");
    const ImU32 colour = touch.hovered || sorted ? theme.colours.text : theme.colours.dim;
    draw_text(ui, room, {.face = Face::small, .colour = colour}, head.name, head.align);
    if (sorted) {
        const float words = text_extent(ui, Face::small, head.name).x;
        const float x = head.align == Align::right ? room.z - words - theme.px(16) : room.x + words;
        draw_icon(ui, {x, room.y, x + theme.px(16), room.w},
                  *sorted == SortOrder::usual ? Icon::chevron_down : Icon::chevron_up, theme.colours.dim);
    }
    const float edge = theme.px(5); // between ring and words
    draw_focus(ui, {room.x - edge, room.y, room.z + edge, room.w}, touch);
    if (!touch) return std::nullopt;
    return sorted == SortOrder::usual ? SortOrder::reversed : SortOrder::usual;
}

void draw_heads_line(const Ui& ui, float top) {
    const float left = ImGui::GetWindowPos().x, line = top + heads_height(ui.theme) - 1;
    draw_line(ui, {left, line}, {left + ImGui::GetWindowWidth(), line}, ui.theme.colours.line);
}

} // namespace strata::ui

#include "web/ui/widgets.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace strata::ui {

namespace {

ImDrawList& list() { return *ImGui::GetWindowDrawList(); }

} // namespace

void draw_focus(const Ui& ui, const ImVec4& room, const Touch& touch) {
    if (!touch.focused || !ImGui::GetIO().NavVisible) return;
    list().AddRect({room.x + 1, room.y + 1}, {room.z - 1, room.w - 1}, ui.theme.colours.focus, ui.theme.radius, 0,
                   ui.theme.px(1.5f));
}

ImVec4 room_here(float width, float height) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    return {at.x, at.y, at.x + width, at.y + height};
}

Touch press_area(Ui& ui, std::string_view id, ImVec4 room, Role role, std::string_view name, unsigned states) {
    ImGuiWindow* window = ImGui::GetCurrentWindow();
    const ImGuiID item = window->GetID(id.data(), id.data() + id.size());
    const ImRect box(room.x, room.y, room.z, room.w);
    Touch touch{.id = item};
    const bool disabled = (states & state_disabled) != 0;
    ImGui::ItemSize(box.GetSize());
    const bool seen = ImGui::ItemAdd(box, item, nullptr, disabled ? ImGuiItemFlags_Disabled : 0);
    if (seen && !disabled) {
        bool held = false;
        touch.pressed = ImGui::ButtonBehavior(box, item, &touch.hovered, &held, ImGuiButtonFlags_MouseButtonLeft);
        touch.doubled = touch.hovered && ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left);
        touch.focused = ImGui::GetFocusID() == item && ImGui::IsWindowFocused();
        touch.context = (touch.hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) ||
                        (touch.focused && ImGui::IsKeyPressed(ImGuiKey_Menu, false));
    }
    if (ui.mirror.take_focus(item)) ImGui::SetFocusID(item, window);
    if (!disabled && ui.mirror.take_press(item)) {
        touch.pressed = true;
        ImGui::ClearActiveID(); // as a click does: a field that is written in
    }
    if (touch.focused) states |= state_focused;
    ui.mirror.add({.id = item,
                   .role = role,
                   .states = static_cast<std::uint16_t>(states),
                   .name = std::string(name),
                   .rectangle = {room.x, room.y, room.z - room.x, room.w - room.y}});
    return touch;
}

bool button(Ui& ui, std::string_view name, ButtonKind kind, std::string_view hint) {
    const Theme& theme = ui.theme;
    const Colours& colours = theme.colours;
    const float hint_width = hint.empty() ? 0 : theme.px(24) + text_extent(ui, Face::sans, hint).x;
    const ImVec4 room =
        room_here(text_extent(ui, Face::sans, name).x + theme.px(kind == ButtonKind::primary ? 32 : 22) + hint_width,
                  theme.px(30));
    const Touch touch = press_area(ui, name, room, Role::button, name);
    const ImVec2 low = {room.x, room.y}, high = {room.z, room.w};
    if (kind == ButtonKind::primary) {
        list().AddRectFilled(low, high, touch.hovered ? colours.button_hovered : colours.button, theme.radius);
    } else {
        if (kind == ButtonKind::plain || touch.hovered)
            list().AddRectFilled(low, high, touch.hovered ? colours.hovered : colours.raised, theme.radius);
        if (kind == ButtonKind::plain) list().AddRect(low, high, colours.line, theme.radius);
    }
    const ImU32 ink = kind == ButtonKind::primary ? colours.on_accent : colours.text;
    if (hint.empty())
        draw_text(ui, room, {.colour = ink}, name, Align::centre);
    else {
        draw_text(ui, inset(room, theme.px(11), 0), {.colour = ink}, name);
        draw_text(ui, inset(room, theme.px(11), 0), {.colour = colours.faint}, hint, Align::right);
    }
    draw_focus(ui, room, touch);
    return touch.pressed;
}

bool icon_button(Ui& ui, Icon icon, std::string_view name, ButtonKind kind) {
    const ImVec4 room =
        room_here(ui.theme.px(kind == ButtonKind::plain ? 34 : 24), ui.theme.px(kind == ButtonKind::plain ? 30 : 24));
    const Touch touch = press_area(ui, name, room, Role::button, name);
    const Colours& colours = ui.theme.colours;
    if (kind == ButtonKind::plain || touch.hovered)
        list().AddRectFilled({room.x, room.y}, {room.z, room.w}, touch.hovered ? colours.hovered : colours.raised,
                             ui.theme.radius);
    if (kind == ButtonKind::plain) list().AddRect({room.x, room.y}, {room.z, room.w}, colours.line, ui.theme.radius);
    draw_icon(ui, room, icon, touch.hovered ? colours.text : colours.dim);
    draw_focus(ui, room, touch);
    tooltip(ui, touch, name);
    return touch.pressed;
}

float chip_width(const Ui& ui, std::string_view shown, ImU32 dot) {
    return text_extent(ui, Face::small, shown).x + ui.theme.px(22) + (dot ? ui.theme.px(13) : 0);
}

bool chip(Ui& ui, std::string_view name, bool on, ImU32 dot, std::string_view shown) {
    const Theme& theme = ui.theme;
    const std::string_view words = shown.empty() ? name : shown;
    const float dot_width = dot ? theme.px(13) : 0;
    const ImVec4 room = room_here(chip_width(ui, words, dot), theme.px(24));
    const Touch touch = press_area(ui, name, room, Role::checkbox, name, on ? state_checked : 0);
    const float radius = height_of(room) / 2;
    if (on || touch.hovered)
        list().AddRectFilled({room.x, room.y}, {room.z, room.w}, on ? theme.colours.raised : theme.colours.hovered,
                             radius);
    list().AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, radius);
    const float left = room.x + theme.px(11);
    if (dot)
        list().AddCircleFilled({left + theme.px(3), (room.y + room.w) / 2}, theme.px(4), on ? dot : faded(dot, 0.45f));
    draw_text(ui, {left + dot_width, room.y, room.z, room.w},
              {.face = Face::small, .colour = on ? theme.colours.text : theme.colours.faint}, words);
    draw_focus(ui, room, touch);
    if (!shown.empty()) tooltip(ui, touch, name);
    return touch.pressed;
}

std::optional<std::size_t> segments(Ui& ui, std::string_view name, std::span<const std::string_view> names,
                                    std::size_t active) {
    const Theme& theme = ui.theme;
    std::optional<std::size_t> pressed;
    ui.mirror.add({.role = Role::radio_group, .name = std::string(name)});
    ui.mirror.open();
    ImGui::PushID(name.data(), name.data() + name.size());
    const ImVec2 start = ImGui::GetCursorScreenPos();
    float x = start.x;
    const float height = theme.px(24);
    for (std::size_t i = 0; i < names.size(); i++) {
        const float width = text_extent(ui, Face::small, names[i]).x + theme.px(19);
        const ImVec4 room = {x, start.y, x + width, start.y + height};
        ImGui::SetCursorScreenPos({x, start.y});
        const Touch touch = press_area(ui, names[i], room, Role::radio, names[i], i == active ? state_checked : 0);
        if (touch.pressed) pressed = i;
        const ImDrawFlags corners =
            (i == 0 ? ImDrawFlags_RoundCornersLeft : 0) | (i + 1 == names.size() ? ImDrawFlags_RoundCornersRight : 0);
        const ImU32 ground = i == active ? theme.colours.selected : touch.hovered ? theme.colours.hovered : 0;
        list().AddRectFilled({room.x, room.y}, {room.z, room.w}, ground, theme.radius,
                             corners ? corners : ImDrawFlags_RoundCornersNone);
        draw_text(ui, room, {.face = Face::small, .colour = i == active ? theme.colours.text : theme.colours.dim},
                  names[i], Align::centre);
        draw_focus(ui, room, touch);
        x += width;
    }
    list().AddRect(start, {x, start.y + height}, theme.colours.line, theme.radius);
    ImGui::SetCursorScreenPos(start);
    ImGui::Dummy({x - start.x, height});
    ImGui::PopID();
    ui.mirror.close();
    return pressed;
}

namespace {

/// A pill and the gap before it.
float badge_width_of(const Ui& ui, std::string_view badge) {
    return badge.empty() ? 0 : text_extent(ui, Face::small, badge).x + ui.theme.px(18);
}

} // namespace

float tab_width(const Ui& ui, const TabWords& words) {
    return text_extent(ui, Face::sans, words.name).x + badge_width_of(ui, words.badge);
}

bool tab(Ui& ui, const TabWords& words, float padding, bool active) {
    const Theme& theme = ui.theme;
    const Face face = Face::sans;
    const auto [name, badge] = words;
    const float badge_width = badge_width_of(ui, badge);
    const float name_width = text_extent(ui, face, name).x;
    const ImVec4 room = room_here(name_width + badge_width + 2 * padding, theme.tab_bar - theme.gap);
    const Touch touch =
        press_area(ui, name, room, Role::tab, badge.empty() ? std::string(name) : text(name, " ", badge),
                   active ? state_selected : 0);
    const float left = room.x + padding;
    draw_text(ui, {left, room.y, left + name_width + 1, room.w},
              {.face = face, .colour = active || touch.hovered ? theme.colours.text : theme.colours.dim}, name);
    if (!badge.empty()) {
        const float middle = (room.y + room.w) / 2, x = left + name_width + theme.px(6);
        const ImVec4 pill = {x, middle - theme.px(8), x + badge_width - theme.px(6), middle + theme.px(8)};
        list().AddRectFilled({pill.x, pill.y}, {pill.z, pill.w}, theme.colours.track, theme.px(8));
        draw_text(ui, pill, {.face = Face::small, .colour = theme.colours.dim}, badge, Align::centre);
    }
    if (active) list().AddRectFilled({room.x, room.w - theme.px(2)}, {room.z, room.w}, theme.colours.accent);
    draw_focus(ui, room, touch);
    return touch.pressed;
}

bool link(Ui& ui, std::string_view name, Face face) {
    const ImVec2 size = text_extent(ui, face, name);
    const ImVec4 room = room_here(size.x, size.y);
    const Touch touch = press_area(ui, name, room, Role::link, name);
    draw_text(ui, room, {.face = face, .colour = ui.theme.colours.accent}, name);
    if (touch.hovered) draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, ui.theme.colours.accent);
    const float clear = ui.theme.px(4); // of the letters and the line below them
    draw_focus(ui, {room.x - clear, room.y - clear, room.z + clear, room.w + clear}, touch);
    return touch.pressed;
}

} // namespace strata::ui

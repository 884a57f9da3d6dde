#include "core/base/text.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

namespace {

/// A button that names an image and opens a menu.
bool image_pill(Ui& ui, std::string_view id, std::string_view side, std::string_view title, std::string_view platform) {
    const Theme& theme = ui.theme;
    const float side_width = side.empty() ? 0 : text_extent(ui, Face::sans, side).x + theme.gap;
    const float title_width = std::min(text_extent(ui, Face::strong, title).x, theme.px(280)) + 1;
    const float platform_width = platform.empty() ? 0 : text_extent(ui, Face::sans, platform).x + theme.gap;
    const ImVec4 room = room_here(side_width + title_width + platform_width + theme.px(44), theme.px(30));
    const Touch touch = press_area(ui, id, room, Role::button,
                                   text(side, side.empty() ? "" : " ", title, platform.empty() ? "" : " ", platform));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, touch.hovered ? theme.colours.hovered : theme.colours.raised,
                       theme.radius);
    list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.radius);
    float x = room.x + theme.px(11);
    const auto put = [&](TextStyle style, std::string_view words, float width) {
        draw_text(ui, {x, room.y, x + width, room.w}, style, words);
        x += width;
    };
    put({.colour = theme.colours.dim}, side, side_width);
    put({.face = Face::strong}, title, title_width + (platform.empty() ? 0 : theme.gap));
    put({.colour = theme.colours.dim}, platform, platform_width);
    draw_icon(ui, {room.z - theme.px(26), room.y, room.z - theme.px(4), room.w}, Icon::caret_down, theme.colours.dim);
    return touch.pressed;
}

void draw_images(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    if (!screen.image) return;
    if (screen.against) {
        if (image_pill(ui, "older", "A", screen.against->title(), "")) commands.add(ShowPopup{Popup::compare_menu});
        space(ui.theme.gap);
        if (icon_button(ui, Icon::swap, "Swap the two images", ButtonKind::plain)) commands.add(Action::swap_sides);
        space(ui.theme.gap);
        if (image_pill(ui, "newer", "B", screen.image->title(), "")) commands.add(ShowPopup{Popup::image_menu});
        space(ui.theme.gap);
        return;
    }
    if (image_pill(ui, "image", "", screen.image->title(), screen.image->record.platform.text()))
        commands.add(ShowPopup{Popup::image_menu});
    space(ui.theme.gap);
    if (image_pill(ui, "compare", "Compare with", "", "")) commands.add(ShowPopup{Popup::compare_menu});
    space(ui.theme.gap);
}

} // namespace

void draw_header(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    const float width = ImGui::GetWindowWidth(), middle = corner.y + (theme.header - theme.px(30)) / 2;
    ImGui::SetCursorScreenPos({corner.x + theme.padding, middle});
    const ImVec4 mark = room_here(theme.px(24) + text_extent(ui, Face::strong, "Strata").x, theme.px(30));
    if (press_area(ui, "home", mark, Role::link, "Strata")) commands.add(Action::go_home);
    draw_logo(ui, {mark.x, (mark.y + mark.w) / 2 - theme.px(8)}, theme.px(16));
    draw_text(ui, {mark.x + theme.px(24), mark.y, mark.z + 2, mark.w}, {.face = Face::strong}, "Strata");
    space(theme.px(12));
    draw_images(screen, commands);

    const bool open = screen.image != nullptr;
    const float scheme_width = theme.px(34),
                open_width = text_extent(ui, Face::sans, screen.against ? "Copy link" : "Open…").x + theme.px(22);
    const float export_width = text_extent(ui, Face::sans, "Export").x + theme.px(22), search_width = theme.px(300);
    float x = corner.x + width - theme.padding - scheme_width;
    const auto place = [&](float at) { ImGui::SetCursorScreenPos({at, middle}); };
    if (open) {
        const float export_x = x - theme.gap - export_width, open_x = export_x - theme.gap - open_width;
        const float search_x = open_x - theme.gap - search_width;
        if (search_x > ImGui::GetCursorScreenPos().x) {
            place(search_x);
            const ImVec4 room = room_here(search_width, theme.px(30));
            const Touch touch = press_area(ui, "search", room, Role::button, "Search files, layers, settings");
            ImDrawList& list = *ImGui::GetWindowDrawList();
            list.AddRectFilled({room.x, room.y}, {room.z, room.w},
                               touch.hovered ? theme.colours.hovered : theme.colours.raised, theme.radius);
            list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.radius);
            draw_icon(ui, {room.x + theme.px(8), room.y, room.x + theme.px(26), room.w}, Icon::search,
                      theme.colours.faint);
            draw_text(ui, {room.x + theme.px(30), room.y, room.z, room.w}, {.colour = theme.colours.faint},
                      "Search files, layers, settings…");
            draw_text(ui, inset(room, theme.px(11), 0), {.colour = theme.colours.faint}, "Ctrl K", Align::right);
            if (touch) commands.add(Action::palette);
        }
        place(open_x);
        if (screen.against) {
            if (button(ui, "Copy link")) commands.add(Action::copy_link);
        } else if (button(ui, "Open…"))
            commands.add(Action::open_files);
        place(export_x);
        if (button(ui, "Export")) commands.add(ShowPopup{Popup::export_menu});
    }
    place(x);
    const bool dark = theme.scheme == Scheme::dark;
    if (icon_button(ui, dark ? Icon::moon : Icon::sun, dark ? "Switch to light" : "Switch to dark", ButtonKind::plain))
        commands.add(Action::toggle_scheme);
}

} // namespace strata::ui

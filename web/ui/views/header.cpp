#include "core/base/text.hpp"
#include "web/ui/layout.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <vector>

namespace strata::ui {

namespace {

/// CSS pixels: below it the palette alone has what is not about the image itself, so that its name can be read.
constexpr float tight_page = 480, tight_page_of_two = 600;

bool is_tight(const Screen& screen, float width) {
    return screen.image && width < screen.ui.theme.px(screen.against ? tight_page_of_two : tight_page);
}

/// Where there is little room the end of a name tells most: "…api:1.0".
std::string name_to_show(const Ui& ui, std::string_view title, float width) {
    const std::size_t slash = title.rfind('/');
    if (slash == title.npos || width >= ui.theme.px(140) || text_extent(ui, Face::strong, title).x <= width)
        return std::string(title);
    return text("…", title.substr(slash + 1));
}

struct Pill {
    std::string_view id, side, title, platform;
};
/// A button that names an image and opens a menu, `most` pixels wide: the platform gives way first.
bool image_pill(Ui& ui, const Pill& pill, float most) {
    const Theme& theme = ui.theme;
    const auto& [id, side, title, platform] = pill;
    const float side_width = side.empty() ? 0 : text_extent(ui, Face::sans, side).x + theme.gap;
    const float frame = side_width + theme.px(44), whole = text_extent(ui, Face::strong, title).x + 1;
    const float title_width = std::max(theme.px(20), std::min({whole, theme.px(280), most - frame}));
    float platform_width = platform.empty() ? 0 : text_extent(ui, Face::sans, platform).x + theme.gap;
    if (frame + title_width + platform_width > most) platform_width = 0;
    const ImVec4 room = room_here(frame + title_width + platform_width, theme.px(30));
    const Touch touch = press_area(ui, id, room, Role::button,
                                   text(side, side.empty() ? "" : " ", title, platform.empty() ? "" : " ", platform));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, touch.hovered ? theme.colours.hovered : theme.colours.raised,
                       theme.radius);
    list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.radius);
    float x = room.x + theme.px(11);
    const auto put = [&](TextStyle style, std::string_view words, float width) {
        draw_text_middle(ui, {x, room.y, x + width, room.w}, style, words); // an image's tag stands at its end
        x += width;
    };
    put({.colour = theme.colours.dim}, side, side_width);
    put({.face = Face::strong}, name_to_show(ui, title, title_width), title_width);
    if (platform_width > 0) put({.colour = theme.colours.dim}, text(" ", platform), platform_width + theme.gap);
    draw_icon(ui, {room.z - theme.px(26), room.y, room.z - theme.px(4), room.w}, Icon::caret_down, theme.colours.dim);
    if (title_width < whole) tooltip(ui, touch, title);
    return touch.pressed;
}

/// What is shown, left of `right`.
void draw_images(const Screen& screen, Commands& commands, float right) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const float room = right - ImGui::GetCursorScreenPos().x, button = theme.px(34) + theme.gap;
    if (screen.against) {
        const std::string older = screen.against->title(), newer = screen.image->title();
        const bool swaps = room > theme.px(260); // else the palette and its key do
        const float most = (room - (swaps ? button : 0) - 2 * theme.gap) / 2;
        if (image_pill(ui, {"older", "A", older, ""}, most)) commands.add(ShowPopup{Popup::compare_menu});
        space(theme.gap);
        if (swaps) {
            if (icon_button(ui, Icon::swap, "Swap the two images", ButtonKind::plain)) commands.add(Action::swap_sides);
            space(theme.gap);
        }
        if (image_pill(ui, {"newer", "B", newer, ""}, most)) commands.add(ShowPopup{Popup::image_menu});
        space(theme.gap);
        return;
    }
    constexpr std::string_view compare = "Compare with";
    const std::string title = screen.image->title(), platform = screen.image->record.platform.text();
    const float compare_width = text_extent(ui, Face::sans, compare).x + theme.px(52);
    const bool in_words = room > compare_width + theme.px(170);
    if (image_pill(ui, {"image", "", title, platform}, room - (in_words ? compare_width : button) - 2 * theme.gap))
        commands.add(ShowPopup{Popup::image_menu});
    space(theme.gap);
    if (in_words ? image_pill(ui, {"compare", compare, "", ""}, compare_width)
                 : icon_button(ui, Icon::swap, compare, ButtonKind::plain))
        commands.add(ShowPopup{Popup::compare_menu});
    space(theme.gap);
}

/// The field that opens the search, `width` pixels wide.
bool search_button(Ui& ui, float width) {
    const Theme& theme = ui.theme;
    const ImVec4 room = room_here(width, theme.px(30));
    const Touch touch = press_area(ui, "search", room, Role::button, "Search files, layers, settings");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, touch.hovered ? theme.colours.hovered : theme.colours.raised,
                       theme.radius);
    list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.radius);
    draw_icon(ui, {room.x + theme.px(8), room.y, room.x + theme.px(26), room.w}, Icon::search, theme.colours.faint);
    draw_text(ui, {room.x + theme.px(30), room.y, room.z, room.w}, {.colour = theme.colours.faint},
              "Search files, layers, settings…");
    draw_text(ui, inset(room, theme.px(11), 0), {.colour = theme.colours.faint}, "Ctrl K", Align::right);
    return touch.pressed;
}

/// At the end of the room; an icon where the field has none.
void draw_search(Ui& ui, Commands& commands, const ImVec4& room) {
    const float width = ui.theme.px(300);
    const bool fits = room.z - room.x > width;
    ImGui::SetCursorScreenPos({room.z - (fits ? width : ui.theme.px(34)), room.y});
    if (fits ? search_button(ui, width)
             : icon_button(ui, Icon::search, "Search files, layers, settings", ButtonKind::plain))
        commands.add(Action::palette);
}

/// What can be done with the image: words where there is room for them, else icons.
struct ImageAction {
    std::string_view words;
    Icon icon;
    Command command;
};
std::vector<ImageAction> image_actions(const Screen& screen, bool narrow, bool tight, bool drawer_shut) {
    std::vector<ImageAction> actions;
    if (narrow) actions.push_back({"Search files, layers, settings", Icon::search, {DoAction{Action::palette}}});
    if (screen.against && !narrow) // else the palette has it
        actions.push_back({"Copy link", Icon::link, {DoAction{Action::copy_link}}});
    // Beside a selected folder the drawer stays shut: it would cover what is in it.
    const bool selects = screen.state.node != no_node || screen.state.node_in_older != no_node;
    const bool file_hidden = drawer_shut && selects;
    if (file_hidden) actions.push_back({"File", Icon::file, {DoAction{Action::toggle_file}}});
    if (!screen.against && !tight && !(file_hidden && narrow)) // else the palette has it
        actions.push_back({"Open…", Icon::open, {DoAction{Action::open_files}}});
    if (!screen.against || !tight) actions.push_back({"Export", Icon::menu_dots, {ShowPopup{Popup::export_menu}}});
    return actions;
}

float width_of(const Ui& ui, const ImageAction& action, bool narrow) {
    return ui.theme.px(narrow ? 34 : 22) + (narrow ? 0 : text_extent(ui, Face::sans, action.words).x);
}

/// The way home; without its name where there is little room.
void draw_mark(Ui& ui, Commands& commands, bool named) {
    const Theme& theme = ui.theme;
    const ImVec4 room = room_here(theme.px(24) + (named ? text_extent(ui, Face::strong, "Strata").x : 0), theme.px(30));
    if (press_area(ui, "home", room, Role::link, "Strata")) commands.add(Action::go_home);
    draw_logo(ui, {room.x, (room.y + room.w) / 2 - theme.px(8)}, theme.px(16));
    if (named) draw_text(ui, {room.x + theme.px(24), room.y, room.z + 2, room.w}, {.face = Face::strong}, "Strata");
}

} // namespace

void draw_header(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float top = corner.y + (theme.header - theme.px(30)) / 2;
    const bool narrow = size.x < theme.px(narrower_page), tight = is_tight(screen, size.x);
    ImGui::SetCursorScreenPos({corner.x + theme.padding, top});
    if (narrow && screen.image) {
        if (icon_button(ui, Icon::menu, "Layers", ButtonKind::plain)) commands.add(Action::toggle_layers);
        space(theme.gap);
    }
    draw_mark(ui, commands, !narrow || !screen.image);
    space(narrow ? theme.px(4) : theme.px(12));

    const float scheme_x = corner.x + size.x - theme.padding - theme.px(34),
                help_x = scheme_x - theme.px(34) - theme.gap;
    const bool helps = !narrow || !screen.image; // else the palette does
    if (screen.image) {
        const bool drawer_shut = size.x < theme.px(narrow_page) && !screen.state.right_open;
        const std::vector<ImageAction> actions = image_actions(screen, narrow, tight, drawer_shut);
        float x = tight ? corner.x + size.x - theme.padding + theme.gap : helps ? help_x : scheme_x;
        for (const ImageAction& action : actions) x -= width_of(ui, action, narrow) + theme.gap;
        const float icon_width = theme.px(34), end = x - theme.gap;
        draw_images(screen, commands, narrow ? end : end - icon_width - theme.gap);
        if (!narrow) draw_search(ui, commands, {ImGui::GetCursorScreenPos().x, top, end, top});
        for (const ImageAction& action : actions) {
            ImGui::SetCursorScreenPos({x, top});
            if (narrow ? icon_button(ui, action.icon, action.words, ButtonKind::plain) : button(ui, action.words))
                commands.add(action.command);
            x += width_of(ui, action, narrow) + theme.gap;
        }
    }
    if (helps) {
        ImGui::SetCursorScreenPos({help_x, top});
        if (icon_button(ui, Icon::help, "Keyboard shortcuts", ButtonKind::plain)) commands.add(Action::help);
    }
    if (tight) return;
    ImGui::SetCursorScreenPos({scheme_x, top});
    const bool dark = theme.scheme == Scheme::dark;
    if (icon_button(ui, dark ? Icon::moon : Icon::sun, dark ? "Switch to light" : "Switch to dark", ButtonKind::plain))
        commands.add(Action::toggle_scheme);
}

} // namespace strata::ui

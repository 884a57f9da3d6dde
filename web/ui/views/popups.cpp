#include "core/base/text.hpp"
#include "web/ui/views/menu_items.hpp"
#include "web/ui/views/panels.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace strata::ui {

namespace {

/// Which row Enter takes, moved by the arrows.
std::size_t move_row(const Screen& screen, Commands& commands, std::size_t count) {
    if (count == 0) return 0;
    std::size_t row = std::min(screen.state.popup_row, count - 1);
    const std::size_t before = row;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) row = (row + 1) % count;
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) row = (row + count - 1) % count;
    if (row != before) commands.add(SetPopupRow{row});
    return row;
}

float item_height(const Theme& theme) { return std::round(theme.px(28)); } // whole pixels: as many add up

/// At the cursor, as wide as the room there is. The keyboard never goes to one of them: the arrows move which is
/// active. Of a menu that counts as having it; the palette's options leave it to the field above.
void draw_items(const Screen& screen, Commands& commands, const std::vector<MenuItem>& items, Role role) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const float width = ImGui::GetContentRegionAvail().x;
    const std::size_t active = move_row(screen, commands, items.size());
    const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    const unsigned of_active = state_selected | (role == Role::menu_item ? unsigned{state_focused} : 0u);
    ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
    for (std::size_t i = 0; i < items.size(); i++) {
        const ImVec4 room = room_here(width, item_height(theme));
        ImGui::PushID(static_cast<int>(i));
        if (ui.mirror.take_focus(ImGui::GetID("item"))) commands.add(SetPopupRow{i});
        const Touch touch = press_area(ui, "item", room, role, items[i].name, i == active ? of_active : 0u);
        ui.mirror.place_last(0, 0, 0, items[i].hint);
        ImGui::PopID();
        if (i == active || touch.hovered)
            ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w},
                                                      i == active ? theme.colours.selected : theme.colours.hovered,
                                                      theme.half_gap);
        if (i == active && screen.state.reveal) ImGui::SetScrollHereY();
        const ImVec4 words = inset(room, theme.px(10), 0);
        const float hint = std::min(text_extent(ui, Face::small, items[i].hint).x, width * 0.45f);
        draw_text_middle(ui, {words.x, words.y, words.z - hint - theme.gap, words.w}, {}, items[i].name);
        draw_text(ui, {words.z - hint, words.y, words.z + 1, words.w},
                  {.face = Face::small, .colour = theme.colours.faint}, items[i].hint, Align::right);
        if (!touch.pressed && !(enter && i == active)) continue;
        commands.add(Action::close_popup);
        for (const Command& command : items[i].commands)
            std::visit([&](const auto& what) { commands.add(what); }, command.what);
    }
    ImGui::PopItemFlag();
}

/// A menu stands below what it belongs to, or above it where there is more room; pixels.
struct Anchor {
    float x = 0, above = 0, below = 0;
};

/// The pointer, or the thing of that name, or the selected row, as the mirror of this frame knows it.
Anchor anchor_of(const Screen& screen) {
    const Theme& theme = screen.ui.theme;
    const Popup popup = screen.state.popup;
    if (const auto& at = screen.state.popup_at) return {at->x, at->y, at->y};
    const auto wanted = [&](const MirrorNode& node) {
        if (popup == Popup::context_menu) return node.role == Role::row && (node.states & state_selected);
        if (node.role != Role::button || node.rectangle.y > theme.header) return false;
        if (popup == Popup::export_menu) return node.name == "Export";
        const OpenImage* named = popup == Popup::compare_menu ? screen.against : screen.image;
        return named ? node.name.find(named->title()) != node.name.npos : node.name.find("Compare") != node.name.npos;
    };
    const auto& nodes = screen.ui.mirror.nodes();
    const auto found = std::ranges::find_if(nodes, wanted);
    if (found == nodes.end()) return {theme.padding, theme.header, theme.header};
    const ImVec4& box = found->rectangle;
    if (popup == Popup::context_menu) return {box.x + theme.px(60), box.y, box.y + box.w};
    return {box.x, box.y, box.y + box.w + theme.half_gap};
}

void draw_menu(const Screen& screen, Commands& commands, std::string_view name, const std::vector<MenuItem>& items) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const float width = std::round(std::min(theme.px(340), page.x - 2 * theme.gap));
    const float needed = item_height(theme) * static_cast<float>(items.size()) + 2 * theme.half_gap;
    const float height = std::min(needed, std::round(page.y * 0.7f));
    const Anchor anchor = anchor_of(screen);
    const bool fits_below = anchor.below + height <= page.y - theme.gap,
               fits_above = anchor.above - height >= theme.gap;
    const float wanted = !fits_below && fits_above ? anchor.above - height : anchor.below;
    const float x = std::round(std::clamp(anchor.x, theme.gap, std::max(theme.gap, page.x - width - theme.gap)));
    const float y = std::round(std::clamp(wanted, theme.gap, std::max(theme.gap, page.y - height - theme.gap)));
    begin_panel(ui, name, Role::menu, {x, y, x + width, y + height});
    draw_items(screen, commands, items, Role::menu_item);
    end_panel(ui);
}

/// As high as what was found needs.
void draw_palette(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const PaletteItems found = palette_items(screen);
    if (found.searching) wake_in(ui, 0);
    const float width = std::round(std::min(theme.px(640), page.x - theme.px(32)));
    const float head = std::round(theme.px(30)) + theme.half_gap;
    const auto lines = static_cast<float>(found.items.size() + (found.note.empty() ? 0 : 1));
    const float height = std::min(head + item_height(theme) * lines + 2 * theme.half_gap,
                                  std::round(std::min(theme.px(460), page.y * 0.75f)));
    const float x = std::round((page.x - width) / 2), y = std::round(page.y * 0.1f);
    begin_panel(ui, "Search everything", Role::dialog, {x, y, x + width, y + height});
    std::string words = screen.state.palette_text;
    if (field(ui, words,
              {.id = "palette",
               .name = "Search commands, files, layers and settings",
               .hint = "Search commands, files, layers and settings",
               .width = ImGui::GetContentRegionAvail().x,
               .take_focus = ImGui::IsWindowAppearing() || (!ImGui::IsAnyItemActive() && ui.awaiting.field == 0),
               .search_icon = true}))
        commands.add(SetPaletteText{words});
    ImGui::SetCursorScreenPos({x + theme.half_gap, y + theme.half_gap + head});
    ImGui::BeginChild("results", {0, 0}, ImGuiChildFlags_NavFlattened);
    ui.mirror.add({.id = ImGui::GetID("found"), .role = Role::list, .name = "Found"});
    ui.mirror.open();
    draw_items(screen, commands, found.items, Role::option);
    ui.mirror.close();
    if (!found.note.empty()) {
        const ImVec4 room = room_here(ImGui::GetContentRegionAvail().x, item_height(theme));
        ImGui::SetCursorScreenPos(
            {room.x + theme.px(10), std::round((room.y + room.w - text_extent(ui, Face::sans, found.note).y) / 2)});
        label(ui, {.colour = theme.colours.dim}, found.note);
    }
    ImGui::EndChild();
    end_panel(ui);
}

/// Each is a window of its own: one that opens in the place of another takes the keyboard anew.
std::string window_name(Popup popup) { return text("popup ", static_cast<int>(popup)); }

} // namespace

void draw_popups(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    // What else was wished the text has granted, or it is not on screen any more.
    if (std::exchange(ui.selection.wish, TextWish::none) == TextWish::menu)
        commands.add(ShowPopup{Popup::text_menu, ui.selection.menu_at});
    const Popup popup = screen.state.popup;
    if (popup == Popup::none) return;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(page);
    const bool large = popup == Popup::palette || popup == Popup::help || popup == Popup::problems;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, large ? ui.theme.colours.shade : 0);
    ImGui::Begin(window_name(popup).c_str(), nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleColor();
    switch (popup) {
    case Popup::palette: draw_palette(screen, commands); break;
    case Popup::help: draw_help(screen, commands); break;
    case Popup::problems: draw_problems(screen); break;
    case Popup::image_menu: draw_menu(screen, commands, "Images", image_items(screen)); break;
    case Popup::compare_menu: draw_menu(screen, commands, "Compare with", compare_items(screen)); break;
    case Popup::export_menu: draw_menu(screen, commands, "Export", export_items()); break;
    case Popup::text_menu: draw_menu(screen, commands, "Text", text_items(screen)); break;
    case Popup::context_menu:
        if (screen.image) draw_menu(screen, commands, "Row", context_items(screen));
        break;
    case Popup::none: break;
    }
    // A press beside the panel closes it.
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left) && ImGui::IsWindowHovered()) commands.add(Action::close_popup);
    ImGui::End();
}

} // namespace strata::ui

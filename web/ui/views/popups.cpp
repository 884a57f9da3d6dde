#include "core/base/text.hpp"
#include "web/ui/views/menu_items.hpp"
#include "web/ui/views/panels.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
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

void draw_items(const Screen& screen, Commands& commands, const std::vector<MenuItem>& items, float width) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const std::size_t active = move_row(screen, commands, items.size());
    const bool enter = ImGui::IsKeyPressed(ImGuiKey_Enter, false) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter, false);
    for (std::size_t i = 0; i < items.size(); i++) {
        const ImVec4 room = room_here(width, theme.px(28));
        ImGui::PushID(static_cast<int>(i));
        const Touch touch =
            press_area(ui, "item", room, Role::menu_item, items[i].name, i == active ? unsigned{state_selected} : 0u);
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
    if (items.empty()) label(ui, {.colour = theme.colours.dim}, "Nothing is called that.");
}

/// Below the thing of that name, or the selected row, as the mirror of this frame knows it.
ImVec2 anchor_of(const Screen& screen) {
    const Theme& theme = screen.ui.theme;
    const Popup popup = screen.state.popup;
    const auto wanted = [&](const MirrorNode& node) {
        if (popup == Popup::context_menu) return node.role == Role::row && (node.states & state_selected);
        if (node.role != Role::button || node.rectangle.y > theme.header) return false;
        if (popup == Popup::export_menu) return node.name == "Export";
        const OpenImage* named = popup == Popup::compare_menu ? screen.against : screen.image;
        return named ? node.name.find(named->title()) != node.name.npos : node.name.find("Compare") != node.name.npos;
    };
    const auto& nodes = screen.ui.mirror.nodes();
    const auto found = std::ranges::find_if(nodes, wanted);
    if (found == nodes.end()) return {theme.padding, theme.header};
    const ImVec4& box = found->rectangle;
    if (popup == Popup::context_menu) return {box.x + theme.px(60), box.y + box.w};
    return {box.x, box.y + box.w + theme.half_gap};
}

void draw_menu(const Screen& screen, Commands& commands, std::string_view name, const std::vector<MenuItem>& items) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const float width = theme.px(340);
    const float height = std::min(theme.px(28) * static_cast<float>(items.size()) + theme.gap, page.y * 0.7f);
    ImVec2 at = anchor_of(screen);
    at.x = std::clamp(at.x, theme.gap, std::max(theme.gap, page.x - width - theme.gap));
    at.y = std::clamp(at.y, theme.gap, std::max(theme.gap, page.y - height - theme.gap));
    begin_panel(ui, name, Role::menu, {at.x, at.y, at.x + width, at.y + height});
    draw_items(screen, commands, items, width - theme.px(18));
    end_panel(ui);
}

void draw_palette(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const float width = std::min(theme.px(640), page.x - theme.px(32)),
                height = std::min(theme.px(460), page.y * 0.75f);
    const float x = (page.x - width) / 2, y = page.y * 0.1f;
    begin_panel(ui, "Search everything", Role::dialog, {x, y, x + width, y + height});
    std::string words = screen.state.palette_text;
    if (field(ui, words,
              {.id = "palette",
               .name = "Search commands, files, layers and settings",
               .hint = "Search commands, files, layers and settings",
               .width = width - theme.gap,
               .take_focus = ImGui::IsWindowAppearing(),
               .search_icon = true}))
        commands.add(SetPaletteText{words});
    ImGui::SetCursorScreenPos({x + theme.half_gap, y + theme.px(40)});
    ImGui::BeginChild("results", {width - theme.gap, height - theme.px(46)}, ImGuiChildFlags_NavFlattened);
    draw_items(screen, commands, palette_items(screen), width - theme.px(20));
    ImGui::EndChild();
    end_panel(ui);
}

} // namespace

void draw_popups(const Screen& screen, Commands& commands) {
    const Popup popup = screen.state.popup;
    if (popup == Popup::none) return;
    Ui& ui = screen.ui;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(page);
    const bool large = popup == Popup::palette || popup == Popup::help || popup == Popup::problems;
    ImGui::PushStyleColor(ImGuiCol_WindowBg, large ? ui.theme.colours.shade : 0);
    ImGui::Begin("popup", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleColor();
    switch (popup) {
    case Popup::palette: draw_palette(screen, commands); break;
    case Popup::help: draw_help(screen); break;
    case Popup::problems: draw_problems(screen); break;
    case Popup::image_menu: draw_menu(screen, commands, "Images", image_items(screen)); break;
    case Popup::compare_menu: draw_menu(screen, commands, "Compare with", compare_items(screen)); break;
    case Popup::export_menu: draw_menu(screen, commands, "Export", export_items()); break;
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

#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/listed_rows.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/details.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr std::size_t shown_bytes = 400; ///< of a value in its row; the whole of it stands below

struct Shown {
    const std::vector<SettingLine>& lines;
    std::vector<std::uint32_t> rows; ///< lines that the search leaves

    [[nodiscard]] const SettingLine& at(std::size_t row) const { return lines[rows[row]]; }
    [[nodiscard]] bool starts_group(std::size_t row) const { return row == 0 || at(row - 1).group != at(row).group; }
};

std::string short_value(const SettingLine& line) {
    return printable(std::string_view(line.value).substr(0, shown_bytes));
}

void draw_setting(const Ui& ui, const Shown& shown, std::size_t row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const SettingLine& line = shown.at(row);
    const float group = room.x + theme.padding, name = group + theme.px(118), value = name + theme.px(190),
                right = room.z - theme.padding;
    if (shown.starts_group(row)) {
        if (row > 0) draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.row_line);
        draw_text(ui, {group, room.y, name - theme.gap, room.w}, {.face = Face::small, .colour = theme.colours.faint},
                  line.group);
    }
    draw_text_middle(ui, {name, room.y, value - theme.gap, room.w}, {.face = Face::mono, .colour = theme.colours.dim},
                     line.name);
    draw_text(ui, {value, room.y, right, room.w},
              {.face = Face::mono, .colour = line.node != no_node ? theme.colours.accent : theme.colours.text},
              short_value(line));
}

void draw_found_nothing(const Screen& screen, Commands& commands, const ImVec4& room) {
    Ui& ui = screen.ui;
    ImGui::SetCursorScreenPos({room.x + ui.theme.padding, room.y + ui.theme.px(24)});
    label(ui, {.colour = ui.theme.colours.dim}, text("No setting holds ", screen.state.search, "."));
    space(ui.theme.gap);
    if (link(ui, "Clear search")) commands.add(SetSearch{});
}

} // namespace

void draw_config(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.tab_bar + theme.px(8)});
    draw_search(screen, commands, "Search the settings", "Search names and values", size.x - theme.px(24));
    const std::vector<SettingLine>& lines = screen.derived.settings(*screen.image);
    const Shown shown{lines, listed_settings(lines, screen.state.search)};
    const float top = corner.y + theme.tab_bar + theme.filter_bar, bottom = corner.y + size.y;
    draw_line(ui, {corner.x, top - 1}, {corner.x + size.x, top - 1}, theme.colours.line);
    if (shown.rows.empty()) return draw_found_nothing(screen, commands, {corner.x, top, corner.x + size.x, bottom});
    const std::size_t selected = screen.state.setting_row;
    const bool details = selected < shown.rows.size();
    const float foot = details ? details_height(theme, size.y) : 0;
    ImGui::SetCursorScreenPos({corner.x, top});
    const RowListUse use = row_list(
        ui,
        {.id = "settings",
         .name = "Settings",
         .role = Role::table,
         .count = shown.rows.size(),
         .selected = details ? selected : no_row,
         .height = bottom - top - foot},
        [&](std::size_t row, const ImVec4& room) { draw_setting(ui, shown, row, room); },
        [&](std::size_t row) { return RowWords{.name = text(shown.at(row).name, ": ", short_value(shown.at(row)))}; });
    if (use.selected) commands.add(SelectSetting{static_cast<std::uint32_t>(*use.selected)});
    if (use.activated) {
        const SettingLine& line = shown.at(*use.activated);
        if (line.node != no_node)
            commands.add(GoToNode{line.node});
        else
            commands.add(CopyText{line.value});
    }
    if (!details) return;
    const SettingLine& line = shown.at(selected);
    draw_details(
        screen, commands,
        {.title = line.name, .facts = {}, .text = printable_lines(line.value), .copied = line.value, .node = line.node},
        {corner.x, bottom - foot, corner.x + size.x, bottom});
}

} // namespace strata::ui

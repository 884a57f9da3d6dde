#include "core/base/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

std::size_t found_now(const State& state, std::size_t count) {
    const auto all = static_cast<std::int64_t>(count);
    return static_cast<std::size_t>((state.found % all + all) % all);
}

void draw_found(const Ui& ui, const ImVec4& room, std::string_view line, const FoundShown& shown) {
    const Theme& theme = ui.theme;
    const ImVec2 low = {room.x + code_x(ui, line, shown.begin), room.y},
                 high = {room.x + code_x(ui, line, shown.begin + shown.length), room.w};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(low, high, shown.looked_at ? theme.colours.found_now : theme.colours.found, theme.px(2));
    if (shown.looked_at) list.AddRect(low, high, theme.colours.text, theme.px(2));
}

float draw_search_tools(const Screen& screen, Commands& commands, std::size_t found, const ImVec4& room,
                        const TextSearch& look) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    std::string search = screen.state.search;
    const float wrap_width = text_extent(ui, Face::small, "Wrap").x + theme.px(22);
    const std::string count = search.empty() ? ""
                              : found == 0   ? std::string("none")
                                             : text(found_now(screen.state, found) + 1, " of ", found);
    const float steps_width = found > 1 ? 2 * theme.px(24) : 0;
    const float count_width = count.empty() ? 0 : text_extent(ui, Face::small, count).x + theme.gap + steps_width;
    ImGui::SetCursorScreenPos({room.x + look.before, room.y});
    if (field(ui, search,
              {.id = "find",
               .name = look.name,
               .hint = look.name,
               .width = width_of(room) - look.before - wrap_width - theme.gap - count_width,
               .take_focus = look.take_focus,
               .search_icon = true}))
        commands.add(SetSearch{search});
    if (ImGui::IsItemFocused() && ImGui::IsKeyPressed(ImGuiKey_Enter))
        commands.add(NextFound{.backwards = ImGui::GetIO().KeyShift});
    if (!count.empty()) {
        ImGui::SetCursorScreenPos({room.z - wrap_width - count_width, room.y + theme.px(7)});
        label(ui, {.face = Face::small, .colour = theme.colours.dim}, count);
    }
    if (steps_width > 0) {
        ImGui::SetCursorScreenPos({room.z - wrap_width - theme.half_gap - steps_width, room.y + theme.px(3)});
        if (icon_button(ui, Icon::chevron_up, "Previous match")) commands.add(NextFound{.backwards = true});
        space(0);
        if (icon_button(ui, Icon::chevron_down, "Next match")) commands.add(NextFound{});
    }
    ImGui::SetCursorScreenPos({room.z - wrap_width, room.y + theme.px(3)});
    if (chip(ui, "Wrap", screen.state.wrap)) commands.add(Action::toggle_wrap);
    return theme.px(36);
}

} // namespace strata::ui

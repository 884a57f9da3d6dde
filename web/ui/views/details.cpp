#include "web/ui/views/details.hpp"

#include "core/base/text.hpp"
#include "web/ui/code_box.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

float details_height(const Theme& theme, float height) { return std::min(theme.px(210), height * 0.4f); }

void draw_details(const Screen& screen, Commands& commands, const Details& details, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.panel);
    draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.line);
    const ImVec4 inner = inset(room, theme.padding, theme.px(10));
    ImGui::SetCursorScreenPos({inner.x, inner.y + theme.px(3)}); // as high as the buttons beside it
    ImGui::PushID("details");
    heading(ui, details.title);
    ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x + theme.padding, inner.y});
    if (button(ui, "Copy")) commands.add(CopyText{details.copied});
    if (details.node != no_node) {
        space(theme.half_gap);
        if (button(ui, "Show in the files")) {
            if (details.node_layer != no_index) {
                commands.add(ShowLayer{details.node_layer});
                commands.add(ShowScope{Scope::up_to_here});
            }
            commands.add(GoToNode{details.node});
            if (details.line > 0) commands.add(GoToLine{details.line});
        }
    }
    if (details.layer != no_index) {
        space(theme.half_gap);
        if (button(ui, text("Show what layer ", details.layer + 1, " did"))) {
            commands.add(ShowLayer{details.layer});
            commands.add(ShowScope{Scope::this_layer});
            commands.add(ShowView{View::files});
        }
    }
    float y = inner.y + theme.px(32), x = inner.x;
    for (const auto& [name, value] : details.facts) {
        if (value.empty()) continue;
        ImGui::SetCursorScreenPos({x, y});
        label(ui, {.face = Face::small, .colour = theme.colours.dim}, text(name, ' ', value));
        x = ImGui::GetItemRectMax().x + theme.px(18);
    }
    if (x > inner.x) y += theme.px(22);
    if (auto copied = code_box(ui, details.title, details.text, {inner.x, y, inner.z, inner.w}))
        commands.add(CopyText{std::move(*copied)});
    ImGui::PopID();
}

void draw_search(const Screen& screen, Commands& commands, std::string_view name, std::string_view hint, float width) {
    std::string wanted = screen.state.search;
    if (field(screen.ui, wanted,
              {.id = name,
               .name = name,
               .hint = hint,
               .width = width,
               .take_focus = screen.state.filter_focus,
               .above_list = true}))
        commands.add(SetSearch{std::move(wanted)});
}

} // namespace strata::ui

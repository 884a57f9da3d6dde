#include "core/base/format.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

void draw_tabs(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.gap});
    const bool ready = screen.image->complete();
    const struct {
        View view;
        std::string_view name;
        std::string badge;
    } tabs[] = {
        {View::files, "Files", ""},
        {View::treemap, "Treemap", ""},
        {View::waste, "Waste",
         ready && !screen.against ? human_size(screen.derived.waste(*screen.image).wasted_bytes) : ""},
        {View::layers, "Layers", ""},
        {View::config, "Config", ""},
        {View::history, "History", ""},
    };
    for (const auto& [view, name, badge] : tabs) {
        if (view == View::layers && !screen.against) continue;
        if (tab(ui, name, badge, screen.state.view == view)) commands.add(ShowView{view});
        space(theme.px(2));
    }
    const float line = corner.y + theme.tab_bar - 1;
    draw_line(ui, {corner.x, line}, {corner.x + ImGui::GetWindowWidth(), line}, theme.colours.line);
}

} // namespace strata::ui

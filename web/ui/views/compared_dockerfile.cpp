#include "web/ui/views/compare.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/views/history_parts.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

namespace {

// CSS pixels: in less a long instruction is easier read across all of it; in less the switch has no room.
constexpr float room_for_two = 1000, room_for_switch = 520;

} // namespace

void draw_compared_dockerfile(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    float left = draw_history_forms(screen, commands) + theme.padding;
    const float edge = theme.px(12), bar = corner.y + theme.tab_bar;
    if (!can_compare(screen))
        return draw_comparison_awaited(screen,
                                       {corner.x, bar + theme.filter_bar, corner.x + size.x, corner.y + size.y});
    const Preview wanted = screen.state.preview;
    const bool pairs =
        wanted == Preview::side_by_side || (wanted != Preview::difference && size.x >= theme.px(room_for_two));
    if (size.x >= theme.px(room_for_switch)) {
        ImGui::SetCursorScreenPos({left, bar + theme.px(11)});
        if (chip(ui, "Side by side", pairs))
            commands.add(SetPreview{pairs ? Preview::difference : Preview::side_by_side});
        left = ImGui::GetItemRectMax().x + theme.padding;
    }
    const auto [texts, older, newer] = screen.derived.dockerfiles(*screen.against, *screen.image);
    const ImVec4 room = {corner.x + edge, bar + theme.px(8), corner.x + size.x - edge, corner.y + size.y - edge};
    draw_difference(screen, commands,
                    {.path = "Dockerfile",
                     .older = {older, *texts.find(older)},
                     .newer = {newer, *texts.find(newer)},
                     .shape = pairs ? DifferenceShape::side_by_side : DifferenceShape::unified,
                     .contents = texts,
                     .equal_lines = EqualLines::shown,
                     .search = {.name = "Search both Dockerfiles",
                                .before = left - room.x,
                                .take_focus = screen.state.filter_focus}},
                    room);
}

} // namespace strata::ui

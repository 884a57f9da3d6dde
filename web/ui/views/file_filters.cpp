#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

namespace strata::ui {

namespace {

constexpr std::uint64_t large_file = 1'000'000; // bytes

} // namespace

void draw_file_filters(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    FileFilter filter = screen.state.filter;
    const ImVec2 corner = ImGui::GetWindowPos();
    const float width = ImGui::GetWindowWidth(), top = corner.y + theme.tab_bar;
    constexpr std::size_t gone = 2, large = 4; // chips of their own kind
    constexpr std::string_view names[] = {"Added", "Changed", "Removed", "Unchanged", "Over 1 MB"},
                               signs[] = {"+", "~", "−", "=", ">1 MB"};
    const ImU32 dots[] = {theme.colours.added, theme.colours.changed, theme.colours.removed, 0, 0};
    const auto width_with = [&](const auto& words) {
        float chips = 0;
        for (std::size_t i = 0; i < std::size(words); i++) chips += chip_width(ui, words[i], dots[i]) + theme.gap;
        return chips;
    };
    const bool narrow = width_with(names) + theme.px(124) > width;
    const float chips = narrow ? width_with(signs) : width_with(names);
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), top + theme.px(8)});
    bool changed = field(ui, filter.text,
                         {.id = "filter",
                          .name = "Filter the files",
                          .hint = "Filter: text, glob **/*.so or /regex/",
                          .width = std::max(theme.px(90), width - chips - theme.px(32)),
                          .take_focus = screen.state.filter_focus,
                          .above_list = true});
    float x = corner.x + width - chips - theme.px(4);
    for (std::size_t i = 0; i < std::size(names); i++) {
        const auto bit = static_cast<std::uint8_t>(1u << i);
        const bool adds_removed = i == gone && screen.state.scope == Scope::up_to_here;
        const bool on = i == large     ? filter.larger_than > 0
                        : adds_removed ? filter.removed_too
                                       : (filter.changes & bit) != 0;
        ImGui::SetCursorScreenPos({x, top + theme.px(11)});
        if (chip(ui, names[i], on, dots[i], narrow ? signs[i] : std::string_view())) {
            if (i == large)
                filter.larger_than = on ? 0 : large_file;
            else if (adds_removed)
                filter.removed_too = !on;
            else
                filter.changes = static_cast<std::uint8_t>(filter.changes ^ bit);
            changed = true;
        }
        x = ImGui::GetItemRectMax().x + theme.gap;
    }
    if (changed) commands.add(SetFilter{filter});
}

} // namespace strata::ui

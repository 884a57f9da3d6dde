#include "web/ui/splitter.hpp"

#include "core/base/text.hpp"
#include "web/ui/key_area.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr float reach = 4;     // pixels to both sides in which the mouse takes hold of it
constexpr float key_step = 16; // CSS pixels

/// Pixels that it is to move to the right.
float movement(const Ui& ui, bool focused, bool held) {
    if (held) return ImGui::GetIO().MouseDelta.x;
    if (!focused) return 0;
    const float step = ui.theme.px(key_step);
    return (ImGui::IsKeyPressed(ImGuiKey_RightArrow) ? step : 0) - (ImGui::IsKeyPressed(ImGuiKey_LeftArrow) ? step : 0);
}

} // namespace

std::optional<float> use_splitter(Ui& ui, const Splitter& splitter) {
    const float height = splitter.bottom - splitter.top;
    const ImVec2 corner = {splitter.x - reach, splitter.top}, size = {2 * reach, height};
    ImGui::SetCursorScreenPos(corner);
    // A window of its own, above those of the columns: they would take the mouse.
    const auto [id, focused] = begin_key_area(ui, splitter.name, size,
                                              ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollbar |
                                                  ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::SetCursorScreenPos(corner);
    ImGui::InvisibleButton("handle", size);
    const bool held = ImGui::IsItemActive();
    if (held || ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    ImGui::EndChild();
    ui.mirror.add({.id = id,
                   .role = Role::separator,
                   .states = static_cast<std::uint16_t>(focused ? state_focused : 0),
                   .name = splitter.name,
                   .value = text(static_cast<int>(splitter.width)),
                   .rectangle = {corner.x, corner.y, size.x, size.y}});
    if (held || (focused && ImGui::GetIO().NavVisible))
        ImGui::GetForegroundDrawList()->AddRectFilled({splitter.x - 1, splitter.top}, {splitter.x + 1, splitter.bottom},
                                                      ui.theme.colours.accent);
    const float moved = movement(ui, focused, held);
    if (moved == 0) return std::nullopt;
    return std::clamp(splitter.width + splitter.towards * moved / ui.theme.scale, narrowest_column, widest_column);
}

} // namespace strata::ui

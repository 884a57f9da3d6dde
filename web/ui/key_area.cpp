#include "web/ui/key_area.hpp"

#include <imgui_internal.h>

namespace strata::ui {

KeyArea begin_key_area(Ui& ui, const std::string& id, ImVec2 size, ImGuiWindowFlags flags, const std::string& stop_id) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    ImGuiWindow* outer = ImGui::GetCurrentWindow();
    const ImGuiID stop = ImGui::GetID(((stop_id.empty() ? id : stop_id) + "##keys").c_str());
    const ImVec2 corner = ImGui::GetCursorScreenPos(), left = ImGui::GetContentRegionAvail();
    const ImVec2 room = {size.x > 0 ? size.x : left.x, size.y > 0 ? size.y : left.y};
    ImGui::ItemAdd({corner.x, corner.y, corner.x + room.x, corner.y + room.y}, stop);
    ImGui::BeginChild(id.c_str(), room, ImGuiChildFlags_NavFlattened, ImGuiWindowFlags_NoNav | flags);
    if (ui.mirror.take_focus(stop) || ImGui::IsWindowFocused()) {
        // Tab does not leave a window without navigation: the keyboard belongs to the stop that stands for it outside.
        ImGui::FocusWindow(outer);
        ImGui::SetFocusID(stop, outer);
    }
    const bool focused = context.NavId == stop && context.NavWindow == outer;
    // Arrows, Home and End move within the area, not from it to the next button.
    if (focused && !(context.NavMoveFlags & ImGuiNavMoveFlags_IsTabbing)) ImGui::NavMoveRequestCancel();
    return {.id = stop, .focused = focused};
}

} // namespace strata::ui

// A part of the page that has rows or tiles of its own: one stop of the Tab key, in which all other keys are its own.
#pragma once

#include "web/ui/draw.hpp"

#include <imgui.h>
#include <string>

namespace strata::ui {

struct KeyArea {
    ImGuiID id = 0;       ///< by which the mirror may ask for the keyboard
    bool focused = false; ///< whether the keyboard is in it: by Tab, by a click, or by ImGui::SetWindowFocus() in it
};

/// Opens a child window at the cursor, until ImGui::EndChild(); a side of 0 takes what is left. `id` is the window's
/// and the stop's; the stop has `stop` where what is in the window changes and the keyboard is to stay.
[[nodiscard]] KeyArea begin_key_area(Ui& ui, const std::string& id, ImVec2 size,
                                     ImGuiWindowFlags flags = ImGuiWindowFlags_None, const std::string& stop = {});

} // namespace strata::ui

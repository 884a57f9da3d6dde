// Draws Dear ImGui's triangles with WebGL 2, and never asks the graphics process anything: each question waits until
// everything before it is drawn, which costs more than a frame does.
#pragma once

struct ImDrawData;

namespace strata::bridge {

/// Once a context is current: says what the renderer can do and makes its objects.
void start_renderer();
/// What ImGui::Render left, into the whole canvas, on the style's ImGuiCol_WindowBg.
void render(const ImDrawData& data);
/// After the context came back from being lost: everything in it is gone and is made anew.
void restart_renderer();

} // namespace strata::bridge

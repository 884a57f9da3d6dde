// The browser as Dear ImGui's platform: pointer, keys, text, clipboard, pixel ratio, frames only when something
// happened.
#pragma once

#include "web/ui/fonts.hpp"

#include <imgui.h>

namespace strata::bridge {

/// Connects the current Dear ImGui context with the canvas of that CSS selector.
void connect_browser(const char* canvas);
/// Before ImGui::NewFrame; `milliseconds` as requestAnimationFrame gives them.
void begin_browser_frame(double milliseconds);
/// Milliseconds until the next frame is wanted: 0 at once, negative for none.
[[nodiscard]] int next_browser_frame();
/// Wants frames now: something changed from outside.
void wake_browser();
/// Wants one frame, where others will follow anyway.
void wake_browser_once();
/// The page's faces; the browser's fonts draw what these lack.
[[nodiscard]] ui::Fonts load_browser_fonts();

} // namespace strata::bridge

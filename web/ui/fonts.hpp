// The page's three faces; characters they lack come from a fallback that the platform provides.
#pragma once

#include <imgui.h>

namespace strata::ui {

struct Fonts {
    ImFont* sans = nullptr;
    ImFont* strong = nullptr; ///< the semibold sans, for headings and what matters
    ImFont* mono = nullptr;   ///< paths, digests, commands, numbers in columns
};

/// Adds the faces to the current Dear ImGui context. `fallback` draws what they lack (the browser's own fonts); may be
/// null.
[[nodiscard]] Fonts load_fonts(const ImFontLoader* fallback);

} // namespace strata::ui

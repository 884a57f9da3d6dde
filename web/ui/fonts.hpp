// The page's three faces; characters they lack come from a fallback that the platform provides.
#pragma once

#include "web/ui/text_runs.hpp"

#include <imgui.h>

namespace strata::ui {

struct Fonts {
    ImFont* sans = nullptr;
    ImFont* strong = nullptr; ///< the semibold sans, for headings and what matters
    ImFont* mono = nullptr;   ///< paths, digests, commands, numbers in columns
    TextRuns* runs = nullptr; ///< what the fallback draws as a whole; nullptr: it draws characters only
};

/// Adds the faces to the current Dear ImGui context. `fallback` draws what they lack (the browser's own fonts); may be
/// null.
[[nodiscard]] Fonts load_fonts(const ImFontLoader* fallback);

} // namespace strata::ui

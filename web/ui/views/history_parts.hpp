// The two forms of one image's history: its rows as they are stored, and the Dockerfile that they give.
#pragma once

#include "web/ui/views/views.hpp"

namespace strata::ui {

/// Both in `room`, below the bar with the search.
void draw_history_rows(const Screen& screen, Commands& commands, const ImVec4& room);
void draw_dockerfile(const Screen& screen, Commands& commands, const ImVec4& room);
/// What stands there when the search leaves nothing, or the image has no history.
void draw_no_history(const Screen& screen, Commands& commands, float top);
/// "4.36 MB", "…" while it is being read, "not read"; "" for no layer.
[[nodiscard]] std::string layer_size_words(const OpenImage& image, std::uint32_t layer);

} // namespace strata::ui

// The two forms of a history: its rows as they are stored, and the Dockerfile that they give.
#pragma once

#include "web/ui/views/views.hpp"

namespace strata::ui {

/// At the front of the bar below the tabs: which form. Returns the right edge of it, pixels.
float draw_history_forms(const Screen& screen, Commands& commands);
/// Both in `room`, below the bar with the search.
void draw_history_rows(const Screen& screen, Commands& commands, const ImVec4& room);
void draw_dockerfile(const Screen& screen, Commands& commands, const ImVec4& room);
/// Comparing: the Dockerfiles of both images, line by line; the whole view.
void draw_compared_dockerfile(const Screen& screen, Commands& commands);
/// What stands there when the search leaves nothing, or the image has no history.
void draw_no_history(const Screen& screen, Commands& commands, float top);
/// "4.36 MB", "…" while it is being read, "not read"; "" for no layer.
[[nodiscard]] std::string layer_size_words(const OpenImage& image, std::uint32_t layer);

} // namespace strata::ui

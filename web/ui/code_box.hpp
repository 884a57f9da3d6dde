// Text of any length in a framed box with lines wrapped to its width; it scrolls, and only lines in sight are drawn.
#pragma once

#include "web/ui/draw.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace strata::ui {

/// The ground and frame that code and other contents stand on.
void draw_box(const Ui& ui, const ImVec4& box);

/// `name` says in the mirror what the text is. Strangers' text must be made printable before. Returns what is to be
/// copied.
std::optional<std::string> code_box(Ui& ui, std::string_view name, std::string_view text, ImVec4 room);

} // namespace strata::ui

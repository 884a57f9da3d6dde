// The keyboard: which keys are which action, for all of the page at once.
#pragma once

#include "web/ui/screen.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// The shortcuts of an action, each as the words on its keys: "Ctrl", "Shift", ".".
[[nodiscard]] std::vector<std::vector<std::string_view>> keys_of(std::string_view shortcuts);
/// The first of them, as a menu shows it: "Ctrl+Shift+.".
[[nodiscard]] std::string shown_shortcut(std::string_view shortcuts);

/// Looks at the keys of this frame. While words are typed only keys with Ctrl and Esc count; while a tree of files has
/// the keyboard, letters and digits belong to it unless Alt is held.
void use_shortcuts(const Screen& screen, Commands& commands);

} // namespace strata::ui

// The keyboard: which keys are which action, for all of the page at once.
#pragma once

#include "web/ui/app.hpp"

namespace strata::ui {

/// Looks at the keys of this frame. While words are typed only keys with Ctrl and Esc count; while a tree of files has
/// the keyboard, letters and digits belong to it unless Alt is held.
void use_shortcuts(const Screen& screen, Commands& commands);

} // namespace strata::ui

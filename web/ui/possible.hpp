// Which actions do something now: the palette offers these alone.
#pragma once

#include "web/ui/screen.hpp"

namespace strata::ui {

[[nodiscard]] bool is_reading(const Session& session); ///< files or layers are on their way
[[nodiscard]] bool is_possible(const Screen& screen, Action action);

} // namespace strata::ui

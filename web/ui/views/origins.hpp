// Lists of packages and findings, split by base image and own build.
#pragma once

#include "web/ui/listed_rows.hpp"
#include "web/ui/views/views.hpp"

namespace strata::ui {

/// The pixels that draw_origins takes at the right end of a bar; 0 where there is nothing to choose.
[[nodiscard]] float origins_width(const Screen& screen, const OriginTally& tally);
/// "Base 12" and "Own 9", each to be switched on and off, at the right end of the bar below the tabs.
void draw_origins(const Screen& screen, Commands& commands, const OriginTally& tally);
/// At the cursor, where no row is left: says so if there are some that are switched off. Returns whether it did.
bool draw_hidden(const Screen& screen, Commands& commands, const OriginTally& tally);

} // namespace strata::ui

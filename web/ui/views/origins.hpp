// Lists of packages and findings, split by base image and own build.
#pragma once

#include "core/insight/origin.hpp"
#include "web/ui/views/views.hpp"

namespace strata::ui {

/// How many rows of a list are of which origin.
struct OriginTally {
    std::size_t base = 0, own = 0;
    bool known = false; ///< where the base ends; else nothing can be split

    void add(Origin origin) { (origin == Origin::base ? base : own)++; }
};

/// Whether a base image ends within this one.
[[nodiscard]] inline bool can_split(const BaseImage& base, const OpenImage& image) {
    return base.layers > 0 && base.layers < image.record.layers.size();
}
/// Whether the person chose to see such rows; all of them where nothing can be split.
[[nodiscard]] bool shows(const Screen& screen, const OriginTally& tally, Origin origin);
/// The pixels that draw_origins takes at the right end of a bar; 0 where there is nothing to choose.
[[nodiscard]] float origins_width(const Screen& screen, const OriginTally& tally);
/// "Base 12" and "Own 9", each to be switched on and off, at the right end of the bar below the tabs.
void draw_origins(const Screen& screen, Commands& commands, const OriginTally& tally);
/// At the cursor, where no row is left: says so if there are some that are switched off. Returns whether it did.
bool draw_hidden(const Screen& screen, Commands& commands, const OriginTally& tally);

} // namespace strata::ui

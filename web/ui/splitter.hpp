// The handle between two columns of the page.
#pragma once

#include "web/ui/draw.hpp"

#include <optional>
#include <string>

namespace strata::ui {

inline constexpr float narrowest_column = 270, widest_column = 640; // CSS pixels; what stands above the layers has room

struct Splitter {
    std::string name; ///< for those who can't see it
    float x = 0;      ///< pixels, as the others: where the columns meet
    float top = 0, bottom = 0;
    float width = 0;    ///< CSS pixels, of the column that it makes wider or narrower
    float towards = +1; ///< +1: that column is to the left of it, -1: to the right
};

/// The column's new width where it was moved: dragged with the mouse, or moved by the left and right arrow while it has
/// the keyboard.
[[nodiscard]] std::optional<float> use_splitter(Ui& ui, const Splitter& splitter);

} // namespace strata::ui

// The handle between two columns of the page.
#pragma once

#include "web/ui/draw.hpp"

#include <string>

namespace strata::ui {

inline constexpr float narrowest_column = 220, widest_column = 640; // CSS pixels

struct Splitter {
    std::string name; ///< for those who can't see it
    float x = 0;      ///< pixels, as the others: where the columns meet
    float top = 0, bottom = 0;
    float width = 0;    ///< CSS pixels, of the column that it makes wider or narrower
    float towards = +1; ///< +1: that column is to the left of it, -1: to the right
};

/// The column's new width: dragged with the mouse, or moved by the left and right arrow while it has the keyboard.
[[nodiscard]] float use_splitter(Ui& ui, const Splitter& splitter);

} // namespace strata::ui

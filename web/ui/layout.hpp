// The page's frame: the bar on top, three columns or drawers, the line at the bottom.
#pragma once

#include "web/ui/screen.hpp"

#include <string_view>

namespace strata::ui {

/// CSS pixels: below the first the right column becomes a drawer, below the second the left one too.
inline constexpr float narrow_page = 1080, narrower_page = 760;

/// The side of a region on which a line parts it from the next.
enum class Edge : std::uint8_t { none, left, right, top, bottom };

/// One region of the page: a child window, on the page's ground or one of its own. Draw between begin and end.
bool begin_region(Ui& ui, std::string_view id, std::string_view name, ImVec4 room, ImU32 ground = 0,
                  Edge edge = Edge::none);
void end_region(Ui& ui);

/// Where the parts of the page go for this width.
struct Frame {
    ImVec4 header, strip, left, centre, right,
        status;                 ///< strip: the summary of a comparison; empty rooms are not drawn
    ImVec4 left_bar, right_bar; ///< above an open drawer: what it is, and what closes it
    bool left_is_drawer = false, right_is_drawer = false;
};
[[nodiscard]] Frame make_frame(const Theme& theme, const State& state, ImVec2 size);

/// Draws the whole page.
void draw_page(const Screen& screen, Commands& commands);

} // namespace strata::ui

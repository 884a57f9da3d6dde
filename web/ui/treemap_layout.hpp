// Where the bytes of a folder go on a plane: rectangles as square as they can be, their areas in proportion.
#pragma once

#include "core/tree/overlay.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace strata::ui {

/// Corners in pixels from the upper left of the map.
struct TileBox {
    float left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] float width() const { return right - left; }
    [[nodiscard]] float height() const { return bottom - top; }
    [[nodiscard]] bool holds(float x, float y) const { return x >= left && x < right && y >= top && y < bottom; }
};

struct Tile {
    NodeIndex node = no_node;
    std::uint32_t depth = 0; ///< 1 for what the folder itself holds
    TileBox box;
    bool opened = false; ///< what it holds has tiles of its own, which lie inside it
};

/// What a tile keeps to itself, in pixels.
struct TileFrame {
    float head = 18;    ///< room for a folder's name, where it has a frame
    float margin = 2;   ///< around what a folder holds
    float smallest = 3; ///< tiles with a shorter side are left out
    float opened = 28;  ///< folders with a shorter side are one tile
};

inline constexpr std::size_t most_tiles = 6000;

/// A folder's tile stands before those of what it holds. The work is bounded by what can be seen: sorted is only what
/// gets a tile (Bruls, Huizing, van Wijk: Squarified Treemaps, 2000).
[[nodiscard]] std::vector<Tile> lay_out_tiles(const Timeline& timeline, const Overlay& overlay, NodeIndex top,
                                              float width, float height, const TileFrame& frame = {});
/// The innermost tile at a point; nullptr for none.
[[nodiscard]] const Tile* tile_at(const std::vector<Tile>& tiles, float x, float y);

} // namespace strata::ui

// Below the treemap: which colour is which.
#pragma once

#include "core/model/inspection.hpp"
#include "core/tree/overlay.hpp"
#include "web/ui/draw.hpp"
#include "web/ui/treemap_layout.hpp"

#include <vector>

namespace strata::ui {

inline constexpr float change_opacity = 0.35f; ///< of the tiles of what differs

/// The layers whose colours the tiles have: as many as the room has place for, and how many are left out.
void draw_layer_legend(Ui& ui, const ImageRecord& image, const std::vector<Tile>& tiles, const Overlay& overlay,
                       const ImVec4& room);
void draw_change_legend(Ui& ui, const ImVec4& room);

} // namespace strata::ui

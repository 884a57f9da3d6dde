// Every view: a function from what there is to see to what the person asked for.
#pragma once

#include "web/ui/screen.hpp"

namespace strata::ui {

void draw_header(const Screen& screen, Commands& commands);  ///< the bar on top
void draw_status(const Screen& screen, Commands& commands);  ///< the line at the bottom
void draw_landing(const Screen& screen, Commands& commands); ///< nothing is open: drop, pick, sample, catalog
/// Below the landing: a team's own images, in `room`.
void draw_catalog(const Screen& screen, Commands& commands, ImVec4 room);
/// What there is to say about a file while an image is on screen: it is being opened, it failed, it holds several.
void draw_notice(const Screen& screen, Commands& commands, ImVec4 room);
void draw_opening(const Screen& screen, Commands& commands); ///< a file is being listed, has several images, or failed
void draw_layers(const Screen& screen, Commands& commands);  ///< left: the stack of layers
/// Below the stack: the selected layer's digests, sizes and problems; and the pixels it takes, 0 for no layer.
void draw_layer_details(const Screen& screen, Commands& commands, ImVec4 room);
[[nodiscard]] float layer_details_height(const Screen& screen);
/// The foot of the layer column: how much is wasted and why, in `room`.
void draw_waste_summary(const Screen& screen, Commands& commands, ImVec4 room);
void draw_tabs(const Screen& screen, Commands& commands);              ///< centre, top: the views
void draw_files(const Screen& screen, Commands& commands);             ///< centre: the tree table
void draw_treemap(const Screen& screen, Commands& commands);           ///< centre: where the bytes are
void draw_waste(const Screen& screen, Commands& commands);             ///< centre: the ledger
void draw_packages(const Screen& screen, Commands& commands);          ///< centre: what package managers brought
void draw_findings(const Screen& screen, Commands& commands);          ///< centre, of one or two: what can hurt
void draw_compared_packages(const Screen& screen, Commands& commands); ///< centre, comparing
void draw_compared_waste(const Screen& screen, Commands& commands);    ///< centre, comparing: bytes by class
void draw_config(const Screen& screen, Commands& commands);            ///< centre: settings
void draw_history(const Screen& screen, Commands& commands);           ///< centre: build steps
void draw_file(const Screen& screen, Commands& commands);              ///< right: the selected file
void draw_strip(const Screen& screen, Commands& commands);             ///< below the header: a comparison in numbers
void draw_aligned_layers(const Screen& screen, Commands& commands);    ///< left, comparing: both stacks side by side
void draw_layer_pairs(const Screen& screen, Commands& commands);       ///< centre, comparing: layers with what differs
void draw_compared_files(const Screen& screen, Commands& commands);    ///< centre, comparing: the tree of differences
void draw_compared_settings(const Screen& screen, Commands& commands); ///< centre, comparing
void draw_compared_history(const Screen& screen, Commands& commands);  ///< centre, comparing
void draw_popups(const Screen& screen, Commands& commands);            ///< palette, help, menus
void draw_dragging(const Screen& screen);                              ///< files are held over the page

} // namespace strata::ui

// The foot of a list: the selected row in full, to read, copy and follow.
#pragma once

#include "web/ui/views/views.hpp"

#include <string>
#include <vector>

namespace strata::ui {

struct Details {
    std::string title;
    std::vector<std::pair<std::string, std::string>> facts; ///< one short line above the text
    std::string text;                                       ///< printable
    std::string copied;                                     ///< what Copy gives: the text as it is stored
    NodeIndex node = no_node;                               ///< offers to show this file
    std::uint32_t layer = no_index;                         ///< offers to show this layer's files
    std::uint32_t line = 0;                                 ///< of the file that is offered, from 1; 0: its front
    std::uint32_t node_layer = no_index;                    ///< in whose look the file is shown; no_index: as it is
};
/// Height of the foot, pixels, for a view of `height`.
[[nodiscard]] float details_height(const Theme& theme, float height);
void draw_details(const Screen& screen, Commands& commands, const Details& details, const ImVec4& room);

/// The field above a list that searches it, at the top of the view; it writes State::search.
void draw_search(const Screen& screen, Commands& commands, std::string_view name, std::string_view hint, float width);

} // namespace strata::ui

// A list of any length, of which only the rows in sight are drawn; the keyboard moves through it as in a file manager.
#pragma once

#include "web/ui/widgets.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace strata::ui {

inline constexpr std::size_t no_row = static_cast<std::size_t>(-1);

struct RowListOptions {
    std::string_view id;
    std::string_view name;  ///< for the mirror: "Files"
    Role role = Role::list; ///< list, table or tree
    std::size_t count = 0;
    std::size_t selected = no_row;
    float row_height = 0;         ///< pixels; 0: the theme's
    float height = 0;             ///< pixels; 0: what is left
    bool reveal_selected = false; ///< scroll so that the selected row can be seen
    bool take_focus = false;      ///< the keyboard comes here
    float widgets_width = 0;      ///< pixels at the end of a row that belong to what `draw` puts there, presses too
    std::function<std::size_t()> first_found; ///< where the keyboard comes to from a field above; empty: the first row
};

/// What one row says of itself in the mirror.
struct RowWords {
    std::string name;
    unsigned states = 0;
    std::uint16_t level = 0;
    std::string details; ///< what its other columns say; read after the name
};

/// What was done to the list in this frame; rows by their number.
struct RowListUse {
    std::optional<std::size_t> selected;  ///< clicked, or reached by the keyboard
    std::optional<std::size_t> pressed;   ///< clicked, but not reached by the keyboard
    std::optional<std::size_t> activated; ///< double clicked, or Enter
    std::optional<std::size_t> context;   ///< right clicked, or the Menu key
    std::optional<std::size_t> opened;    ///< Right arrow on it
    std::optional<std::size_t> closed;    ///< Left arrow on it
    std::optional<std::size_t> hovered;
    std::string typed;       ///< letters typed one soon after the other while the list has the focus
    bool typed_more = false; ///< these go on from those of an earlier frame: what is selected may still do
};

/// `draw(row, room)` draws a row's content; ground, selection and focus are drawn already. `words(row)` names it for
/// the mirror.
RowListUse row_list(Ui& ui, const RowListOptions& options, const std::function<void(std::size_t, const ImVec4&)>& draw,
                    const std::function<RowWords(std::size_t)>& words);

/// Pixels by which a row of a tree stands further in, `depth` from 1, `width` wide: deep ones less and less, so that
/// every name has room.
[[nodiscard]] float tree_indent(const Theme& theme, std::uint32_t depth, float width);

/// The row that what was typed leads to: whose name begins with it, from the selected one on; large and small letters
/// alike.
[[nodiscard]] std::optional<std::size_t> typed_row(const RowListUse& use, std::size_t selected, std::size_t count,
                                                   const std::function<std::string_view(std::size_t)>& name);

} // namespace strata::ui

// Rows of code, or of any text whose letters are all of one width, in a box to scroll through: only those in sight are
// drawn; what is in them can be selected and copied.
#pragma once

#include "web/ui/draw.hpp"
#include "web/ui/syntax.hpp"
#include "web/ui/text_selection.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// One of the texts that stand side by side in a list. Pixels from the left of the box, before it is scrolled.
struct CodeColumn {
    float begin = 0; ///< of the room it has
    float text = 0;  ///< where its lines begin
};

/// What is in the rows; the empty ones of these are left out.
struct CodeTexts {
    std::function<RowText(std::size_t row, std::size_t column)> selectable;
    std::function<std::string(std::size_t row)> mirrored;
};

struct CodeList {
    std::string id;   ///< another one for another text, which has a place to scroll to and a selection of its own
    std::string name; ///< "Content"
    std::size_t count = 0;
    std::uint64_t breaking = 0; ///< how lines are broken into rows, where they are: another number for another way
    float width = 0;            ///< pixels that the longest row takes; 0: never scrolls sideways
    std::size_t reveal = static_cast<std::size_t>(-1); ///< scroll to this row
    std::size_t reveal_byte = 0;                       ///< and sideways to this place in it,
    std::size_t reveal_column = 0;                     ///< in this of the columns
    std::vector<CodeColumn> columns = {{}};
};

/// A row to draw. `room.x` is where it starts, left of the box when it is scrolled sideways.
struct CodeRow {
    std::size_t index = 0;
    ImVec4 room;
    std::size_t column = 0; ///< in which something is selected:
    ByteRange selected;
    [[nodiscard]] ByteRange selected_in(std::size_t which) const { return which == column ? selected : ByteRange{}; }
};

/// One stop of the Tab key, in which arrows scroll, with Shift they select. Returns what is to be copied.
std::optional<std::string> code_list(Ui& ui, const CodeList& list, const ImVec4& room, const CodeTexts& texts,
                                     const std::function<void(const CodeRow&)>& draw);

/// One line of code from `room.x` on, cut at `right`, with the ground of what is selected of it; tabs become blanks,
/// bytes that can't be shown "·" or U+FFFD.
struct CodeLine {
    std::string_view text;
    Highlight highlight;
    ByteRange selected;
    ImU32 plain = 0; ///< 0: the theme's text colour
};
void draw_code(const Ui& ui, const ImVec4& room, float right, const CodeLine& line);
/// The line as draw_code shows it.
[[nodiscard]] std::string shown_code(std::string_view line);
/// The width of one character of code.
[[nodiscard]] float code_width(const Ui& ui);
/// Pixels from the beginning of the row to the place before `byte`.
[[nodiscard]] float code_x(const Ui& ui, std::string_view row, std::size_t byte);
[[nodiscard]] float code_row_height(const Theme& theme);

} // namespace strata::ui

// What of a text is selected, with the mouse or the keyboard, to be copied.
#pragma once

#include <algorithm>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <imgui.h>
#include <string>
#include <string_view>

namespace strata::ui {

/// Before a character of a row.
struct TextPlace {
    std::size_t row = 0;
    std::size_t byte = 0;
    friend auto operator<=>(const TextPlace&, const TextPlace&) = default;
};

/// Bytes of one row.
struct ByteRange {
    std::size_t begin = 0, end = 0;
    bool line_end = false; ///< and the end of its line
    [[nodiscard]] bool empty() const { return begin >= end && !line_end; }
};

/// A row of a text.
struct RowText {
    std::string text;
    bool goes_on = false; ///< the next row goes on in the same line
};

/// What is asked about a selection, until the text it is in answers; the menu, until it is open.
enum class TextWish : std::uint8_t { none, menu, copy, select_all };

struct TextSelection {
    ImGuiID list = 0;       ///< whose text; 0: nobody's
    std::uint64_t rows = 0; ///< how the text is broken into rows: another way has other places
    std::size_t column = 0; ///< of texts side by side
    TextPlace anchor, caret;
    int keyboard_in = -1; ///< the last frame in which the keyboard was there
    TextWish wish = TextWish::none;
    ImVec2 menu_at; ///< pixels

    [[nodiscard]] bool empty() const { return list == 0 || anchor == caret; }
    [[nodiscard]] TextPlace first() const { return std::min(anchor, caret); }
    [[nodiscard]] TextPlace last() const { return std::max(anchor, caret); }
    [[nodiscard]] ByteRange in_row(std::size_t row, std::size_t length) const;
};

using RowTexts = std::function<RowText(std::size_t row)>;

/// Bytes that are put on the clipboard.
inline constexpr std::uint64_t most_copied = std::uint64_t{16} << 20;
/// What is selected; a line end between two lines, none inside a line that was broken to be shown. Ends soon behind
/// most_copied.
[[nodiscard]] std::string selected_text(const TextSelection& selection, std::size_t rows, const RowTexts& texts);
/// The word that the character behind `place` belongs to, or the signs where it is in none.
void select_word(TextSelection& selection, TextPlace place, std::string_view row);
/// The whole line that the row belongs to.
void select_line(TextSelection& selection, std::size_t row, std::size_t rows, const RowTexts& texts);
void select_all(TextSelection& selection, std::size_t rows, const RowTexts& texts);
/// The nearest place of a row where a cursor may stand: not inside of what is drawn as one.
[[nodiscard]] std::size_t stop_before(std::string_view row, std::size_t byte);
[[nodiscard]] std::size_t stop_behind(std::string_view row, std::size_t byte);
/// One character on or back, from row to row.
[[nodiscard]] TextPlace next_place(TextPlace from, std::size_t rows, const RowTexts& texts);
[[nodiscard]] TextPlace previous_place(TextPlace from, const RowTexts& texts);

} // namespace strata::ui

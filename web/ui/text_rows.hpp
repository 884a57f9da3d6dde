// Text cut into rows to scroll through: of one file, or of the difference between two.
#pragma once

#include "core/diff/diff_lines.hpp"
#include "web/ui/syntax.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace strata::ui {

/// A line, or a part of a long one.
struct TextRow {
    std::uint32_t offset = 0; ///< in the text
    std::uint32_t length = 0; ///< bytes, without the line's end
    std::uint32_t line = 0;   ///< from 1; 0: goes on from the row above
    SyntaxState state = SyntaxState::code;
};

/// `columns`: bytes a row at most; characters are never cut. 0: only lines of many thousand bytes are cut.
[[nodiscard]] std::vector<TextRow> split_rows(std::string_view text, Language language, std::uint32_t columns);

enum class DifferenceShape : std::uint8_t { unified, side_by_side };

struct DiffLine {
    LineKind kind = LineKind::same; ///< side by side: `removed` where both sides differ
    std::uint32_t a_line = 0;       ///< from 1; 0: nothing on this side
    std::uint32_t b_line = 0;
    std::string_view a, b;    ///< without line ends; they point into the texts
    std::uint32_t folded = 0; ///< instead of a line: as many equal ones left out
    bool goes_on = false;     ///< the rest of the line above, which is in more than one row
    SyntaxState a_state = SyntaxState::code, b_state = SyntaxState::code;
};

/// Equal lines far from any difference, and texts that are the same, are left out or shown too.
enum class EqualLines : std::uint8_t { folded, shown };
[[nodiscard]] std::vector<DiffLine> diff_line_rows(std::string_view a, std::string_view b, DifferenceShape shape,
                                                   EqualLines equal_lines = EqualLines::folded);
/// The same with at most `columns` bytes of a line in a row; characters are never cut.
[[nodiscard]] std::vector<DiffLine> wrapped_rows(const std::vector<DiffLine>& rows, Language language,
                                                 std::uint32_t columns);

/// A place found in the rows of a difference; in a line that both have the newer side stands for both.
struct DiffPlace {
    std::size_t row = 0;
    bool newer = true;
    std::size_t byte = 0; ///< of that side's text
    friend auto operator<=>(const DiffPlace&, const DiffPlace&) = default;
};
/// Where `words` stand in what is shown, as find_all() finds them; in order.
[[nodiscard]] std::vector<DiffPlace> find_in_rows(const std::vector<DiffLine>& rows, std::string_view words);

/// Offsets of `words`, without regard to the case of ASCII letters; at most 10 000.
[[nodiscard]] std::vector<std::size_t> find_all(std::string_view text, std::string_view words);

} // namespace strata::ui

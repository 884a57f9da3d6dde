#include "web/ui/text_selection.hpp"

#include "web/ui/text_runs.hpp"

#include <algorithm>
#include <vector>

namespace strata::ui {

namespace {

bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Words, blanks, and other signs: a double click takes a run of one of them.
int kind_of(char c) { return is_word(c) ? 0 : is_blank(c) ? 1 : 2; }

} // namespace

ByteRange TextSelection::in_row(std::size_t row, std::size_t length) const {
    const TextPlace from = first(), to = last();
    if (empty() || row < from.row || row > to.row) return {};
    return {.begin = row == from.row ? std::min(from.byte, length) : 0,
            .end = row == to.row ? std::min(to.byte, length) : length,
            .line_end = row < to.row};
}

std::string selected_text(const TextSelection& selection, std::size_t rows, const RowTexts& texts) {
    std::string out;
    for (std::size_t row = selection.first().row; row < rows && row <= selection.last().row; row++) {
        const RowText one = texts(row);
        const ByteRange range = selection.in_row(row, one.text.size());
        out.append(one.text, range.begin, range.end - range.begin);
        if (range.line_end && !one.goes_on) out += '\n';
        if (out.size() > most_copied) break;
    }
    return out;
}

void select_word(TextSelection& selection, TextPlace place, std::string_view row) {
    std::size_t begin = std::min(place.byte, row.size()), end = begin;
    if (begin == row.size() && begin > 0) begin--;
    const int kind = row.empty() ? 0 : kind_of(row[begin]);
    while (begin > 0 && kind_of(row[begin - 1]) == kind) begin--;
    while (end < row.size() && kind_of(row[end]) == kind) end++;
    selection.anchor = {place.row, begin};
    selection.caret = {place.row, end};
}

void select_line(TextSelection& selection, std::size_t row, std::size_t rows, const RowTexts& texts) {
    std::size_t first = row, last = row;
    while (first > 0 && texts(first - 1).goes_on) first--;
    while (last + 1 < rows && texts(last).goes_on) last++;
    selection.anchor = {first, 0};
    selection.caret = last + 1 < rows ? TextPlace{last + 1, 0} : TextPlace{last, texts(last).text.size()};
}

void select_all(TextSelection& selection, std::size_t rows, const RowTexts& texts) {
    selection.anchor = {};
    selection.caret = rows == 0 ? TextPlace{} : TextPlace{rows - 1, texts(rows - 1).text.size()};
}

TextPlace next_place(TextPlace from, std::size_t rows, const RowTexts& texts) {
    const std::string row = texts(from.row).text;
    const std::vector<std::size_t> stops = cursor_stops(row);
    const auto next = std::ranges::upper_bound(stops, from.byte);
    if (next != stops.end()) return {from.row, *next};
    return from.row + 1 < rows ? TextPlace{from.row + 1, 0} : TextPlace{from.row, row.size()};
}

TextPlace previous_place(TextPlace from, const RowTexts& texts) {
    const std::vector<std::size_t> stops = cursor_stops(texts(from.row).text);
    const auto here = std::ranges::lower_bound(stops, from.byte);
    if (here != stops.begin()) return {from.row, here[-1]};
    return from.row == 0 ? TextPlace{} : TextPlace{from.row - 1, texts(from.row - 1).text.size()};
}

std::size_t stop_before(std::string_view row, std::size_t byte) {
    const std::vector<std::size_t> stops = cursor_stops(row);
    return std::ranges::upper_bound(stops, byte)[-1];
}

std::size_t stop_behind(std::string_view row, std::size_t byte) {
    const std::vector<std::size_t> stops = cursor_stops(row);
    return *std::ranges::lower_bound(stops, std::min(byte, row.size()));
}

} // namespace strata::ui

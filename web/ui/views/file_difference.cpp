#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

struct Half {
    float left, right;
    std::uint32_t line;
    std::string_view text;
    ImU32 ground;
    float scroll; ///< pixels by which the text, and not the number before it, is moved to the left
    ByteRange selected = {};
};

/// Pixels in front of the text: the number of its line and a gap.
float gutter(const Ui& ui) { return code_width(ui) * 5 + ui.theme.px(10); }

void draw_half(const Ui& ui, const Half& half, const ImVec4& room, Language language) {
    const Theme& theme = ui.theme;
    const float number = code_width(ui) * 5;
    if (half.ground) ImGui::GetWindowDrawList()->AddRectFilled({half.left, room.y}, {half.right, room.w}, half.ground);
    if (half.line)
        draw_text(ui, {half.left, room.y, half.left + number, room.w},
                  {.face = Face::small_mono, .colour = theme.colours.faint}, text(half.line), Align::right);
    const float start = half.left + gutter(ui);
    ImGui::PushClipRect({start, room.y}, {half.right, room.w}, true);
    draw_code(
        ui, {start - half.scroll, room.y, half.right, room.w}, half.right,
        {.text = half.text, .highlight = highlight(language, half.text, SyntaxState::code), .selected = half.selected});
    ImGui::PopClipRect();
}

/// A removed line has no place in the newer text.
std::string_view unified_text(const DiffLine& row) { return row.kind == LineKind::removed ? row.a : row.b; }

/// Where the texts of a row begin.
std::vector<CodeColumn> columns_of(const Ui& ui, DifferenceShape shape, float width) {
    if (shape == DifferenceShape::unified) return {{.text = code_width(ui) * 4 + gutter(ui)}};
    return {{.text = gutter(ui)}, {.begin = width / 2, .text = width / 2 + gutter(ui)}};
}

/// A row on the page.
struct RowShown {
    const DiffLine& row;
    const CodeRow& at;
    ImVec4 room; ///< that of the box, wherever it is scrolled to
    float scroll;
    Language language;
};

void draw_unified_row(const Ui& ui, const RowShown& shown) {
    const auto& [row, at, room, scroll, language] = shown;
    const Colours& colours = ui.theme.colours;
    const ImU32 ground = row.kind == LineKind::added     ? colours.added_ground
                         : row.kind == LineKind::removed ? colours.removed_ground
                                                         : 0;
    const float number = code_width(ui) * 4;
    if (ground) ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, ground);
    if (row.a_line)
        draw_text(ui, {room.x, room.y, room.x + number, room.w}, {.face = Face::small_mono, .colour = colours.faint},
                  text(row.a_line), Align::right);
    Half half{room.x + number, room.z, row.b_line, unified_text(row), 0, scroll, at.selected};
    draw_half(ui, half, room, language);
}

void draw_pair_row(const Ui& ui, const RowShown& shown) {
    const auto& [row, at, room, scroll, language] = shown;
    const Colours& colours = ui.theme.colours;
    const float middle = (room.x + room.z) / 2;
    const bool differs = row.kind != LineKind::same;
    const ImU32 removed = differs && row.a_line ? colours.removed_ground : 0;
    const ImU32 added = differs && row.b_line ? colours.added_ground : 0;
    if (row.a_line)
        draw_half(ui, {room.x, middle - 1, row.a_line, row.a, removed, scroll, at.selected_in(0)}, room, language);
    if (row.b_line)
        draw_half(ui, {middle, room.z, row.b_line, row.b, added, scroll, at.selected_in(1)}, room, language);
}

/// How wide the list is so that its longest line can be scrolled to; 0 where all have room.
float list_width(const Ui& ui, const std::vector<DiffLine>& rows, DifferenceShape shape, float width) {
    std::size_t longest = 0;
    for (const DiffLine& row : rows) longest = std::max({longest, row.a.size(), row.b.size()});
    const float bar = ui.theme.px(16), letter = code_width(ui);
    const float before = shape == DifferenceShape::unified ? letter * 4 : 0; // the older text's number
    const float room = shape == DifferenceShape::unified ? width - before : width / 2;
    const float missing = gutter(ui) + letter * static_cast<float>(longest) + bar - room;
    return missing > 0 ? width + missing : 0;
}

std::string difference_words(const DiffLine& row) {
    if (row.folded) return text(grouped(row.folded), row.folded == 1 ? " equal line" : " equal lines");
    const std::string_view mark = row.kind == LineKind::same ? "  " : row.kind == LineKind::added ? "+ " : "- ";
    std::string words = text(mark, shown_code(row.kind == LineKind::added ? row.b : row.a));
    if (row.kind == LineKind::removed && row.b_line) words += text(" → + ", shown_code(row.b));
    return words;
}

} // namespace

void draw_difference(const Screen& screen, Commands& commands, const DifferenceShown& shown, const ImVec4& box) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Content &older = shown.older.content, &newer = shown.newer.content;
    const auto say = [&](std::string_view words) { draw_words(ui, box, theme.colours.dim, words); };
    if (is_binary(older.bytes) || is_binary(newer.bytes))
        return say(older.bytes == newer.bytes ? "These are no texts; their bytes are the same."
                                              : "These are no texts; their bytes differ.");
    if (!older.complete() || !newer.complete())
        return say("Only the beginning of this file has been read; show more of it first.");
    const auto& rows = screen.contents.difference(shown.older.key, shown.newer.key, shown.shape);
    if (rows.empty()) return say("The same bytes: nothing in the content differs.");
    const Language language = language_of(shown.path, newer.bytes);
    const bool unified = shown.shape == DifferenceShape::unified;
    const auto draw_row = [&](const CodeRow& at) {
        const DiffLine& row = rows[at.index];
        const float scroll = ImGui::GetScrollX();
        const ImVec4 room = {at.room.x + scroll, at.room.y, at.room.z, at.room.w};
        if (row.folded) {
            ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.raised);
            draw_text(ui, room, {.face = Face::small, .colour = theme.colours.faint}, difference_words(row),
                      Align::centre);
        } else if (unified) {
            draw_unified_row(ui, {row, at, room, scroll, language});
        } else {
            draw_pair_row(ui, {row, at, room, scroll, language});
        }
    };
    const auto selectable = [&](std::size_t index, std::size_t column) {
        const DiffLine& row = rows[index];
        const bool holds_line = !row.folded && (unified || (column == 0 ? row.a_line : row.b_line) != 0);
        return RowText{std::string(unified ? unified_text(row) : column == 0 ? row.a : row.b), !holds_line};
    };
    copy_selected(
        commands,
        code_list(ui,
                  {.id = text(list_id("difference", shown.older.key), list_id("", shown.newer.key), unified),
                   .name = "Difference",
                   .count = rows.size(),
                   .width = list_width(ui, rows, shown.shape, width_of(box)),
                   .columns = columns_of(ui, shown.shape, width_of(box))},
                  box,
                  {.selectable = selectable, .mirrored = [&](std::size_t row) { return difference_words(rows[row]); }},
                  draw_row));
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// One side of a row.
struct Half {
    float left, right;
    std::uint32_t line;
    std::string_view text;
    ImU32 ground;
    SyntaxState state;
    ByteRange selected = {};
    bool newer = true;
};

/// Pixels in front of the text: the number of its line and a gap.
float gutter(const Ui& ui) { return code_width(ui) * 5 + ui.theme.px(10); }

/// A row on the page.
struct RowShown {
    const State& state;
    const DiffLine& row;
    const CodeRow& at;
    ImVec4 room;  ///< that of the box, wherever it is scrolled to
    float scroll; ///< pixels by which the texts, and not the numbers before them, are moved to the left
    Language language;
    const std::vector<DiffPlace>& found;
};

void mark_found(const Ui& ui, const RowShown& shown, const Half& half, const ImVec4& room) {
    const auto& found = shown.found;
    const auto [first, last] = std::ranges::equal_range(found, shown.at.index, {}, &DiffPlace::row);
    for (auto at = first; at != last; at++) {
        if (at->newer != half.newer && shown.row.kind != LineKind::same) continue;
        const auto number = static_cast<std::size_t>(at - found.begin());
        draw_found(ui, room, half.text,
                   {.begin = at->byte,
                    .length = shown.state.search.size(),
                    .looked_at = number == found_now(shown.state, found.size())});
    }
}

void draw_number(const Ui& ui, const ImVec4& room, std::uint32_t line, const DiffLine& row) {
    const std::string words = line ? text(line) : row.goes_on ? std::string(goes_on) : "";
    draw_text(ui, room, {.face = Face::small_mono, .colour = ui.theme.colours.faint}, words, Align::right);
}

void draw_half(const Ui& ui, const RowShown& shown, const Half& half) {
    const ImVec4& room = shown.room;
    if (half.ground) ImGui::GetWindowDrawList()->AddRectFilled({half.left, room.y}, {half.right, room.w}, half.ground);
    draw_number(ui, {half.left, room.y, half.left + code_width(ui) * 5, room.w}, half.line, shown.row);
    const float start = half.left + gutter(ui);
    const ImVec4 code = {start - shown.scroll, room.y, half.right, room.w};
    ImGui::PushClipRect({start, room.y}, {half.right, room.w}, true);
    mark_found(ui, shown, half, code);
    draw_code(
        ui, code, half.right,
        {.text = half.text, .highlight = highlight(shown.language, half.text, half.state), .selected = half.selected});
    ImGui::PopClipRect();
}

/// A removed line has no place in the newer text.
std::string_view unified_text(const DiffLine& row) { return row.kind == LineKind::removed ? row.a : row.b; }

/// Where the texts of a row begin.
std::vector<CodeColumn> columns_of(const Ui& ui, DifferenceShape shape, float width) {
    if (shape == DifferenceShape::unified) return {{.text = code_width(ui) * 4 + gutter(ui)}};
    return {{.text = gutter(ui)}, {.begin = width / 2, .text = width / 2 + gutter(ui)}};
}

/// Whether this side of a row has anything of its text: not where the other's line alone stands, or goes on.
bool has_half(const DiffLine& row, std::uint32_t line, std::string_view text) {
    return line != 0 || (row.goes_on && !text.empty());
}

void draw_unified_row(const Ui& ui, const RowShown& shown) {
    const DiffLine& row = shown.row;
    const ImVec4& room = shown.room;
    const Colours& colours = ui.theme.colours;
    const ImU32 ground = row.kind == LineKind::added     ? colours.added_ground
                         : row.kind == LineKind::removed ? colours.removed_ground
                                                         : 0;
    const float number = code_width(ui) * 4;
    const bool removed = row.kind == LineKind::removed;
    if (ground) ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, ground);
    if (row.a_line) draw_number(ui, {room.x, room.y, room.x + number, room.w}, row.a_line, row);
    draw_half(ui, shown,
              {.left = room.x + number,
               .right = room.z,
               .line = row.b_line,
               .text = unified_text(row),
               .ground = 0,
               .state = removed ? row.a_state : row.b_state,
               .selected = shown.at.selected,
               .newer = !removed});
}

void draw_pair_row(const Ui& ui, const RowShown& shown) {
    const DiffLine& row = shown.row;
    const ImVec4& room = shown.room;
    const Colours& colours = ui.theme.colours;
    const float middle = (room.x + room.z) / 2;
    const bool differs = row.kind != LineKind::same;
    if (has_half(row, row.a_line, row.a))
        draw_half(ui, shown,
                  {room.x, middle - 1, row.a_line, row.a, differs ? colours.removed_ground : 0, row.a_state,
                   shown.at.selected_in(0), false});
    if (has_half(row, row.b_line, row.b))
        draw_half(ui, shown,
                  {middle, room.z, row.b_line, row.b, differs ? colours.added_ground : 0, row.b_state,
                   shown.at.selected_in(1), true});
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
    if (row.kind == LineKind::removed && has_half(row, row.b_line, row.b)) words += text(" → + ", shown_code(row.b));
    if (row.goes_on) words = text(goes_on, ' ', words);
    return words;
}

/// Bytes of a line for which a row has room, where lines are wrapped; else 0.
std::uint32_t columns_in(const Ui& ui, const State& state, DifferenceShape shape, float width) {
    if (!state.wrap) return 0;
    const float bar = ui.theme.px(18), letter = code_width(ui);
    const float room = shape == DifferenceShape::unified ? width - letter * 4 - bar : (width - bar) / 2;
    return static_cast<std::uint32_t>(std::max(8.0f, (room - gutter(ui)) / letter));
}

/// What the list of a difference is made of.
struct Listed {
    const DifferenceShown& shown;
    const std::vector<DiffLine>& rows;
    const std::vector<DiffPlace>& found;
    std::uint32_t columns;
    Language language;
};

void draw_rows(const Screen& screen, Commands& commands, const Listed& listed, const ImVec4& box) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const auto& [shown, rows, found, columns, language] = listed;
    const bool unified = shown.shape == DifferenceShape::unified;
    const auto draw_row = [&](const CodeRow& at) {
        const DiffLine& row = listed.rows[at.index];
        const float scroll = ImGui::GetScrollX();
        const ImVec4 room = {at.room.x + scroll, at.room.y, at.room.z, at.room.w};
        const RowShown here = {screen.state, row, at, room, scroll, listed.language, listed.found};
        if (row.folded) {
            ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.raised);
            draw_text(ui, room, {.face = Face::small, .colour = theme.colours.faint}, difference_words(row),
                      Align::centre);
        } else if (unified) {
            draw_unified_row(ui, here);
        } else {
            draw_pair_row(ui, here);
        }
    };
    const auto selectable = [&](std::size_t index, std::size_t column) {
        const std::vector<DiffLine>& all = listed.rows;
        const DiffLine& row = all[index];
        const bool newer = column == 1, more = index + 1 < all.size() && all[index + 1].goes_on;
        const auto line = unified ? unified_text(row) : newer ? row.b : row.a;
        const auto rest = !more     ? std::string_view()
                          : unified ? unified_text(all[index + 1])
                          : newer   ? all[index + 1].b
                                    : all[index + 1].a;
        const bool holds_line =
            !row.folded && (unified || has_half(row, newer ? row.b_line : row.a_line, newer ? row.b : row.a));
        return RowText{std::string(line), !holds_line || !rest.empty()};
    };
    const bool reveals = screen.state.reveal && !found.empty();
    const DiffPlace wanted = reveals ? found[found_now(screen.state, found.size())] : DiffPlace{};
    copy_selected(commands,
                  code_list(ui,
                            {.id = text(list_id("difference", shown.older.key), list_id("", shown.newer.key), unified),
                             .name = "Difference",
                             .count = rows.size(),
                             .breaking = columns,
                             .width = columns ? 0 : list_width(ui, rows, shown.shape, width_of(box)),
                             .reveal = reveals ? wanted.row : rows.size(),
                             .reveal_byte = wanted.byte + screen.state.search.size(),
                             .reveal_column = !unified && wanted.newer ? 1u : 0u,
                             .columns = columns_of(ui, shown.shape, width_of(box))},
                            box,
                            {.selectable = selectable,
                             .mirrored = [&](std::size_t row) { return difference_words(listed.rows[row]); }},
                            draw_row));
}

} // namespace

void draw_difference(const Screen& screen, Commands& commands, const DifferenceShown& shown, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Content &older = shown.older.content, &newer = shown.newer.content;
    const auto say = [&](std::string_view words) {
        draw_box(ui, room);
        draw_words(ui, room, ui.theme.colours.dim, words);
    };
    if (is_binary(older.bytes) || is_binary(newer.bytes))
        return say(older.bytes == newer.bytes ? "These are no texts; their bytes are the same."
                                              : "These are no texts; their bytes differ.");
    if (!older.complete() || !newer.complete())
        return say("Only the beginning of this file has been read; show more of it first.");
    const Language language = language_of(shown.path, newer.bytes);
    const std::uint32_t columns = columns_in(ui, screen.state, shown.shape, width_of(room) - 2);
    const auto& rows = shown.contents.difference(shown.older.key, shown.newer.key,
                                                 {shown.shape, language, columns, shown.equal_lines});
    if (rows.empty()) return say("The same bytes: nothing in the content differs.");
    const auto& found = shown.contents.found_in_difference(screen.state.search);
    const float tools = draw_search_tools(screen, commands, found.size(), room, shown.search);
    const ImVec4 box = {room.x, room.y + tools, room.z, room.w};
    draw_box(ui, box);
    draw_rows(screen, commands, {shown, rows, found, columns, language}, inset(box, 1, 1));
}

} // namespace strata::ui

#include "core/base/utf8.hpp"
#include "web/ui/code_list.hpp"

namespace strata::ui {

namespace {

constexpr std::size_t tab_width = 4;

ImU32 ink_colour(const Colours& colours, Ink ink, ImU32 plain) {
    switch (ink) {
    case Ink::keyword: return colours.syntax_keyword;
    case Ink::string: return colours.syntax_string;
    case Ink::comment: return colours.syntax_comment;
    case Ink::number: return colours.syntax_number;
    case Ink::plain: break;
    }
    return plain;
}

/// Adds `piece` as it is shown; `column` counts characters from the line's start, for tabs.
void append_shown(std::string& out, std::size_t& column, std::string_view piece) {
    while (!piece.empty()) {
        const char c = piece.front();
        if (c == '\t') {
            const std::size_t blanks = tab_width - column % tab_width;
            out.append(blanks, ' ');
            column += blanks;
            piece.remove_prefix(1);
            continue;
        }
        const DecodedCharacter decoded = decode_character(piece);
        if (decoded.character < ' ' || decoded.character == 0x7f)
            out += "·";
        else
            append_character(out, decoded.character);
        column++;
        piece.remove_prefix(decoded.bytes);
    }
}

void draw_selected(const Ui& ui, const ImVec4& room, const CodeLine& line) {
    const ByteRange& range = line.selected;
    if (range.empty()) return;
    const float begin = room.x + code_x(ui, line.text, stop_before(line.text, range.begin));
    const float end = room.x + code_x(ui, line.text, stop_behind(line.text, range.end));
    const float past_end = range.line_end ? code_width(ui) * 0.6f : 0;
    ImGui::GetWindowDrawList()->AddRectFilled({begin, room.y}, {end + past_end, room.w},
                                              faded(ui.theme.colours.accent, 0.35f));
}

} // namespace

float code_width(const Ui& ui) { return text_extent(ui, Face::small_mono, "0").x; }
float code_x(const Ui& ui, std::string_view row, std::size_t byte) {
    return text_extent(ui, Face::small_mono, shown_code(row.substr(0, byte))).x;
}
float code_row_height(const Theme& theme) { return theme.px(18); }

std::string shown_code(std::string_view line) {
    std::string out;
    std::size_t column = 0;
    append_shown(out, column, line);
    return out;
}

void draw_code(const Ui& ui, const ImVec4& room, float right, const CodeLine& line) {
    draw_selected(ui, room, line);
    const ImU32 plain = line.plain ? line.plain : ui.theme.colours.text;
    float x = room.x;
    std::size_t column = 0, at = 0;
    const auto put = [&](std::size_t end, ImU32 colour) {
        if (end <= at || x > right) return;
        std::string shown;
        append_shown(shown, column, line.text.substr(at, end - at));
        const float width = text_extent(ui, Face::small_mono, shown).x;
        draw_text(ui, {x, room.y, x + width + 1, room.w}, {.face = Face::small_mono, .colour = colour}, shown);
        x += width;
        at = end;
    };
    for (const InkSpan& span : line.highlight.spans) {
        put(span.begin, plain);
        put(span.end, ink_colour(ui.theme.colours, span.ink, plain));
    }
    put(line.text.size(), plain);
}

} // namespace strata::ui

#include "core/base/utf8.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

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

} // namespace

float code_width(const Ui& ui) { return text_extent(ui, Face::small_mono, "0").x; }
float code_row_height(const Theme& theme) { return theme.px(18); }

std::string shown_code(std::string_view line) {
    std::string out;
    std::size_t column = 0;
    append_shown(out, column, line);
    return out;
}

void draw_code(const Ui& ui, const ImVec4& room, float right, std::string_view line, const Highlight& highlight,
               ImU32 plain) {
    float x = room.x;
    std::size_t column = 0, at = 0;
    const auto put = [&](std::size_t end, ImU32 colour) {
        if (end <= at || x > right) return;
        std::string shown;
        append_shown(shown, column, line.substr(at, end - at));
        const float width = text_extent(ui, Face::small_mono, shown).x;
        draw_text(ui, {x, room.y, x + width + 1, room.w}, {.face = Face::small_mono, .colour = colour}, shown);
        x += width;
        at = end;
    };
    for (const InkSpan& span : highlight.spans) {
        put(span.begin, plain);
        put(span.end, ink_colour(ui.theme.colours, span.ink, plain));
    }
    put(line.size(), plain);
}

void code_list(Ui& ui, const CodeList& list, const ImVec4& room,
               const std::function<void(std::size_t, const ImVec4&)>& draw,
               const std::function<std::string(std::size_t)>& words) {
    const Theme& theme = ui.theme;
    const float row_height = code_row_height(theme), pad = theme.px(8);
    ImGui::SetCursorScreenPos({room.x, room.y});
    const ImGuiWindowFlags flags = list.width > 0 ? ImGuiWindowFlags_HorizontalScrollbar : ImGuiWindowFlags_None;
    ImGui::BeginChild(std::string(list.id).c_str(), {width_of(room), height_of(room)}, ImGuiChildFlags_NavFlattened,
                      flags);
    ui.mirror.add({.role = Role::group,
                   .total = static_cast<std::uint32_t>(list.count),
                   .name = std::string(list.name),
                   .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    ui.mirror.open();
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float height = ImGui::GetWindowHeight();
    if (list.reveal < list.count)
        ImGui::SetScrollY(std::max(0.0f, static_cast<float>(list.reveal) * row_height - height / 3));
    const auto first = static_cast<std::size_t>(std::max(0.0f, (ImGui::GetScrollY() - pad) / row_height));
    const std::size_t last = std::min(list.count, first + static_cast<std::size_t>(height / row_height) + 2);
    for (std::size_t row = first; row < last; row++) {
        const float y = origin.y + pad + static_cast<float>(row) * row_height;
        const ImVec4 at = {origin.x, y, room.z, y + row_height};
        draw(row, at);
        ui.mirror.add({.role = Role::text, .name = words(row), .rectangle = {room.x, y, width_of(room), row_height}});
        ui.mirror.place_last(0, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(list.count));
    }
    ui.mirror.close();
    ImGui::SetCursorScreenPos({origin.x, origin.y});
    ImGui::Dummy({list.width, 2 * pad + row_height * static_cast<float>(list.count)});
    ImGui::EndChild();
}

void draw_skeleton(Ui& ui, const ImVec4& box, std::string_view words) {
    const Theme& theme = ui.theme;
    const float widths[] = {0.55f, 0.7f, 0.2f, 0.62f, 0.48f, 0.75f};
    for (std::size_t i = 0; i < std::size(widths); i++) {
        const float y = box.y + theme.px(14) + theme.px(18) * static_cast<float>(i);
        if (y + theme.px(8) > box.w) break;
        ImGui::GetWindowDrawList()->AddRectFilled(
            {box.x + theme.px(14), y},
            {box.x + theme.px(14) + (width_of(box) - theme.px(28)) * widths[i], y + theme.px(8)}, theme.colours.track,
            theme.px(4));
    }
    ui.mirror.add(
        {.role = Role::status, .name = std::string(words), .rectangle = {box.x, box.y, width_of(box), height_of(box)}});
}

void draw_words(Ui& ui, const ImVec4& box, ImU32 colour, std::string_view words) {
    ImGui::SetCursorScreenPos({box.x + ui.theme.px(12), box.y + ui.theme.px(10)});
    paragraph(ui, {.colour = colour}, words, width_of(box) - ui.theme.px(24));
}

} // namespace strata::ui

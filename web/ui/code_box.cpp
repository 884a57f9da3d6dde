#include "web/ui/code_box.hpp"

#include "web/ui/code_list.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <imgui_internal.h>
#include <string>
#include <vector>

namespace strata::ui {

namespace {

struct Row {
    std::string_view text;
    bool goes_on = false; ///< the line was too long
};

/// Rows of at most `columns` bytes, broken at line ends, else behind a blank, else between characters.
std::vector<Row> wrapped(std::string_view text, std::size_t columns) {
    std::vector<Row> rows;
    while (!text.empty()) {
        const std::size_t newline = std::min(text.find('\n'), text.size());
        std::size_t end = newline;
        if (end > columns) {
            const std::size_t blank = text.rfind(' ', columns);
            end = blank != text.npos && blank > columns / 2 ? blank + 1 : columns;
            while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) end--;
        }
        rows.push_back({text.substr(0, end), end != newline});
        text.remove_prefix(end == newline ? std::min(text.size(), newline + 1) : end);
    }
    return rows;
}

} // namespace

void draw_box(const Ui& ui, const ImVec4& box) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({box.x, box.y}, {box.z, box.w}, ui.theme.colours.code, ui.theme.radius);
    list.AddRect({box.x, box.y}, {box.z, box.w}, ui.theme.colours.line, ui.theme.radius);
}

std::optional<std::string> code_box(Ui& ui, std::string_view name, std::string_view text, ImVec4 room) {
    const Theme& theme = ui.theme;
    draw_box(ui, room);
    constexpr std::size_t most_in_mirror = 2000;
    const float margin = theme.px(10), letter = std::max(1.0f, code_width(ui));
    if (width_of(room) <= 2 * margin || height_of(room) <= 2 * margin) return std::nullopt;
    const auto columns = static_cast<std::size_t>(std::max(8.0f, (width_of(room) - 3 * margin) / letter));
    const std::vector<Row> rows = wrapped(text, columns);
    const ImGuiID which = ImHashData(text.data(), std::min(text.size(), most_in_mirror));
    return code_list(
        ui,
        {.id = std::string(name).append(" ").append(std::to_string(which)),
         .name = std::string(name).append(": ").append(text.substr(0, most_in_mirror)),
         .count = rows.size(),
         .breaking = columns,
         .columns = {{.text = margin}}},
        inset(room, 1, 1),
        {.selectable = [&](std::size_t row,
                           std::size_t) { return RowText{std::string(rows[row].text), rows[row].goes_on}; },
         .mirrored = {}},
        [&](const CodeRow& row) {
            draw_code(ui, {row.room.x + margin, row.room.y, row.room.z, row.room.w}, row.room.z,
                      {.text = rows[row.index].text, .highlight = {}, .selected = row.selected});
        });
}

} // namespace strata::ui

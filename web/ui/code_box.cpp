#include "web/ui/code_box.hpp"

#include "web/ui/widgets.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace strata::ui {

namespace {

/// Lines of at most `columns` bytes, broken at line ends, else behind a blank, else between characters.
std::vector<std::string_view> wrapped(std::string_view text, std::size_t columns) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t newline = std::min(text.find('\n'), text.size());
        std::size_t end = newline;
        if (end > columns) {
            const std::size_t blank = text.rfind(' ', columns);
            end = blank != text.npos && blank > columns / 2 ? blank + 1 : columns;
            while (end > 1 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) end--;
        }
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == newline ? std::min(text.size(), newline + 1) : end);
    }
    return lines;
}

} // namespace

void draw_box(const Ui& ui, const ImVec4& box) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({box.x, box.y}, {box.z, box.w}, ui.theme.colours.code, ui.theme.radius);
    list.AddRect({box.x, box.y}, {box.z, box.w}, ui.theme.colours.line, ui.theme.radius);
}

void code_box(Ui& ui, std::string_view name, std::string_view text, ImVec4 room) {
    const Theme& theme = ui.theme;
    draw_box(ui, room);
    constexpr std::size_t most_in_mirror = 2000;
    ui.mirror.add({.role = Role::text,
                   .name = std::string(name).append(": ").append(text.substr(0, most_in_mirror)),
                   .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    const ImVec4 inner = inset(room, theme.px(10), theme.px(7));
    if (width_of(inner) <= 0 || height_of(inner) <= 0) return;
    const float letter = std::max(1.0f, text_extent(ui, Face::small_mono, "0").x), line = theme.px(18);
    const auto columns = static_cast<std::size_t>(std::max(8.0f, (width_of(inner) - theme.px(10)) / letter));
    const std::vector<std::string_view> lines = wrapped(text, columns);
    ImGui::SetCursorScreenPos({inner.x, inner.y});
    ImGui::BeginChild(std::string(name).c_str(), {width_of(inner), height_of(inner)}, ImGuiChildFlags_NavFlattened);
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const auto first = static_cast<std::size_t>(std::max(0.0f, ImGui::GetScrollY() / line));
    const std::size_t last =
        std::min(lines.size(), first + static_cast<std::size_t>(ImGui::GetWindowHeight() / line) + 2);
    for (std::size_t i = first; i < last; i++) {
        const float y = origin.y + line * static_cast<float>(i);
        draw_text(ui, {origin.x, y, inner.z, y + line}, {.face = Face::small_mono}, lines[i]);
    }
    ImGui::Dummy({1, line * static_cast<float>(lines.size())});
    ImGui::EndChild();
}

} // namespace strata::ui

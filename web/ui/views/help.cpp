// The keys that do something, on a card.
#include "core/base/text.hpp"
#include "web/ui/shortcuts.hpp"
#include "web/ui/views/panels.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace strata::ui {

namespace {

struct Group {
    std::string_view name;
    std::vector<const ActionInfo*> actions;
};

std::vector<Group> groups_of_table() {
    std::vector<Group> groups;
    for (const ActionInfo& info : action_table()) {
        if (info.shortcut.empty()) continue;
        if (groups.empty() || groups.back().name != info.group) groups.push_back({info.group, {}});
        groups.back().actions.push_back(&info);
    }
    return groups;
}

/// Pixels.
struct Measures {
    explicit Measures(const Theme& theme)
        : head(std::round(theme.px(28))), row(std::round(theme.px(26))), below(std::round(theme.px(14))) {}
    float head, row, below;
    [[nodiscard]] float of(const Group& group) const {
        return head + row * static_cast<float>(group.actions.size()) + below;
    }
};

/// How many groups stand in the first of two columns, for both to be about as high.
std::size_t first_column(const std::vector<Group>& groups, const Measures& measures) {
    float all = 0, first = 0;
    for (const Group& group : groups) all += measures.of(group);
    std::size_t count = 0;
    while (count < groups.size() && first + measures.of(groups[count]) / 2 < all / 2)
        first += measures.of(groups[count++]);
    return count;
}

/// Caps that end at `room.z`; returns where they begin.
float draw_keys(const Ui& ui, const ImVec4& room, std::string_view shortcuts) {
    const Theme& theme = ui.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float height = std::round(theme.px(19)), top = std::round((room.y + room.w - height) / 2);
    float right = room.z;
    const auto put_cap = [&](std::string_view key) {
        const float width = std::max(height, std::round(text_extent(ui, Face::small_mono, key).x + theme.px(11)));
        const ImVec4 cap = {right - width, top, right, top + height};
        list.AddRectFilled({cap.x, cap.y}, {cap.z, cap.w}, theme.colours.raised, theme.half_gap);
        list.AddRect({cap.x, cap.y}, {cap.z, cap.w}, theme.colours.line, theme.half_gap);
        draw_text(ui, cap, {.face = Face::small_mono, .colour = theme.colours.text}, key, Align::centre);
        right = cap.x - theme.half_gap;
    };
    const auto all = keys_of(shortcuts);
    for (std::size_t i = all.size(); i-- > 0;) {
        for (std::size_t key = all[i].size(); key-- > 0;) put_cap(all[i][key]);
        if (i == 0) continue;
        const float width = text_extent(ui, Face::small, "or").x;
        draw_text(ui, {right - width, room.y, right + 1, room.w}, {.face = Face::small, .colour = theme.colours.faint},
                  "or");
        right -= width + theme.half_gap;
    }
    return right;
}

std::string in_words(std::string_view shortcuts) {
    std::string words;
    for (const auto& keys : keys_of(shortcuts)) {
        if (!words.empty()) words += " or ";
        for (std::size_t i = 0; i < keys.size(); i++) words.append(i ? "+" : "").append(keys[i]);
    }
    return words;
}

/// Returns the height.
float draw_group(Ui& ui, const Group& group, const Measures& measures, ImVec2 corner, float width) {
    ImGui::SetCursorScreenPos(corner);
    heading(ui, group.name);
    float y = corner.y + measures.head;
    for (const ActionInfo* info : group.actions) {
        const ImVec4 room = {corner.x, y, corner.x + width, y + measures.row};
        ui.mirror.add({.role = Role::text,
                       .name = text(in_words(info->shortcut), ": ", info->name),
                       .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
        const float keys = draw_keys(ui, room, info->shortcut);
        draw_text(ui, {room.x, room.y, keys, room.w}, {.colour = ui.theme.colours.dim}, info->name);
        y += measures.row;
    }
    return measures.of(group);
}

constexpr std::string_view notes[] = {
    "While a list of files has the keyboard, letters look for a name; hold Alt for the shortcut.",
    "In the treemap, Enter goes into the selected folder; Backspace or Esc goes back up.",
    "In a text, arrows scroll and with Shift they select; Ctrl+A selects all, Ctrl+C copies what is selected."};

/// There is nothing in it to go to from one to the next: the keys that would do so scroll.
void scroll_by_keys(float line) {
    const float page = std::max(line, ImGui::GetWindowHeight() - line);
    const auto by = [](ImGuiKey key, float pixels) {
        if (ImGui::IsKeyPressed(key))
            ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + pixels, 0.0f, ImGui::GetScrollMaxY()));
    };
    by(ImGuiKey_DownArrow, line);
    by(ImGuiKey_UpArrow, -line);
    by(ImGuiKey_PageDown, page);
    by(ImGuiKey_PageUp, -page);
    by(ImGuiKey_Home, -ImGui::GetScrollMaxY());
    by(ImGuiKey_End, ImGui::GetScrollMaxY());
}

/// What scrolls below the title.
void draw_columns(Ui& ui, const std::vector<Group>& groups, float inside, float gutter, std::size_t in_first) {
    const Measures measures(ui.theme);
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const bool two = in_first < groups.size();
    const float width = two ? std::round((inside - gutter) / 2) : inside;
    float heights[2] = {0, 0};
    for (std::size_t i = 0; i < groups.size(); i++) {
        const std::size_t column = i < in_first ? 0 : 1;
        const float x = corner.x + (column == 0 ? 0 : width + gutter);
        heights[column] += draw_group(ui, groups[i], measures, {x, corner.y + heights[column]}, width);
    }
    ImGui::SetCursorScreenPos({corner.x, corner.y + std::max(heights[0], heights[1])});
    for (const std::string_view words : notes)
        paragraph(ui, {.face = Face::small, .colour = ui.theme.colours.dim}, words, inside);
    ImGui::Dummy({1, ui.theme.half_gap});
}

} // namespace

void draw_help(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const Measures measures(theme);
    const std::vector<Group> groups = groups_of_table();
    const float margin = std::round(theme.px(20)), gutter = std::round(theme.px(36)), title = std::round(theme.px(48));
    const float width = std::round(std::min(theme.px(760), page.x - theme.px(32)));
    const float inside = width - 2 * margin;
    const std::size_t in_first = width < theme.px(600) ? groups.size() : first_column(groups, measures);
    float columns[2] = {0, 0};
    for (std::size_t i = 0; i < groups.size(); i++) columns[i < in_first ? 0 : 1] += measures.of(groups[i]);
    float needed = title + std::max(columns[0], columns[1]) + theme.half_gap + margin;
    for (const std::string_view words : notes) needed += paragraph_height(ui, Face::small, words, inside);
    const float height = std::round(std::min(needed, page.y * 0.9f));
    const float x = std::round((page.x - width) / 2), y = std::round((page.y - height) / 2);
    begin_panel(ui, "Keyboard shortcuts", Role::dialog, {x, y, x + width, y + height});
    draw_text(ui, {x + margin, y, x + width - margin, y + title}, {.face = Face::strong}, "Keyboard shortcuts");
    ImGui::SetCursorScreenPos({x + width - theme.px(36), y + theme.px(12)});
    if (icon_button(ui, Icon::close, "Close")) commands.add(Action::close_popup);
    ImGui::SetCursorScreenPos({x + margin, y + title});
    // Its scroll bar lies in the margin.
    ImGui::BeginChild("shortcuts", {inside + margin - theme.half_gap, height - title - margin / 2},
                      ImGuiChildFlags_NavFlattened);
    scroll_by_keys(measures.row);
    draw_columns(ui, groups, inside, gutter, in_first);
    ImGui::EndChild();
    end_panel(ui);
}

} // namespace strata::ui

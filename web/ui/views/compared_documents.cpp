#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/listed_rows.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/history_parts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// The parts of a view of documents: a search on top, a list, and the selected row in full below.
struct Parts {
    ImVec2 corner;
    ImVec2 size;
    float top = 0, bottom = 0;

    [[nodiscard]] ImVec4 room() const { return {corner.x, top, corner.x + size.x, bottom}; }
};

/// Draws what stands above both lists.
Parts begin_parts(const Screen& screen, Commands& commands, std::string_view name) {
    const Theme& theme = screen.ui.theme;
    Parts parts{.corner = ImGui::GetWindowPos(), .size = ImGui::GetWindowSize()};
    draw_tabs(screen, commands);
    const float edge = theme.px(12), right = parts.corner.x + parts.size.x - edge;
    const float left = screen.state.view == View::history ? draw_history_forms(screen, commands) + theme.padding
                                                          : parts.corner.x + edge;
    ImGui::SetCursorScreenPos({left, parts.corner.y + theme.tab_bar + theme.px(8)});
    draw_search(screen, commands, name, name, right - left);
    parts.top = parts.corner.y + theme.tab_bar + theme.filter_bar;
    parts.bottom = parts.corner.y + parts.size.y;
    draw_line(screen.ui, {parts.corner.x, parts.top - 1}, {parts.corner.x + parts.size.x, parts.top - 1},
              theme.colours.line);
    return parts;
}

void draw_nothing(const Screen& screen, Commands& commands, const Parts& parts, std::string_view none) {
    Ui& ui = screen.ui;
    ImGui::SetCursorScreenPos({parts.corner.x + ui.theme.padding, parts.top + ui.theme.px(24)});
    const bool searched = !screen.state.search.empty();
    label(ui, {.colour = ui.theme.colours.dim},
          searched ? text("Nothing that differs holds ", screen.state.search, ".") : std::string(none));
    space(ui.theme.gap);
    if (searched && link(ui, "Clear search")) commands.add(SetSearch{});
}

std::string both_texts(std::string_view a, std::string_view b) {
    return text("A\n", printable_lines(a), "\n\nB\n", printable_lines(b));
}

void draw_setting(const Ui& ui, const SettingRow& row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const float left = room.x + theme.padding, value = left + std::min(theme.px(260), width_of(room) * 0.35f);
    draw_text_middle(ui, {left, room.y, value - theme.gap, room.w}, {.face = Face::mono, .colour = theme.colours.dim},
                     setting_name(row));
    draw_text(ui, {value, room.y, room.z - theme.padding, room.w},
              {.face = Face::mono, .colour = change_colour(theme.colours, row.change)}, setting_values(row));
}

struct StepLook {
    std::string_view mark;
    ImU32 colour;
};
StepLook look_of(const Colours& colours, RowChange change) {
    switch (change) {
    case RowChange::same: return {"=", colours.faint};
    case RowChange::changed: return {"~", colours.changed};
    case RowChange::added: return {"+", colours.added};
    case RowChange::removed: return {"−", colours.removed};
    }
    return {"", colours.text};
}

/// "created", "instruction, comment": what differs in a step that both images have.
std::string step_words(const HistoryDiffRow& row) {
    if (row.change == RowChange::same) return "the same";
    if (row.change == RowChange::added) return "only in B";
    if (row.change == RowChange::removed) return "only in A";
    constexpr std::string_view names[] = {"created", "instruction", "author", "comment", "makes a layer"};
    std::string words;
    for (std::size_t i = 0; i < std::size(names); i++)
        if ((row.parts >> i & 1) != 0) words += text(words.empty() ? "" : ", ", names[i]);
    return text("differs: ", words);
}

struct Steps {
    const Comparison& comparison;
    std::vector<std::uint32_t> rows; ///< of ImageDiff::history, those that the search leaves

    [[nodiscard]] const HistoryDiffRow& at(std::size_t row) const { return comparison.diff().history[rows[row]]; }
    [[nodiscard]] std::string instruction(const HistoryDiffRow& row) const { return step_instruction(comparison, row); }
};

void draw_step(const Ui& ui, const Steps& steps, std::size_t row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const HistoryDiffRow& step = steps.at(row);
    const auto [mark, colour] = look_of(theme.colours, step.change);
    const float left = room.x + theme.padding, words = left + theme.px(22), right = room.z - theme.padding,
                what = right - std::min(theme.px(220), width_of(room) * 0.3f);
    draw_text(ui, {left, room.y, words, room.w}, {.face = Face::mono, .colour = colour}, mark);
    draw_text(ui, {words, room.y, what - theme.gap, room.w},
              {.face = Face::mono, .colour = step.change == RowChange::same ? theme.colours.dim : colour},
              steps.instruction(step));
    draw_text(ui, {what, room.y, right, room.w}, {.face = Face::small, .colour = theme.colours.dim}, step_words(step),
              Align::right);
}

std::string raw_step(const Inspection& image, std::uint32_t row) {
    const std::vector<HistoryRow>& history = image.image.config.history;
    if (row >= history.size()) return "(none)";
    const HistoryRow& step = history[row];
    std::string out = step.created_by;
    if (!step.created.empty()) out += text("\ncreated ", step.created);
    if (!step.author.empty()) out += text("\nby ", step.author);
    if (!step.comment.empty()) out += text("\ncomment: ", step.comment);
    return out;
}

} // namespace

void draw_compared_settings(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Parts parts = begin_parts(screen, commands, "Search the settings that differ");
    if (!can_compare(screen)) return draw_comparison_awaited(screen, parts.room());
    const std::vector<SettingRow>& settings =
        screen.derived.comparison(*screen.against, *screen.image, screen.state).settings();
    const std::vector<std::uint32_t> shown = listed_settings(settings, screen.state.search);
    if (shown.empty()) return draw_nothing(screen, commands, parts, "All settings are the same in both images.");
    const std::size_t selected = screen.state.setting_row;
    const bool details = selected < shown.size();
    const float foot = details ? details_height(theme, parts.size.y) : 0;
    ImGui::SetCursorScreenPos({parts.corner.x, parts.top});
    const RowListUse use = row_list(
        ui,
        {.id = "compared-settings",
         .name = "Settings that differ",
         .role = Role::table,
         .count = shown.size(),
         .selected = details ? selected : no_row,
         .height = parts.bottom - parts.top - foot,
         .reveal_selected = screen.state.reveal},
        [&](std::size_t row, const ImVec4& room) { draw_setting(ui, settings[shown[row]], room); },
        [&](std::size_t row) {
            const SettingRow& setting = settings[shown[row]];
            return RowWords{.name = text(setting_name(setting), ": ", setting_values(setting))};
        });
    if (use.selected) commands.add(SelectSetting{static_cast<std::uint32_t>(*use.selected)});
    if (!details) return;
    const SettingRow& row = settings[shown[selected]];
    draw_details(screen, commands,
                 {.title = setting_name(row),
                  .facts = {},
                  .text = both_texts(row.change == SettingChange::added ? "(not set)" : row.a,
                                     row.change == SettingChange::removed ? "(not set)" : row.b),
                  .copied = row.change == SettingChange::removed ? row.a : row.b},
                 {parts.corner.x, parts.bottom - foot, parts.corner.x + parts.size.x, parts.bottom});
}

void draw_compared_history(const Screen& screen, Commands& commands) {
    if (screen.state.history.list == HistoryList::dockerfile) return draw_compared_dockerfile(screen, commands);
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Parts parts = begin_parts(screen, commands, "Search both histories");
    if (!can_compare(screen)) return draw_comparison_awaited(screen, parts.room());
    const Comparison& comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state);
    const Steps steps{comparison, listed_steps(comparison, screen.state.search)};
    const std::vector<HistoryDiffRow>& history = comparison.diff().history;
    if (steps.rows.empty()) return draw_nothing(screen, commands, parts, "Neither image says how it was built.");
    const auto found = std::ranges::find(steps.rows, screen.state.history_row);
    const bool details = found != steps.rows.end();
    const float foot = details ? details_height(theme, parts.size.y) : 0;
    ImGui::SetCursorScreenPos({parts.corner.x, parts.top});
    const RowListUse use = row_list(
        ui,
        {.id = "compared-history",
         .name = "Both histories",
         .role = Role::table,
         .count = steps.rows.size(),
         .selected = details ? static_cast<std::size_t>(found - steps.rows.begin()) : no_row,
         .height = parts.bottom - parts.top - foot,
         .reveal_selected = screen.state.reveal},
        [&](std::size_t row, const ImVec4& room) { draw_step(ui, steps, row, room); },
        [&](std::size_t row) {
            return RowWords{.name = text(steps.instruction(steps.at(row)), ", ", step_words(steps.at(row)))};
        });
    if (use.selected) commands.add(SelectHistory{steps.rows[*use.selected]});
    if (!details) return;
    const HistoryDiffRow& row = history[*found];
    const std::string a = raw_step(steps.comparison.older(), row.a), b = raw_step(steps.comparison.newer(), row.b);
    draw_details(screen, commands,
                 {.title = text("Step ", *found + 1),
                  .facts = {{"", step_words(row)}},
                  .text = both_texts(a, b),
                  .copied = row.b != no_index ? b : a},
                 {parts.corner.x, parts.bottom - foot, parts.corner.x + parts.size.x, parts.bottom});
}

} // namespace strata::ui

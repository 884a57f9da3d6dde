#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/origins.hpp"
#include "web/ui/views/state_of_reading.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

enum class Side : std::uint8_t { only, added, gone };

/// A finding of the image on screen, or, comparing, one that came or went.
struct Line {
    const Finding* finding = nullptr;
    Side side = Side::only;
};

struct Shown {
    const Screen& screen;
    OriginTally origins;     ///< of all that the search leaves; of two images nothing is split
    std::vector<Line> lines; ///< those that are to be seen of these
    std::size_t all = 0;
};

/// Returns what the search leaves of them, with their origins.
OriginTally add(Shown& shown, const Listed<Finding>& listed, Side side) {
    for (const Finding* finding : listed.rows) shown.lines.push_back({finding, side});
    shown.all += listed.all;
    return listed.origins;
}

struct Columns {
    float mark, severity, what, place, layer, end; ///< left edges
};
Columns make_columns(const Theme& theme, const ImVec4& room) {
    const float left = room.x + theme.padding, right = room.z - theme.padding, layer = right - theme.px(150);
    const float what = left + theme.px(80);
    return {.mark = left - theme.px(2),
            .severity = left + theme.px(12),
            .what = what,
            .place = what + (layer - what) * 0.42f,
            .layer = layer,
            .end = right};
}

/// Severity is said by weight: colours mean added, changed and removed, and nothing else.
TextStyle severity_style(const Colours& colours, FindingSeverity severity) {
    switch (severity) {
    case FindingSeverity::high: return {.face = Face::strong, .colour = colours.text};
    case FindingSeverity::medium: return {.colour = colours.text};
    case FindingSeverity::low: return {.colour = colours.dim};
    case FindingSeverity::note: break;
    }
    return {.colour = colours.faint};
}

void draw_line_of(const Shown& shown, std::size_t row, const ImVec4& room) {
    const Ui& ui = shown.screen.ui;
    const Theme& theme = ui.theme;
    const auto& [finding, side] = shown.lines[row];
    const Columns at = make_columns(theme, room);
    const float gap = theme.px(12);
    if (side != Side::only)
        draw_text(ui, {at.mark, room.y, at.severity, room.w},
                  {.face = Face::mono, .colour = side == Side::added ? theme.colours.added : theme.colours.removed},
                  side == Side::added ? "+" : "−");
    const TextStyle style = severity_style(theme.colours, finding->severity);
    draw_text(ui, {at.severity, room.y, at.what - gap, room.w}, {.face = Face::small, .colour = style.colour},
              severity_name(finding->severity));
    draw_text(ui, {at.what, room.y, at.place - gap, room.w}, style, finding->rule->title);
    draw_text_middle(ui, {at.place, room.y, at.layer - gap, room.w}, {.face = Face::mono},
                     printable(finding_place(*finding)));
    draw_text(ui, {at.layer, room.y, at.end, room.w}, {.face = Face::small, .colour = theme.colours.dim},
              finding_origin(*finding));
}

RowWords words_of(const Shown& shown, std::size_t row) {
    const auto& [finding, side] = shown.lines[row];
    const std::string_view came = side == Side::added ? "new, " : side == Side::gone ? "gone, " : "";
    return {.name = text(came, severity_name(finding->severity), ": ", finding->rule->title, ", ",
                         printable(finding_place(*finding)), ", ", finding_origin(*finding))};
}

/// Where it stands: the file at its line in the layer that has it, or the settings.
void go_there(const Line& line, Commands& commands) {
    const Finding& finding = *line.finding;
    if (line.side == Side::gone) return; // it lies in the image that is not on screen
    if (finding.node == no_node)
        return commands.add(ShowView{finding.history == no_index ? View::config : View::history});
    if (finding.layer != no_index) commands.add(ShowLayer{finding.layer});
    commands.add(ShowScope{Scope::up_to_here});
    commands.add(GoToNode{finding.node});
    if (finding.line > 0) commands.add(GoToLine{finding.line});
}

void draw_foot(const Shown& shown, Commands& commands, const Line& line, const ImVec4& room) {
    const Finding& finding = *line.finding;
    const bool here = line.side != Side::gone;
    std::string words = text(finding.rule->why, "\n\n", finding.rule->advice);
    if (const std::string seen = finding_text(finding); !seen.empty()) words = text(seen, "\n\n", words);
    draw_details(shown.screen, commands,
                 {.title = std::string(finding.rule->title),
                  .facts = {{"severity", std::string(severity_name(finding.severity))},
                            {"in", printable(finding_place(finding))},
                            {"by", finding_origin(finding)}},
                  .text = printable_lines(words),
                  .copied = text(finding.rule->title, ": ", finding_place(finding)),
                  .node = here ? finding.node : no_node,
                  .layer = here && !shown.screen.against ? finding.layer : no_index,
                  .line = finding.line,
                  .node_layer = finding.layer},
                 room);
}

void draw_none(const Shown& shown, Commands& commands, float top, std::string_view none) {
    Ui& ui = shown.screen.ui;
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ui.theme.padding, top + ui.theme.px(24)});
    if (draw_hidden(shown.screen, commands, shown.origins)) return;
    const bool searched = shown.all > 0;
    label(ui, {.colour = ui.theme.colours.dim},
          searched ? text("No finding holds ", printable(shown.screen.state.search), ".") : std::string(none));
    space(ui.theme.gap);
    if (searched && link(ui, "Clear search")) commands.add(SetSearch{});
}

/// The list and the selected finding below it; `summary` stands between the search and the list.
void draw_list(const Shown& shown, Commands& commands, std::string_view summary, std::string_view none) {
    Ui& ui = shown.screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float heads = corner.y + theme.tab_bar + theme.filter_bar, top = heads + theme.px(30),
                bottom = corner.y + size.y;
    ImGui::SetCursorScreenPos({corner.x + theme.padding, heads + theme.px(7)});
    label(ui, {.face = Face::small, .colour = theme.colours.dim}, summary);
    draw_line(ui, {corner.x, top - 1}, {corner.x + size.x, top - 1}, theme.colours.line);
    if (shown.lines.empty()) return draw_none(shown, commands, top, none);
    const std::size_t selected = shown.screen.state.finding_row;
    const bool details = selected < shown.lines.size();
    const float foot = details ? details_height(theme, size.y) : 0;
    ImGui::SetCursorScreenPos({corner.x, top});
    const RowListUse use = row_list(
        ui,
        {.id = "findings",
         .name = "Findings",
         .role = Role::table,
         .count = shown.lines.size(),
         .selected = details ? selected : no_row,
         .height = bottom - top - foot},
        [&](std::size_t row, const ImVec4& room) { draw_line_of(shown, row, room); },
        [&](std::size_t row) { return words_of(shown, row); });
    if (use.selected) commands.add(SelectFinding{static_cast<std::uint32_t>(*use.selected)});
    if (use.activated) go_there(shown.lines[*use.activated], commands);
    if (details)
        draw_foot(shown, commands, shown.lines[selected], {corner.x, bottom - foot, corner.x + size.x, bottom});
}

} // namespace

void draw_findings(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const ImVec4 below = {corner.x, corner.y + theme.tab_bar, corner.x + size.x, corner.y + size.y};
    draw_tabs(screen, commands);
    if (screen.against && !can_compare(screen)) return draw_comparison_awaited(screen, below);
    if (layers_awaited(*screen.image) > 0) return draw_awaited(screen, *screen.image, "What was found", below);
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.tab_bar + theme.px(8)});
    Shown shown{.screen = screen, .lines = {}};
    if (!screen.against)
        shown.origins = add(shown, listed_findings(screen.derived, *screen.image, screen.state), Side::only);
    draw_search(screen, commands, "Search the findings", "Search rules, paths and severities",
                size.x - theme.px(24) - origins_width(screen, shown.origins));
    draw_origins(screen, commands, shown.origins);
    if (screen.against) {
        const FindingsDiff& diff = screen.derived.findings_diff(*screen.against, *screen.image);
        add(shown, listed_findings(diff.added, screen.state), Side::added);
        add(shown, listed_findings(diff.gone, screen.state), Side::gone);
        return draw_list(shown, commands,
                         text(grouped(diff.added.size()), " new, ", grouped(diff.gone.size()), " gone, ",
                              grouped(diff.kept), " in both"),
                         "Both images have the same findings.");
    }
    const Findings& findings = screen.derived.findings(*screen.image);
    std::string summary = finding_counts(findings.counts);
    if (findings.unexamined > 0) summary += text(". ", not_looked_into(*screen.image, findings.unexamined));
    draw_list(shown, commands, summary, "Nothing was found: no secrets, no unusual rights, no leftovers.");
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

namespace strata::ui {

namespace {

struct Switch {
    std::string name;
    std::string sign; ///< instead of the name, where there is no room
    bool on = false;
    std::function<void()> flip;
    ImU32 dot = 0;
};

/// Whose rows are listed; none where all are of one side.
void add_origins(const Screen& screen, Commands& commands, std::vector<Switch>& switches) {
    if (!can_compare(screen)) return;
    const BaseDiff& bases = screen.derived.comparison(*screen.against, *screen.image, screen.state).diff().bases;
    if (bases.base.files() == 0 || bases.own.files() == 0) return;
    const auto add = [&](std::string_view name, const OriginCounts& counts, std::uint8_t bit) {
        const std::uint8_t origins = screen.state.origins;
        switches.push_back({.name = text(name, " ", grouped(counts.files())),
                            .sign = std::string(name),
                            .on = (origins & bit) != 0,
                            .flip = [&commands, origins, bit] {
                                commands.add(SetOrigins{static_cast<std::uint8_t>(origins ^ bit)});
                            }});
    };
    add("Base", bases.base, show_base);
    add("Own", bases.own, show_own);
}

/// What the bar offers beside the text; those of the filter change `filter` and say so in `changed`.
std::vector<Switch> make_switches(const Screen& screen, Commands& commands, FileFilter& filter, bool& changed) {
    const Colours& colours = screen.ui.theme.colours;
    std::vector<Switch> switches;
    const auto add_change = [&](std::string name, std::string sign, std::uint8_t bit, ImU32 dot) {
        const auto flip = [&filter, &changed, bit] {
            filter.changes = static_cast<std::uint8_t>(filter.changes ^ bit);
            changed = true;
        };
        switches.push_back({std::move(name), std::move(sign), (filter.changes & bit) != 0, flip, dot});
    };
    add_change("Added", "+", show_added, colours.added);
    add_change("Changed", "~", show_changed, colours.changed);
    add_change("Removed", "−", show_removed, colours.removed);
    const auto add_flag = [&](std::string name, std::string sign, bool& flag) {
        switches.push_back({std::move(name), std::move(sign), flag, [&flag, &changed] {
                                flag = !flag;
                                changed = true;
                            }});
    };
    add_flag("Only metadata", "Meta", filter.only_metadata);
    add_flag("Ignore times", "No times", filter.ignore_times);
    add_origins(screen, commands, switches);
    return switches;
}

float width_of_all(const Ui& ui, const std::vector<Switch>& switches, bool signs, float gap) {
    float width = 0;
    for (const Switch& each : switches) width += chip_width(ui, signs ? each.sign : each.name, each.dot) + gap;
    return width;
}

} // namespace

void draw_difference_filters(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    FileFilter filter = screen.state.filter;
    bool changed = false;
    const std::vector<Switch> switches = make_switches(screen, commands, filter, changed);
    const ImVec2 corner = ImGui::GetWindowPos();
    const float width = ImGui::GetWindowWidth(), top = corner.y + theme.tab_bar;
    const bool signs = width_of_all(ui, switches, false, theme.gap) + theme.px(132) > width;
    const bool close = signs && width_of_all(ui, switches, signs, theme.gap) + theme.px(132) > width;
    const float gap = close ? theme.half_gap : theme.gap, chips = width_of_all(ui, switches, signs, gap);
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), top + theme.px(8)});
    changed = field(ui, filter.text,
                    {.id = "filter",
                     .name = "Filter the files",
                     .hint = "Filter",
                     .width = std::max(theme.px(70), width - chips - theme.px(32)),
                     .take_focus = screen.state.filter_focus,
                     .above_list = true});
    ImGui::SetCursorScreenPos({corner.x + width - chips - theme.px(12) + gap, top + theme.px(11)});
    for (const Switch& each : switches) {
        if (chip(ui, each.name, each.on, each.dot, signs ? std::string_view(each.sign) : "")) each.flip();
        space(gap);
    }
    if (changed) commands.add(SetFilter{filter});
}

} // namespace strata::ui

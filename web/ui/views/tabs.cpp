#include "core/base/format.hpp"
#include "core/report/diff_report.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace strata::ui {

namespace {

struct Tab {
    View view;
    std::string_view name;
    std::string badge = {};
    bool also = false; ///< shown as chosen while another view is
};

/// A number behind a tab's name; nothing is not worth one.
std::string count(std::uint64_t number) { return number == 0 ? "" : grouped(number); }

std::vector<Tab> tabs_of_two(const Screen& screen) {
    std::string files, packages, settings, history, findings, waste;
    if (can_compare(screen)) {
        const Comparison& comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state);
        files = count(comparison.diff().files.rows.size());
        packages = count(comparison.diff().packages.rows.size());
        settings = count(comparison.settings().size());
        history = count(comparison.diff().history_changes);
        const std::uint64_t older = screen.derived.waste(*screen.against).wasted_bytes;
        const std::uint64_t newer = screen.derived.waste(*screen.image).wasted_bytes;
        if (older != newer) waste = size_change(older, newer);
        if (const FindingsDiff* known = known_findings(screen)) findings = count(known->added.size());
    }
    return {{View::files, "Files", files},
            {View::packages, "Packages", packages},
            {View::layers, "Layers"},
            {View::config, "Settings", settings},
            {View::history, "History", history},
            {View::findings, "Findings", findings},
            {View::treemap, "Treemap"},
            {View::waste, "Waste", waste}};
}

std::vector<Tab> tabs_of_one(const Screen& screen) {
    const OpenImage& image = *screen.image;
    const std::uint64_t wasted = image.complete() ? screen.derived.waste(image).wasted_bytes : 0;
    return {{View::files, "Files", {}, screen.state.view == View::layers},
            {View::treemap, "Treemap"},
            {View::waste, "Waste", wasted == 0 ? "" : human_size(wasted)},
            {View::packages, "Packages",
             screen.derived.knows_packages(image) ? count(screen.derived.packages(image).packages.size()) : ""},
            {View::findings, "Findings",
             screen.derived.knows_findings(image) ? count(screen.derived.findings(image).rows.size()) : ""},
            {View::config, "Config"},
            {View::history, "History", count(image.record.config.history.size())}};
}

/// The padding with which all fit into `width` pixels; where there is too little room, tabs lose their numbers, the
/// last ones first.
float fit(const Ui& ui, std::vector<Tab>& tabs, float width) {
    const float widest = ui.theme.px(12), least = ui.theme.px(6), gap = ui.theme.px(2);
    const auto number = static_cast<float>(tabs.size());
    const auto padding = [&] {
        float words = gap * (number - 1);
        for (const Tab& one : tabs) words += tab_width(ui, {one.name, one.badge});
        return (width - words) / (2 * number);
    };
    float room = padding();
    for (std::size_t i = tabs.size(); i-- > 0 && room < least;) {
        tabs[i].badge.clear();
        room = padding();
    }
    return std::clamp(room, least, widest);
}

} // namespace

void draw_tabs(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    std::vector<Tab> tabs = screen.against ? tabs_of_two(screen) : tabs_of_one(screen);
    const float padding = fit(ui, tabs, ImGui::GetWindowWidth() - theme.px(24));
    ImGui::SetCursorScreenPos(corner);
    // What has no room is scrolled to.
    ImGui::BeginChild("tabs", {ImGui::GetWindowWidth(), theme.tab_bar}, ImGuiChildFlags_NavFlattened,
                      ImGuiWindowFlags_HorizontalScrollbar | ImGuiWindowFlags_NoScrollbar);
    int& seen = *ImGui::GetStateStorage()->GetIntRef(ImGui::GetID("seen"), -1);
    const bool turned = std::exchange(seen, static_cast<int>(screen.state.view)) != static_cast<int>(screen.state.view);
    ImGui::SetCursorPos({theme.px(12), theme.gap});
    ui.mirror.add({.role = Role::tab_list, .name = "Views"});
    ui.mirror.open();
    for (std::size_t i = 0; i < tabs.size(); i++) {
        // Between two tabs only: what follows the last one stands on a line of its own.
        if (i > 0) space(theme.px(2));
        const Tab& one = tabs[i];
        const bool active = screen.state.view == one.view || one.also;
        if (tab(ui, {one.name, one.badge}, padding, active)) commands.add(ShowView{one.view});
        if (active && turned) ImGui::SetScrollHereX();
    }
    ui.mirror.close();
    ImGui::EndChild();
    const float line = corner.y + theme.tab_bar - 1;
    draw_line(ui, {corner.x, line}, {corner.x + ImGui::GetWindowWidth(), line}, theme.colours.line);
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/widgets.hpp"

#include <utility>

namespace strata::ui {

namespace {

/// A number behind a tab's name; nothing is not worth one.
std::string count(std::size_t number) { return number == 0 ? "" : grouped(number); }

} // namespace

void draw_tabs(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.gap});
    ui.mirror.add({.role = Role::tab_list, .name = "Views"});
    ui.mirror.open();
    bool first = true;
    const auto put = [&](View view, std::string_view name, std::string_view badge = {}, bool also = false) {
        // Between two tabs only: what follows the last one stands on a line of its own.
        if (!std::exchange(first, false)) space(theme.px(2));
        if (tab(ui, name, badge, screen.state.view == view || also)) commands.add(ShowView{view});
    };
    if (screen.against) {
        std::string files, packages, settings, findings;
        if (can_compare(screen)) {
            const Comparison& comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state);
            files = count(comparison.diff().files.rows.size());
            packages = count(comparison.diff().packages.rows.size());
            settings = count(comparison.settings().size());
            if (const FindingsDiff* known = known_findings(screen)) findings = count(known->added.size());
        }
        put(View::files, "Files", files);
        put(View::packages, "Packages", packages);
        put(View::layers, "Layers");
        put(View::config, "Settings", settings);
        put(View::history, "History");
        put(View::findings, "Findings", findings);
        put(View::treemap, "Treemap");
        put(View::waste, "Waste");
    } else {
        const OpenImage& image = *screen.image;
        put(View::files, "Files", {}, screen.state.view == View::layers);
        put(View::treemap, "Treemap");
        const std::uint64_t wasted = image.complete() ? screen.derived.waste(image).wasted_bytes : 0;
        put(View::waste, "Waste", wasted == 0 ? "" : human_size(wasted));
        put(View::packages, "Packages",
            screen.derived.knows_packages(image) ? count(screen.derived.packages(image).packages.size()) : "");
        put(View::findings, "Findings",
            screen.derived.knows_findings(image) ? count(screen.derived.findings(image).rows.size()) : "");
        put(View::config, "Config");
        put(View::history, "History");
    }
    ui.mirror.close();
    const float line = corner.y + theme.tab_bar - 1;
    draw_line(ui, {corner.x, line}, {corner.x + ImGui::GetWindowWidth(), line}, theme.colours.line);
}

} // namespace strata::ui

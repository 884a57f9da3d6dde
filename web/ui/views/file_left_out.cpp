#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

namespace {

float line_height(const Theme& theme) { return theme.px(26); }

/// Why the list is empty though nothing is filtered.
std::string nothing_words(const Screen& screen) {
    const LayerSlot* slot =
        screen.state.layer < screen.image->layers.size() ? &screen.image->layers[screen.state.layer] : nullptr;
    if (!slot) return "This image has no layers.";
    if (slot->stage == Stage::failed) return printable(slot->failure);
    if (slot->stage != Stage::ready) return "This layer is still being read.";
    return "This layer changes no file.";
}

/// The layer that took the file away last, of those up to the one that is looked at.
std::uint32_t removing_layer(const Screen& screen, NodeIndex node) {
    std::uint32_t layer = 0;
    for (const Event& event : screen.derived.timeline(*screen.image).events(node))
        if (event.layer <= screen.state.layer && event.change == Change::removed) layer = event.layer;
    return layer;
}

void draw_switched_off(const Screen& screen, Commands& commands, std::uint32_t count) {
    Ui& ui = screen.ui;
    label(ui, {.colour = ui.theme.colours.dim},
          count == 1 ? "One file matches, but the switches above leave it out."
                     : text(grouped(count), " files match, but the switches above leave them out."));
    space(ui.theme.gap);
    if (link(ui, count == 1 ? "Show it" : "Show them")) commands.add(SetFilter{{.text = screen.state.filter.text}});
}

void draw_removed(const Screen& screen, Commands& commands, const LeftOut& out) {
    Ui& ui = screen.ui;
    const std::uint32_t layer = removing_layer(screen, out.first_removed);
    const std::string name = printable(screen.derived.timeline(*screen.image).name(out.first_removed));
    const std::string more = out.removed == 1 ? "" : text(" and ", grouped(out.removed - 1), " more that match");
    label(ui, {.colour = ui.theme.colours.dim},
          text(name, more, out.removed == 1 ? " was removed by layer " : text(" were removed, ", name, " by layer "),
               layer + 1, "."));
    space(ui.theme.gap);
    if (!link(ui, text("Show what layer ", layer + 1, " did"))) return;
    commands.add(ShowLayer{layer});
    commands.add(ShowScope{Scope::this_layer});
    commands.add(SelectNode{out.first_removed});
}

} // namespace

float left_out_height(const Screen& screen) {
    const LeftOut& out = screen.derived.left_out(*screen.image);
    const float lines = (out.switched_off > 0 ? 1.0f : 0.0f) + (out.removed > 0 ? 1.0f : 0.0f);
    return lines == 0 ? 0 : line_height(screen.ui.theme) * lines + screen.ui.theme.half_gap;
}

void draw_left_out(const Screen& screen, Commands& commands, ImVec2 corner) {
    const LeftOut& out = screen.derived.left_out(*screen.image);
    const Theme& theme = screen.ui.theme;
    float y = corner.y + theme.half_gap;
    if (out.switched_off > 0) {
        ImGui::SetCursorScreenPos({corner.x, y});
        draw_switched_off(screen, commands, out.switched_off);
        y += line_height(theme);
    }
    if (out.removed == 0) return;
    ImGui::SetCursorScreenPos({corner.x, y});
    draw_removed(screen, commands, out);
}

void draw_no_files(const Screen& screen, Commands& commands, ImVec2 corner) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    if (screen.derived.left_out(*screen.image).switched_off > 0) return draw_left_out(screen, commands, corner);
    ImGui::SetCursorScreenPos(corner);
    const bool filtered = Derived::is_filtered(screen.state);
    const std::string& problem = screen.derived.filter_problem(*screen.image);
    label(ui, {.colour = problem.empty() ? theme.colours.dim : theme.colours.removed},
          !problem.empty()                   ? problem
          : !filtered                        ? nothing_words(screen)
          : screen.state.filter.text.empty() ? "No file is left by this filter."
                                             : text("No file matches ", screen.state.filter.text, "."));
    ui.mirror.tell_last();
    space(theme.gap);
    if (filtered && link(ui, "Clear filter")) commands.add(Action::clear_filter);
    draw_left_out(screen, commands, {corner.x, corner.y + line_height(theme)});
}

} // namespace strata::ui

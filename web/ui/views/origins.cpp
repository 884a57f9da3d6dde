#include "web/ui/views/origins.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/widgets.hpp"

#include <array>

namespace strata::ui {

namespace {

struct OriginChip {
    std::string name;
    std::uint8_t bit;
};

std::array<OriginChip, 2> chips_of(const OriginTally& tally) {
    return {{{text("Base ", grouped(tally.base)), show_base}, {text("Own ", grouped(tally.own)), show_own}}};
}

bool can_choose(const OriginTally& tally) { return tally.known && tally.base + tally.own > 0; }

} // namespace

float origins_width(const Screen& screen, const OriginTally& tally) {
    if (!can_choose(tally)) return 0;
    float width = 0;
    for (const OriginChip& one : chips_of(tally)) width += chip_width(screen.ui, one.name) + screen.ui.theme.gap;
    return width;
}

void draw_origins(const Screen& screen, Commands& commands, const OriginTally& tally) {
    if (!can_choose(tally)) return;
    const Theme& theme = screen.ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    float x = corner.x + ImGui::GetWindowWidth() - theme.px(12) - origins_width(screen, tally) + theme.gap;
    for (const OriginChip& one : chips_of(tally)) {
        ImGui::SetCursorScreenPos({x, corner.y + theme.tab_bar + theme.px(11)});
        if (chip(screen.ui, one.name, (screen.state.origins & one.bit) != 0))
            commands.add(SetOrigins{static_cast<std::uint8_t>(screen.state.origins ^ one.bit)});
        x += chip_width(screen.ui, one.name) + theme.gap;
    }
}

bool draw_hidden(const Screen& screen, Commands& commands, const OriginTally& tally) {
    const std::size_t hidden = tally.base + tally.own;
    if (!can_choose(tally)) return false;
    label(screen.ui, {.colour = screen.ui.theme.colours.dim},
          text(grouped(hidden), hidden == 1 ? " row is" : " rows are", " switched off above."));
    space(screen.ui.theme.gap);
    if (link(screen.ui, "Show all")) commands.add(SetOrigins{});
    return true;
}

} // namespace strata::ui

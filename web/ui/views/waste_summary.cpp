#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/image_report.hpp"
#include "core/report/waste_words.hpp"
#include "web/ui/views/state_of_reading.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

void draw_waste_summary(const Screen& screen, Commands& commands, ImVec4 room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const OpenImage& image = *screen.image;
    draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.line);
    const ImVec4 inner = inset(room, theme.padding, theme.px(12));
    const ImVec4 first = {inner.x, inner.y, inner.z, inner.y + theme.px(22)};
    const float bar = first.w + theme.px(6);
    const auto words = [&](float line, TextStyle style, std::string_view said) {
        const float y = bar + theme.px(10) + theme.px(20) * line;
        draw_text(ui, {inner.x, y, inner.z, y + theme.px(20)}, style, said);
    };
    const TextStyle quiet = {.colour = theme.colours.dim};
    if (const std::size_t awaited = layers_awaited(image); awaited > 0) {
        draw_text(ui, first, {.face = Face::strong, .colour = theme.colours.dim}, "Efficiency");
        draw_bar(ui, {inner.x, bar, inner.z, bar + theme.px(4)}, 0, theme.colours.accent);
        return words(0, quiet, text("known when all layers are read (", awaited, " to go)"));
    }
    const Waste& waste = screen.derived.waste(image);
    const std::string efficiency = efficiency_text(waste);
    const std::string summary = waste.wasted_bytes == 0
                                    ? "Nothing is wasted."
                                    : text(human_size(waste.wasted_bytes), " wasted in ", grouped(waste.rows.size()),
                                           waste.rows.size() == 1 ? " file." : " files.");
    const std::string missing = missing_layers(image);
    const std::string cause = !missing.empty()          ? missing
                              : waste.transfers.empty() ? std::string()
                                                        : largest_cause(waste.transfers.front());
    ImGui::SetCursorScreenPos({room.x, room.y + 1});
    const Touch touch = press_area(ui, "waste-summary", {room.x, room.y + 1, room.z, room.w}, Role::button,
                                   text("Efficiency ", efficiency, ". ", summary, cause.empty() ? "" : " ", cause));
    if (touch.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y + 1}, {room.z, room.w}, theme.colours.hovered);
    draw_text(ui, first, {.face = Face::strong}, "Efficiency");
    draw_text(ui, first, {.face = Face::strong}, efficiency, Align::right);
    draw_bar(ui, {inner.x, bar, inner.z, bar + theme.px(4)},
             waste.total_bytes ? static_cast<float>(double(waste.live_bytes) / double(waste.total_bytes)) : 1,
             theme.colours.accent);
    words(0, quiet, summary);
    words(1, quiet, cause);
    tooltip(ui, touch, cause.empty() ? summary : cause);
    if (touch) commands.add(ShowView{View::waste});
}

} // namespace strata::ui

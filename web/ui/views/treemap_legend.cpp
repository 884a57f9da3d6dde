#include "web/ui/views/treemap_legend.hpp"

#include "core/base/text.hpp"
#include "web/ui/session.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace strata::ui {

namespace {

/// A square of the colour and words behind it, cut at `room.z`; returns where they end.
float draw_entry(Ui& ui, const ImVec4& room, ImU32 colour, std::string_view shown, std::string_view said) {
    const Theme& theme = ui.theme;
    const float side = theme.px(10), middle = (room.y + room.w) / 2;
    ImGui::GetWindowDrawList()->AddRectFilled({room.x, middle - side / 2}, {room.x + side, middle + side / 2}, colour,
                                              theme.px(2));
    const float words = room.x + side + theme.px(6);
    const float end = std::min(room.z, words + text_extent(ui, Face::small, shown).x + 1);
    draw_text(ui, {words, room.y, end, room.w}, {.face = Face::small, .colour = theme.colours.dim}, shown);
    ui.mirror.add(
        {.role = Role::text, .name = std::string(said), .rectangle = {room.x, room.y, end - room.x, height_of(room)}});
    return end;
}

std::set<std::uint32_t> layers_of(const std::vector<Tile>& tiles, const Overlay& overlay) {
    std::set<std::uint32_t> layers;
    for (const Tile& tile : tiles)
        if (const Place place = tile.opened ? Place{} : overlay.place(tile.node)) layers.insert(place.layer);
    return layers;
}

} // namespace

void draw_layer_legend(Ui& ui, const ImageRecord& image, const std::vector<Tile>& tiles, const Overlay& overlay,
                       const ImVec4& room) {
    const std::set<std::uint32_t> layers = layers_of(tiles, overlay);
    const Theme& theme = ui.theme;
    const float least = theme.px(84), gap = theme.px(16), rest = theme.px(70);
    const auto fitting = static_cast<std::size_t>(std::max(1.0f, (width_of(room) - rest) / (least + gap)));
    const std::size_t count = std::min(fitting, layers.size());
    const float most =
        (width_of(room) - (count < layers.size() ? rest : 0)) / static_cast<float>(std::max<std::size_t>(1, count)) -
        gap;
    float x = room.x;
    std::size_t drawn = 0;
    for (const std::uint32_t layer : layers) {
        if (drawn++ == count) break;
        const std::string title = text(layer + 1, ' ', layer_title(image, layer));
        const ImVec4 place = {x, room.y, std::min(room.z, x + most), room.w};
        x = draw_entry(ui, place, layer_colour(theme, layer), title, text("layer ", title)) + gap;
    }
    if (count == layers.size()) return;
    const std::string more = text("and ", layers.size() - count, " more");
    ImGui::SetCursorScreenPos({x, (room.y + room.w - text_extent(ui, Face::small, more).y) / 2});
    label(ui, {.face = Face::small, .colour = theme.colours.dim}, more);
}

void draw_change_legend(Ui& ui, const ImVec4& room) {
    const Colours& colours = ui.theme.colours;
    const struct {
        ImU32 colour;
        std::string_view words;
    } entries[] = {{faded(colours.added, change_opacity), "added"},
                   {faded(colours.changed, change_opacity), "changed"},
                   {faded(colours.removed, change_opacity), "removed"},
                   {colours.track, "unchanged"}};
    float x = room.x;
    for (const auto& [colour, words] : entries)
        x = draw_entry(ui, {x, room.y, room.z, room.w}, colour, words, words) + ui.theme.px(16);
}

} // namespace strata::ui

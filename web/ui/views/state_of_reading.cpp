#include "web/ui/views/state_of_reading.hpp"

#include "core/base/text.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

std::size_t layers_awaited(const OpenImage& image) {
    return static_cast<std::size_t>(std::ranges::count_if(image.layers, [](const LayerSlot& slot) {
        return slot.stage == Stage::waiting || slot.stage == Stage::reading;
    }));
}

std::string missing_layers(const OpenImage& image) {
    std::vector<std::size_t> missing;
    for (std::size_t i = 0; i < image.layers.size(); i++)
        if (image.layers[i].stage == Stage::failed) missing.push_back(i + 1);
    if (missing.empty()) return {};
    std::string numbers;
    for (std::size_t i = 0; i < missing.size(); i++)
        numbers += text(i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ", missing[i]);
    return text(missing.size() == 1 ? "Layer " : "Layers ", numbers, " could not be read: what ",
                missing.size() == 1 ? "it holds" : "they hold", " is missing here.");
}

void draw_awaited(const Screen& screen, const OpenImage& image, std::string_view what, ImVec4 room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const std::size_t awaited = layers_awaited(image), count = image.layers.size();
    ImGui::SetCursorScreenPos({room.x + theme.padding, room.y + theme.px(24)});
    ImGui::BeginGroup();
    label(ui, {.colour = theme.colours.dim},
          text(what, " can be told when all layers are read; ", count - awaited, " of ", count, " are."));
    ImGui::Dummy({1, theme.gap});
    progress(ui, "Reading layers", count ? float(count - awaited) / float(count) : 0,
             std::min(theme.px(360), width_of(room) - theme.px(28)));
    ImGui::EndGroup();
}

} // namespace strata::ui

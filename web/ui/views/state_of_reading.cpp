#include "web/ui/views/state_of_reading.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"
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
    bool in_archive = false; // any of them
    for (std::size_t i = 0; i < image.layers.size(); i++) {
        if (image.layers[i].stage != Stage::failed) continue;
        missing.push_back(i + 1);
        const BlobState state = image.record.layers[i].state;
        in_archive = in_archive || state == BlobState::present || state == BlobState::encrypted;
    }
    if (missing.empty()) return {};
    const bool one = missing.size() == 1;
    std::string numbers;
    for (std::size_t i = 0; i < missing.size(); i++)
        numbers += text(i == 0 ? "" : i + 1 == missing.size() ? " and " : ", ", missing[i]);
    return text(one ? "Layer " : "Layers ", numbers,
                in_archive ? " could not be read"
                : one      ? " is not in the archive"
                           : " are not in the archive",
                ": what ", one ? "it holds" : "they hold", " is missing here.");
}

std::string not_looked_into(const OpenImage& image, std::uint32_t layers) {
    if (layers == 0) return {};
    const std::string missing = missing_layers(image);
    return !missing.empty()
               ? missing
               : text("The files of ", layers, layers == 1 ? " layer" : " layers", " were not looked into.");
}

std::string packages_not_known(const Screen& screen, const OpenImage& image) {
    const PackageList& list = screen.derived.packages(image);
    if (list.unread.empty()) return not_looked_into(image, list.layers_not_examined);
    return text("Not all packages are known: ", printable(missing_packages(list, screen.derived.timeline(image))), ".");
}

float draw_lacking(Ui& ui, const ImVec4& room, std::string_view words) {
    constexpr std::size_t most_lines = 4; // whatever strangers call their files
    if (words.empty()) return room.w;
    const Theme& theme = ui.theme;
    const auto lines = lines_of(ui, Face::small, words, width_of(room) - 2 * theme.padding);
    const std::size_t shown = std::min(lines.size(), most_lines);
    const float line = theme.px(18), top = room.w - theme.px(10) - line * static_cast<float>(shown);
    for (std::size_t i = 0; i < shown; i++) {
        const float y = top + theme.px(5) + line * static_cast<float>(i);
        draw_text(ui, {room.x + theme.padding, y, room.z - theme.padding, y + line},
                  {.face = Face::small, .colour = theme.colours.dim}, lines[i]);
    }
    ui.mirror.add(
        {.role = Role::text, .name = std::string(words), .rectangle = {room.x, top, width_of(room), room.w - top}});
    return top;
}

void draw_missing(const Screen& screen, Commands& commands, const OpenImage& image, std::uint32_t layers) {
    Ui& ui = screen.ui;
    const float width = ImGui::GetContentRegionAvail().x - ui.theme.padding;
    bool again = false;
    for (std::uint32_t i = 0; i < image.layers.size(); i++) again = again || can_read_again(image, i);
    ImGui::BeginGroup();
    paragraph(ui, {}, not_looked_into(image, layers), width);
    ImGui::Dummy({1, ui.theme.half_gap});
    if (!again)
        paragraph(ui, {.colour = ui.theme.colours.dim}, "An archive with all layers, as docker save writes it, has it.",
                  width);
    else if (link(ui, "Read again"))
        commands.add(Action::read_again);
    ImGui::EndGroup();
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

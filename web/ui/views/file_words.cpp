#include "core/base/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

std::string list_id(std::string_view how, const ContentKey& key) {
    return text(how, ' ', key.image, ' ', key.place.layer, ' ', key.place.entry);
}

void copy_selected(Commands& commands, std::optional<std::string> copied) {
    if (copied) commands.add(CopyText{std::move(*copied)});
}

void draw_skeleton(Ui& ui, const ImVec4& box, std::string_view words) {
    const Theme& theme = ui.theme;
    const float widths[] = {0.55f, 0.7f, 0.2f, 0.62f, 0.48f, 0.75f};
    for (std::size_t i = 0; i < std::size(widths); i++) {
        const float y = box.y + theme.px(14) + theme.px(18) * static_cast<float>(i);
        if (y + theme.px(8) > box.w) break;
        ImGui::GetWindowDrawList()->AddRectFilled(
            {box.x + theme.px(14), y},
            {box.x + theme.px(14) + (width_of(box) - theme.px(28)) * widths[i], y + theme.px(8)}, theme.colours.track,
            theme.px(4));
    }
    ui.mirror.add(
        {.role = Role::status, .name = std::string(words), .rectangle = {box.x, box.y, width_of(box), height_of(box)}});
}

void draw_words(Ui& ui, const ImVec4& box, ImU32 colour, std::string_view words) {
    ImGui::SetCursorScreenPos({box.x + ui.theme.px(12), box.y + ui.theme.px(10)});
    paragraph(ui, {.colour = colour}, words, width_of(box) - ui.theme.px(24));
}

} // namespace strata::ui

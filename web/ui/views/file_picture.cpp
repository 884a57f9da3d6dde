#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace strata::ui {

namespace {

/// Squares that show through where the picture does not cover.
void draw_squares(const Ui& ui, const ImVec4& room) {
    const float side = ui.theme.px(8);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, ui.theme.colours.raised);
    for (int row = 0; room.y + side * static_cast<float>(row) < room.w; row++)
        for (int column = row % 2; room.x + side * static_cast<float>(column) < room.z; column += 2) {
            const ImVec2 at = {room.x + side * static_cast<float>(column), room.y + side * static_cast<float>(row)};
            list.AddRectFilled(at, {std::min(at.x + side, room.z), std::min(at.y + side, room.w)},
                               ui.theme.colours.track);
        }
}

/// How many pixels of the page a pixel of the picture takes: as many as fit, one at most, but for tiny icons.
float scale_for(const Ui& ui, const Picture& picture, float width, float height) {
    const auto w = static_cast<float>(picture.width), h = static_cast<float>(picture.height);
    const float fits = std::min(width / w, height / h);
    const float icon = std::max(1.0f, std::floor(ui.theme.px(128) / std::max(w, h)));
    return std::min(fits, icon);
}

} // namespace

void draw_picture(const Screen& screen, Commands& commands, const PictureShown& shown, const ImVec4& box) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const std::string refusal = picture_refusal(shown.info, shown.content.size);
    if (!refusal.empty()) {
        draw_words(ui, box, theme.colours.dim, refusal);
        if (!shown.selected) return;
        ImGui::SetCursorScreenPos({box.x + theme.px(12), ImGui::GetItemRectMax().y + theme.px(12)});
        if (button(ui, "Save the file…")) commands.add(Action::save_file);
        return;
    }
    if (!shown.content.complete()) {
        if (shown.content.request == 0) commands.add(WantContent{shown.key.image, shown.key.place, shown.content.size});
        return draw_words(ui, box, theme.colours.dim, "Reading the picture…");
    }
    const Picture* picture = screen.pictures.find(shown.key);
    if (!picture) commands.add(WantPicture{shown.key.image, shown.key.place});
    if (!picture || picture->stage == Stage::reading)
        return draw_words(ui, box, theme.colours.dim, "Reading the picture…");
    if (picture->stage == Stage::failed) return draw_words(ui, box, theme.colours.removed, picture->failure);
    const float foot = theme.px(28), pad = theme.px(12);
    const ImVec4 room = {box.x + pad, box.y + pad, box.z - pad, box.w - foot - pad};
    if (width_of(room) < 1 || height_of(room) < 1 || picture->width == 0 || picture->height == 0) return;
    const float scale = scale_for(ui, *picture, width_of(room), height_of(room));
    const ImVec2 size = {std::max(1.0f, std::round(static_cast<float>(picture->width) * scale)),
                         std::max(1.0f, std::round(static_cast<float>(picture->height) * scale))};
    const ImVec2 at = {std::round((room.x + room.z - size.x) / 2), std::round((room.y + room.w - size.y) / 2)};
    draw_squares(ui, {at.x, at.y, at.x + size.x, at.y + size.y});
    ImGui::GetWindowDrawList()->AddImage(picture->texture, at, {at.x + size.x, at.y + size.y});
    const std::string words = text(picture_name(shown.info.kind), " · ", grouped(picture->width), " × ",
                                   grouped(picture->height), " pixels · ", human_size(shown.content.size));
    draw_text(ui, {room.x, box.w - foot, room.z, box.w}, {.face = Face::small, .colour = theme.colours.dim}, words,
              Align::centre);
    ui.mirror.add({.role = Role::image, .name = words, .rectangle = {at.x, at.y, size.x, size.y}});
}

void draw_pictures(const Screen& screen, Commands& commands, const DifferenceShown& shown, const ImVec4& box) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const bool stacked = height_of(box) > width_of(box);
    const ImVec2 middle = {std::round((box.x + box.z) / 2), std::round((box.y + box.w) / 2)};
    const ImVec4 first = {box.x, box.y, stacked ? box.z : middle.x, stacked ? middle.y : box.w};
    const ImVec4 second = {stacked ? box.x : middle.x, stacked ? middle.y : box.y, box.z, box.w};
    draw_line(ui, {second.x, second.y}, {stacked ? second.z : second.x, stacked ? second.y : second.w},
              theme.colours.line);
    const auto draw = [&](const DifferenceShown::Version& version, const ImVec4& room) {
        const float head = theme.px(26), pad = theme.px(12);
        ImGui::SetCursorScreenPos({room.x + pad, room.y + theme.px(7)});
        label(ui, {.face = Face::small, .colour = theme.colours.dim}, version.name);
        const ImVec4 rest = {room.x, room.y + head, room.z, room.w};
        ImGui::PushID(version.name.c_str());
        if (const auto info = read_picture_info(version.content.bytes))
            draw_picture(screen, commands, {version.key, version.content, *info, &version == &shown.newer}, rest);
        else
            draw_words(ui, rest, theme.colours.dim, "This is no picture.");
        ImGui::PopID();
    };
    draw(shown.older, first);
    draw(shown.newer, second);
}

} // namespace strata::ui

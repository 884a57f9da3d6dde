#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/address.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace strata::ui {

namespace {

void draw_dashes(const Ui& ui, const ImVec4& room, ImU32 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float dash = ui.theme.px(5), gap = ui.theme.px(4), weight = ui.theme.px(1.5f), corner = ui.theme.px(14);
    const auto run = [&](ImVec2 from, ImVec2 to) {
        const float length = std::max(std::abs(to.x - from.x), std::abs(to.y - from.y));
        const ImVec2 step = {(to.x - from.x) / length, (to.y - from.y) / length};
        for (float at = 0; at < length; at += dash + gap) {
            const float end = std::min(at + dash, length);
            list.AddLine({from.x + step.x * at, from.y + step.y * at}, {from.x + step.x * end, from.y + step.y * end},
                         colour, weight);
        }
    };
    run({room.x + corner, room.y}, {room.z - corner, room.y});
    run({room.x + corner, room.w}, {room.z - corner, room.w});
    run({room.x, room.y + corner}, {room.x, room.w - corner});
    run({room.z, room.y + corner}, {room.z, room.w - corner});
    constexpr float pi = 3.14159265f;
    const struct {
        float x, y, from;
    } corners[] = {{room.x + corner, room.y + corner, pi},
                   {room.z - corner, room.y + corner, 1.5f * pi},
                   {room.z - corner, room.w - corner, 0},
                   {room.x + corner, room.w - corner, 0.5f * pi}};
    for (const auto& [x, y, from] : corners) {
        list.PathArcTo({x, y}, corner, from, from + 0.5f * pi);
        list.PathStroke(colour, 0, weight);
    }
}

void centred(Ui& ui, const ImVec4& room, float y, TextStyle style, std::string_view words) {
    const ImVec2 size = text_extent(ui, style.face, words);
    ImGui::SetCursorScreenPos({std::round((room.x + room.z - size.x) / 2), y});
    label(ui, style, words);
}

/// A link leads to an image that is not there: what it was, and what to do.
void draw_wanted(const Screen& screen, const ImVec4& room, float y) {
    const std::string image = address_value(screen.wanted_address, "image");
    if (image.empty()) return;
    const std::string against = address_value(screen.wanted_address, "against");
    const std::string what = against.empty() ? printable(image) : text(printable(against), " and ", printable(image));
    centred(screen.ui, room, y, {.colour = screen.ui.theme.colours.text},
            text("This link leads into ", what, ". Open ", against.empty() ? "it" : "them", " to go there."));
}

/// The images that are open, each a way back; returns where the next thing goes.
float draw_open_images(const Screen& screen, Commands& commands, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    if (screen.session.images.empty()) return room.y;
    ImGui::SetCursorScreenPos({room.x + theme.px(12), room.y});
    heading(ui, "Open");
    ImGui::SetCursorScreenPos({room.x + theme.px(12), room.y + theme.px(30)});
    for (const OpenImage& image : screen.session.images) {
        ImGui::PushID(static_cast<int>(image.number));
        if (ImGui::GetCursorScreenPos().x > room.z - theme.px(120))
            ImGui::SetCursorScreenPos({room.x + theme.px(12), ImGui::GetCursorScreenPos().y + theme.px(38)});
        if (button(ui, printable(image.title()))) commands.add(ShowImage{image.number});
        ImGui::PopID();
        space(theme.gap);
    }
    return ImGui::GetCursorScreenPos().y + theme.px(50);
}

} // namespace

void draw_landing(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float width = std::min(theme.px(720), size.x - theme.px(32)), inside = width - theme.px(32);
    const auto title = lines_of(ui, Face::title, "Drop an image here. Drop two to compare them.", inside);
    const auto forms = lines_of(
        ui, Face::sans,
        "docker save · podman · OCI layout, file or folder · .tar .tar.gz .tar.zst .tar.xz, of any size", inside);
    const float title_line = theme.px(30), form_line = theme.px(22);
    const float more =
        title_line * static_cast<float>(title.size() - 1) + form_line * static_cast<float>(forms.size() - 1);
    const float height = theme.px(250) + more;
    const float x = std::round(corner.x + (size.x - width) / 2);
    const float y = std::round(corner.y + (screen.catalog.images.empty() ? (size.y - height) * 0.45f
                                                                         : std::min(theme.px(165), size.y * 0.15f)));
    const ImVec4 room = {x, y, x + width, y + height};
    ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, faded(theme.colours.panel, 0.6f),
                                              theme.px(14));
    draw_dashes(ui, room, theme.colours.line);
    float line = y + theme.px(50);
    for (const std::string_view words : title) {
        centred(ui, room, line, {.face = Face::title}, words);
        line += title_line;
    }
    line += theme.px(8);
    for (const std::string_view words : forms) {
        centred(ui, room, line, {.colour = theme.colours.dim}, words);
        line += form_line;
    }
    const float below_words = y + more;
    const float open_width = text_extent(ui, Face::sans, "Open files…").x + theme.px(32);
    const float sample_width = text_extent(ui, Face::sans, "Try the sample").x + theme.px(22);
    ImGui::SetCursorScreenPos(
        {std::round((room.x + room.z - open_width - sample_width - theme.px(10)) / 2), below_words + theme.px(126)});
    if (button(ui, "Open files…", ButtonKind::primary)) commands.add(Action::open_files);
    space(theme.px(10));
    if (button(ui, "Try the sample")) commands.add(Action::open_sample);
    centred(ui, room, below_words + theme.px(178), {.face = Face::small, .colour = theme.colours.faint},
            "Everything runs in this page. Your image is never uploaded.");
    draw_wanted(screen, room, below_words + theme.px(206));
    float below = room.w + theme.px(26);
    if (!screen.catalog.problem.empty()) {
        centred(ui, room, below, {.colour = theme.colours.removed}, screen.catalog.problem);
        below += theme.px(28);
    }
    below = draw_open_images(screen, commands, {x, below, x + width, corner.y + size.y});
    if (!screen.catalog.images.empty()) draw_catalog(screen, commands, {x, below, x + width, corner.y + size.y});
}

} // namespace strata::ui

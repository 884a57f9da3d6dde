#include "web/ui/draw.hpp"

#include <algorithm>
#include <cmath>
#include <string>

namespace strata::ui {

namespace {

struct Sized {
    ImFont* font;
    float size;
};

Sized font_of(const Ui& ui, Face face) {
    switch (face) {
    case Face::sans: return {ui.fonts.sans, ui.theme.text_size};
    case Face::strong: return {ui.fonts.strong, ui.theme.text_size};
    case Face::mono: return {ui.fonts.mono, ui.theme.mono_size};
    case Face::small: return {ui.fonts.sans, ui.theme.small_size};
    case Face::small_mono: return {ui.fonts.mono, ui.theme.mono_size * 11.5f / 12.0f};
    case Face::large: return {ui.fonts.strong, ui.theme.text_size * 16 / 13};
    case Face::title: return {ui.fonts.strong, ui.theme.title_size};
    }
    return {ui.fonts.sans, ui.theme.text_size};
}

ImVec2 extent(const Sized& face, std::string_view text) {
    return face.font->CalcTextSizeA(face.size, FLT_MAX, 0, text.data(), text.data() + text.size());
}

/// The longest front part of `text` that fits `width`, never inside a character.
std::size_t fitting(const Sized& face, std::string_view text, float width) {
    const char* rest = nullptr;
    face.font->CalcTextSizeA(face.size, width, 0, text.data(), text.data() + text.size(), &rest);
    return rest ? static_cast<std::size_t>(rest - text.data()) : text.size();
}

void put(const Sized& face, ImVec2 at, ImU32 colour, std::string_view text) {
    at = {std::round(at.x), std::round(at.y)};
    ImGui::GetWindowDrawList()->AddText(face.font, face.size, at, colour, text.data(), text.data() + text.size());
}

constexpr std::string_view dots = "…";

/// Where the character starts that ends at `end`, which is not 0.
std::size_t character_before(std::string_view text, std::size_t end) {
    do end--;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80);
    return end;
}

float top_of(const ImVec4& room, float height) { return room.y + (room.w - room.y - height) / 2; }

} // namespace

void wake_in(Ui& ui, double seconds) {
    if (ui.frame_in < 0 || ui.frame_in > seconds) ui.frame_in = seconds;
}

std::string_view drawn_text(const Ui& ui, std::string_view text, std::string& kept) {
    return ui.fonts.runs ? ui.fonts.runs->replaced(text, kept) : text;
}

ImVec2 text_extent(const Ui& ui, Face face, std::string_view text) {
    std::string kept;
    return extent(font_of(ui, face), drawn_text(ui, text, kept));
}

void draw_text(const Ui& ui, ImVec4 room, TextStyle style, std::string_view text, Align align) {
    if (text.empty() || room.z <= room.x) return;
    const Sized face = font_of(ui, style.face);
    const ImU32 colour = style.colour ? style.colour : ui.theme.colours.text;
    const float width = room.z - room.x;
    // Only the part that could fit is measured: a name may have a million characters.
    const std::string_view front = text.substr(0, static_cast<std::size_t>(width / face.size * 8) + 16);
    std::string kept;
    const std::string_view whole = front.size() == text.size() ? drawn_text(ui, text, kept) : front;
    const ImVec2 size = extent(face, whole);
    if (front.size() == text.size() && size.x <= width + 0.5f) {
        const float spare = width - size.x;
        const float x = align == Align::left ? room.x : align == Align::right ? room.x + spare : room.x + spare / 2;
        return put(face, {x, top_of(room, size.y)}, colour, whole);
    }
    const float dots_width = extent(face, dots).x;
    std::size_t end = fitting(face, front, std::max(0.0f, width - dots_width));
    std::string cut;
    std::string_view shown;
    // Characters that are drawn together may be wider than each alone.
    for (;; end = character_before(front, end)) {
        cut.assign(front.substr(0, end)).append(dots);
        shown = drawn_text(ui, cut, kept);
        if (end == 0 || extent(face, shown).x <= width + 0.5f) break;
    }
    put(face, {room.x, top_of(room, size.y)}, colour, shown);
}

void draw_text_middle(const Ui& ui, ImVec4 room, TextStyle style, std::string_view text) {
    const Sized face = font_of(ui, style.face);
    const float width = room.z - room.x;
    if (text.size() < 4096 && text_extent(ui, style.face, text).x <= width) return draw_text(ui, room, style, text);
    const float half = (width - extent(face, dots).x) / 2;
    if (half <= 0) return draw_text(ui, room, style, text);
    const std::size_t front = fitting(face, text, half);
    // Bytes of the tail are added from the end, a whole character at a time, until the room is full.
    std::size_t tail = text.size();
    while (tail > front) {
        const std::size_t step = std::max(front, character_before(text, tail));
        if (extent(face, text.substr(step)).x > half) break;
        tail = step;
    }
    std::string cut(text.substr(0, front));
    cut.append(dots).append(text.substr(tail));
    draw_text(ui, room, style, cut);
}

void draw_bar(const Ui& ui, ImVec4 room, float fraction, ImU32 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float radius = (room.w - room.y) / 2;
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, ui.theme.colours.track, radius);
    if (!(fraction > 0)) return;
    const float width = std::max(ui.theme.px(1), (room.z - room.x) * std::min(fraction, 1.0f));
    list.AddRectFilled({room.x, room.y}, {room.x + width, room.w}, colour, radius);
}

void draw_line(const Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour) {
    // One device pixel whatever the scale, on the pixel grid.
    (void)ui;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (from.y == to.y)
        list.AddRectFilled({from.x, from.y}, {to.x, from.y + 1}, colour);
    else
        list.AddRectFilled({from.x, from.y}, {from.x + 1, to.y}, colour);
}

void draw_logo(const Ui& ui, ImVec2 corner, float size) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float heights[][2] = {{0.0f, 0.30f}, {0.36f, 0.64f}, {0.70f, 1.0f}};
    for (int i = 0; i < 3; i++) {
        const ImDrawFlags corners = i == 0   ? ImDrawFlags_RoundCornersTop
                                    : i == 2 ? ImDrawFlags_RoundCornersBottom
                                             : ImDrawFlags_RoundCornersNone;
        list.AddRectFilled({corner.x, corner.y + size * heights[i][0]},
                           {corner.x + size, corner.y + size * heights[i][1]}, ui.theme.colours.logo[i], size * 0.19f,
                           corners);
    }
}

} // namespace strata::ui

#include "web/ui/theme.hpp"

#include <cmath>

namespace strata::ui {

namespace {

constexpr ImU32 rgb(unsigned hex) { return IM_COL32(hex >> 16, (hex >> 8) & 255, hex & 255, 255); }
constexpr ImU32 rgba(unsigned hex, unsigned alpha) {
    return (rgb(hex) & ~IM_COL32_A_MASK) | (alpha << IM_COL32_A_SHIFT);
}

constexpr Colours dark = {
    .ground = rgb(0x0f1216),
    .panel = rgb(0x151a20),
    .raised = rgb(0x1a2028),
    .line = rgb(0x262e38),
    .row_line = rgb(0x1c232b),
    .shade = rgba(0x05070a, 150),
    .text = rgb(0xd7dde5),
    .dim = rgb(0x929fb0),
    .faint = rgb(0x8390a2),
    .accent = rgb(0x5aa9ff),
    .on_accent = rgb(0xffffff),
    .button = rgb(0x2563c9),
    .button_hovered = rgb(0x2d6fdb),
    .added = rgb(0x4cc38a),
    .changed = rgb(0xe5b454),
    .removed = rgb(0xef7070),
    .selected = rgb(0x1f3350),
    .hovered = rgb(0x1b222b),
    .focus = rgb(0x5aa9ff),
    .track = rgb(0x242c36),
    .bar = rgb(0x3b6ea8),
    .code = rgb(0x10151a),
    .added_ground = rgb(0x14281f),
    .removed_ground = rgb(0x33191d),
    .found = rgb(0x3b335c),
    .found_now = rgb(0x5d4ca3),
    .syntax_keyword = rgb(0x8cb8ff),
    .syntax_string = rgb(0x9bd5a8),
    .syntax_comment = rgb(0x8390a2),
    .syntax_number = rgb(0xe0b58a),
    .logo = {rgb(0x5aa9ff), rgb(0x4cc38a), rgb(0xe5b454)},
};

constexpr Colours light = {
    .ground = rgb(0xffffff),
    .panel = rgb(0xf6f8fa),
    .raised = rgb(0xffffff),
    .line = rgb(0xd3dae2),
    .row_line = rgb(0xe8ecf1),
    .shade = rgba(0x1b2430, 90),
    .text = rgb(0x1b2430),
    .dim = rgb(0x4d5869),
    .faint = rgb(0x5c6778),
    .accent = rgb(0x1c64c8),
    .on_accent = rgb(0xffffff),
    .button = rgb(0x2563c9),
    .button_hovered = rgb(0x1d55b3),
    .added = rgb(0x11713f),
    .changed = rgb(0x7d5700),
    .removed = rgb(0xb92b2b),
    .selected = rgb(0xdbe8fb),
    .hovered = rgb(0xeef2f6),
    .focus = rgb(0x1c64c8),
    .track = rgb(0xe2e7ed),
    .bar = rgb(0x86b1e6),
    .code = rgb(0xf8fafc),
    .added_ground = rgb(0xe2f5e9),
    .removed_ground = rgb(0xfce8e8),
    .found = rgb(0xe9e1fc),
    .found_now = rgb(0xc6b3f8),
    .syntax_keyword = rgb(0x1f4fa8),
    .syntax_string = rgb(0x176b3a),
    .syntax_comment = rgb(0x5c6778),
    .syntax_number = rgb(0x8a4b08),
    .logo = {rgb(0x2f7fe0), rgb(0x2a9d68), rgb(0xd09a2c)},
};

/// Dear ImGui sizes a face by the height of its line, CSS by its em: the first in terms of the second.
constexpr float sans_height = 1.21f, mono_height = 1.32f;

} // namespace

Theme make_theme(Scheme scheme, float scale) {
    const auto px = [&](float css) { return std::round(css * scale); };
    return {.scheme = scheme,
            .scale = scale,
            .colours = scheme == Scheme::dark ? dark : light,
            .text_size = 13 * sans_height * scale,
            .small_size = 12 * sans_height * scale,
            .mono_size = 12 * mono_height * scale,
            .title_size = 21 * sans_height * scale,
            .row = px(24),
            .header = px(44),
            .status = px(26),
            .tab_bar = px(48),
            .filter_bar = px(46),
            .radius = 6 * scale,
            .gap = px(8),
            .half_gap = px(4),
            .padding = px(14)};
}

void apply_theme(const Theme& theme) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    style.WindowPadding = style.FramePadding = style.CellPadding = {0, 0};
    style.ItemSpacing = style.ItemInnerSpacing = {theme.gap, 0};
    style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
    style.PopupBorderSize = 1;
    style.WindowRounding = style.ChildRounding = 0;
    style.PopupRounding = theme.radius;
    style.ScrollbarSize = theme.px(10);
    style.ScrollbarRounding = theme.px(5);
    style.GrabRounding = theme.px(5);
    style.WindowMinSize = {1, 1};
    const auto set = [&](ImGuiCol which, ImU32 colour) {
        style.Colors[which] = ImGui::ColorConvertU32ToFloat4(colour);
    };
    const Colours& colours = theme.colours;
    set(ImGuiCol_Text, colours.text);
    set(ImGuiCol_TextDisabled, colours.dim);
    set(ImGuiCol_WindowBg, colours.ground);
    set(ImGuiCol_ChildBg, 0);
    set(ImGuiCol_PopupBg, colours.panel);
    set(ImGuiCol_Border, colours.line);
    set(ImGuiCol_FrameBg, 0);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, faded(colours.dim, 0.35f));
    set(ImGuiCol_ScrollbarGrabHovered, faded(colours.dim, 0.6f));
    set(ImGuiCol_ScrollbarGrabActive, faded(colours.dim, 0.8f));
    set(ImGuiCol_TextSelectedBg, colours.selected);
    set(ImGuiCol_InputTextCursor, colours.text);
    set(ImGuiCol_NavCursor, 0);
    set(ImGuiCol_ModalWindowDimBg, 0);
}

ImU32 layer_colour(const Theme& theme, unsigned index) {
    // Steps of the golden ratio keep neighbours apart however many layers there are: from cyan over blue to pink, and
    // some orange. Green is for what was added, red for what was removed.
    constexpr float cyan = 0.48f, cold = 0.44f, orange = 0.05f,
                    warm = 0.11f; // where hues begin, and how many there are
    const float at = std::fmod(0.18f + 0.618034f * static_cast<float>(index), 1.0f) * (cold + warm);
    const float hue = at < cold ? cyan + at : orange + at - cold;
    const bool dark_scheme = theme.scheme == Scheme::dark, bright = index % 2 == 1;
    const float value = dark_scheme ? (bright ? 0.74f : 0.62f) : (bright ? 0.92f : 0.80f);
    float r, g, b;
    ImGui::ColorConvertHSVtoRGB(hue, dark_scheme ? 0.42f : 0.36f, value, r, g, b);
    return ImGui::ColorConvertFloat4ToU32({r, g, b, 1});
}

ImU32 faded(ImU32 colour, float opacity) {
    const auto alpha = static_cast<float>(colour >> IM_COL32_A_SHIFT) * opacity;
    return (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(alpha) << IM_COL32_A_SHIFT);
}

} // namespace strata::ui

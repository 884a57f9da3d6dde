// Every colour and measure of the page; no other file names one.
#pragma once

#include <imgui.h>

namespace strata::ui {

enum class Scheme { dark, light };

/// Colours by what they mean. Text colours have a contrast of at least 4.5 : 1 on every ground they are drawn on.
struct Colours {
    ImU32 ground, panel, raised, line, row_line, shade;
    ImU32 text, dim, faint;
    ImU32 accent, on_accent, button, button_hovered;
    ImU32 added, changed, removed;
    ImU32 selected, hovered, focus;
    ImU32 track, bar, code;
    ImU32 added_ground, removed_ground, found, found_now;
    ImU32 syntax_keyword, syntax_string, syntax_comment, syntax_number;
    ImU32 logo[3];
};

/// Sizes in CSS pixels at text scale 1; multiply by `Theme::scale`.
struct Theme {
    Scheme scheme = Scheme::dark;
    float scale = 1;
    Colours colours;

    float text_size, small_size, mono_size, title_size; ///< as Dear ImGui counts: the height of a line
    float row, header, status, tab_bar, filter_bar, radius, gap, half_gap, padding;

    [[nodiscard]] float px(float css) const { return css * scale; }
};

[[nodiscard]] Theme make_theme(Scheme scheme, float scale);
/// Sets Dear ImGui's own style, for the few things it draws itself (scroll bars, text cursors, popups).
void apply_theme(const Theme& theme);

/// A muted hue for layer `index` in views that are coloured by layer.
[[nodiscard]] ImU32 layer_colour(const Theme& theme, unsigned index);
/// `colour` with its opacity multiplied.
[[nodiscard]] ImU32 faded(ImU32 colour, float opacity);

} // namespace strata::ui

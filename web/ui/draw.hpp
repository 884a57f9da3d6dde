// Drawing by hand: text that is cut to its room, bars, icons. Nothing here reacts.
#pragma once

#include "web/ui/fonts.hpp"
#include "web/ui/mirror.hpp"
#include "web/ui/text_selection.hpp"
#include "web/ui/theme.hpp"

#include <cstdint>
#include <imgui.h>
#include <string>
#include <string_view>

namespace strata::ui {

/// What every widget and view needs to draw itself.
struct Ui {
    Theme theme;
    Fonts fonts;
    Mirror mirror;
    bool reduced_motion = false;
    /// Letters typed into a list one soon after the other: they look for a name together.
    struct Typed {
        ImGuiID list = 0;
        double time = 0; ///< of the last one, seconds
        std::string letters;
    };
    Typed typed;
    /// A list that the keyboard acted on: when what is selected changes next, it is brought into sight.
    struct Acted {
        ImGuiID list = 0;
        std::size_t selected = 0;
        int until = 0; ///< the last frame in which the change counts
    };
    Acted acted;
    /// The selected row of the list that has the keyboard, where Ctrl+C may be meant for it and for no file's path.
    std::string row_to_copy;
    /// A field that asked for the keyboard and does not have it yet: what is typed meanwhile is its text.
    struct Awaiting {
        ImGuiID field = 0;
        int until = 0; ///< the last frame it waits in
        bool typed = false;
    };
    Awaiting awaiting;
    /// A field was left by its keys in this frame: the list below it in the same window takes the keyboard.
    struct Leaving {
        ImGuiID window = 0;
        int frame = -1;
        bool to_first = false; ///< what the field looked for; else the list is as it was
    };
    Leaving leaving;
    TextSelection selection;
    double frame_in = -1; ///< seconds after which a frame is wanted though nothing happens; 0: at once, negative: none
};

/// Wants a frame after so many seconds, or sooner where one is wanted already.
void wake_in(Ui& ui, double seconds);

enum class Face : std::uint8_t { sans, strong, mono, small, small_mono, large, title };

struct TextStyle {
    Face face = Face::sans;
    ImU32 colour = 0; ///< 0: the theme's text colour
};

enum class Align : std::uint8_t { left, right, centre };

/// The text as its fonts draw it (TextRuns), in `kept` where that is not the text itself.
[[nodiscard]] std::string_view drawn_text(const Ui& ui, std::string_view text, std::string& kept);
/// Size on screen, in pixels.
[[nodiscard]] ImVec2 text_extent(const Ui& ui, Face face, std::string_view text);
/// Draws one line into `room` (from its left edge to `room.z`, centred between `room.y` and `room.w`); what does not
/// fit ends in "…".
void draw_text(const Ui& ui, ImVec4 room, TextStyle style, std::string_view text, Align align = Align::left);
/// Cut in the middle, for paths and digests whose end matters.
void draw_text_middle(const Ui& ui, ImVec4 room, TextStyle style, std::string_view text);

/// A track and how much of it is filled, 0 to 1.
void draw_bar(const Ui& ui, ImVec4 room, float fraction, ImU32 colour);
void draw_line(const Ui& ui, ImVec2 from, ImVec2 to, ImU32 colour);

enum class Icon : std::uint8_t {
    chevron_right,
    chevron_down,
    chevron_up,
    caret_down,
    search,
    copy,
    sun,
    moon,
    close,
    help,
    swap,
    check,
    warning,
    open,
    folder,
    file,
    link,
    menu,
    menu_dots
};
/// Centred in `room`, drawn with the theme's line weight.
void draw_icon(const Ui& ui, ImVec4 room, Icon icon, ImU32 colour);
/// The three layers of the mark.
void draw_logo(const Ui& ui, ImVec2 corner, float size);

} // namespace strata::ui

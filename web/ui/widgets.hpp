// The page's own widgets: each draws itself, reports itself to the mirror, and tells whether it was used.
#pragma once

#include "web/ui/draw.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// How a thing was used in this frame.
struct Touch {
    ImGuiID id = 0;
    bool pressed = false; ///< clicked, or Enter/Space on it, or pressed through the mirror
    bool doubled = false; ///< double clicked
    bool context = false; ///< right clicked, or the Menu key on it
    bool hovered = false;
    bool focused = false;
    explicit operator bool() const { return pressed; }
};

/// An area that can be pressed and focused: the base of all widgets. It adds itself to the mirror.
Touch press_area(Ui& ui, std::string_view id, ImVec4 room, Role role, std::string_view name, unsigned states = 0);

/// A ring round what has the keyboard, as long as keys are in use.
void draw_focus(const Ui& ui, const ImVec4& room, const Touch& touch);

enum class ButtonKind : std::uint8_t { plain, primary, quiet };
/// At the cursor, as wide as its words; `hint` (a shortcut) stands behind them in faint letters.
bool button(Ui& ui, std::string_view name, ButtonKind kind = ButtonKind::plain, std::string_view hint = {});
/// A square button with an icon; its name is its tooltip.
bool icon_button(Ui& ui, Icon icon, std::string_view name, ButtonKind kind = ButtonKind::quiet);
/// A round switch with an optional coloured dot. Returns whether it was pressed. `shown`: in the place of a name for
/// which there is no room; the name is its tooltip then.
bool chip(Ui& ui, std::string_view name, bool on, ImU32 dot = 0, std::string_view shown = {});
[[nodiscard]] float chip_width(const Ui& ui, std::string_view shown, ImU32 dot = 0); ///< pixels
/// Choices of which one holds; returns the one pressed. `name` says what is chosen.
std::optional<std::size_t> segments(Ui& ui, std::string_view name, std::span<const std::string_view> names,
                                    std::size_t active);
/// A tab with a count behind its name, at the cursor, as high as the tab bar, with `padding` pixels on both sides.
struct TabWords {
    std::string_view name;
    std::string_view badge;
};
bool tab(Ui& ui, const TabWords& words, float padding, bool active);
/// Without its padding, pixels.
[[nodiscard]] float tab_width(const Ui& ui, const TabWords& words);
/// Words that lead somewhere.
bool link(Ui& ui, std::string_view name, Face face = Face::sans);

/// A line of text to write into. Returns true when the text changed.
struct FieldOptions {
    std::string_view id;
    std::string_view name; ///< for those who can't see it
    std::string_view hint;
    float width = 0;         ///< pixels
    bool take_focus = false; ///< what is typed until the keyboard is there, a few frames later, replaces the text
    bool search_icon = false;
    bool above_list = false; ///< Down and Enter lead to the row_list below, Escape too once the text is gone
};
bool field(Ui& ui, std::string& text, const FieldOptions& options);

/// Words on one line at the cursor; nothing to press.
void label(Ui& ui, TextStyle style, std::string_view text);
/// The text in lines of at most `width` pixels, but at least a word in each.
[[nodiscard]] std::vector<std::string_view> lines_of(const Ui& ui, Face face, std::string_view text, float width);
/// Words in as many lines as they need, `width` pixels wide.
[[nodiscard]] float paragraph_height(const Ui& ui, Face face, std::string_view text, float width); ///< pixels
void paragraph(Ui& ui, TextStyle style, std::string_view text, float width);
void heading(Ui& ui, std::string_view text);
/// A name and a value on one line, the value in a column of its own.
struct KeyValue {
    std::string_view value;
    std::string_view older = {}; ///< a front of the value that is no longer so
    bool copies = false;         ///< pressing it asks to copy it
    bool leads = false;          ///< pressing it leads somewhere, or does what it says
};
bool key_value(Ui& ui, std::string_view key, const KeyValue& shown);
/// A thin bar of work in progress; a negative fraction means "unknown".
void progress(Ui& ui, std::string_view name, float fraction, float width);
/// A tooltip for the thing drawn last.
void tooltip(Ui& ui, const Touch& touch, std::string_view text);
/// Moves the cursor on the same line.
void space(float pixels);

/// The room from the cursor on, of that size.
[[nodiscard]] ImVec4 room_here(float width, float height);
[[nodiscard]] inline float width_of(const ImVec4& room) { return room.z - room.x; }
[[nodiscard]] inline float height_of(const ImVec4& room) { return room.w - room.y; }
[[nodiscard]] inline ImVec4 inset(const ImVec4& room, float x, float y) {
    return {room.x + x, room.y + y, room.z - x, room.w - y};
}

} // namespace strata::ui

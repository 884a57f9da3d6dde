#include "core/base/utf8.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <imgui_internal.h>

namespace strata::ui {

namespace {

int resize_text(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
        auto& text = *static_cast<std::string*>(data->UserData);
        text.resize(static_cast<std::size_t>(data->BufTextLen));
        data->Buf = text.data();
    }
    return 0;
}

constexpr int frames_until_focus = 4; // Dear ImGui needs two, and one for a window that appears

void await_focus(Ui& ui, ImGuiID item) {
    ImGui::SetKeyboardFocusHere();
    ui.awaiting = {.field = item, .until = ImGui::GetFrameCount() + frames_until_focus};
}

bool awaits_focus(const Ui& ui, ImGuiID item) {
    return ui.awaiting.field == item && ImGui::GetFrameCount() <= ui.awaiting.until;
}

/// Takes the letters of this frame into the text. Returns whether there were any.
bool take_typed(Ui& ui, std::string& text) {
    ImVector<ImWchar>& queue = ImGui::GetIO().InputQueueCharacters;
    std::string letters;
    for (const ImWchar c : queue) {
        if (c >= ' ' && c != 0x7F) append_character(letters, c);
    }
    queue.resize(0);
    if (letters.empty()) return false;
    if (!ui.awaiting.typed) text.clear();
    ui.awaiting.typed = true;
    text += letters;
    return true;
}

/// A field that gets the keyboard has all its text selected: the next letter would replace what was typed already.
void go_on_typing(ImGuiID item) {
    // All selected, the cursor stands at the end.
    if (ImGuiInputTextState* edited = ImGui::GetInputTextState(item)) edited->ClearSelection();
}

/// Hands the keyboard to the list below when a key says so; the field is the last item.
void leave_for_list(Ui& ui, bool was_empty) {
    const bool down = ImGui::IsItemActive() && ImGui::IsKeyPressed(ImGuiKey_DownArrow, false);
    const bool entered = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    const bool escaped = ImGui::IsItemDeactivated() && ImGui::IsKeyPressed(ImGuiKey_Escape, false);
    if (!down && !entered && !(escaped && was_empty)) return;
    ImGui::ClearActiveID();
    ui.leaving = {
        .window = ImGui::GetCurrentWindow()->ID, .frame = ImGui::GetFrameCount(), .to_first = !was_empty && !escaped};
}

/// Of a paragraph; Dear ImGui's own wrapping has none.
float line_height(const Theme& theme) { return theme.px(20); }

void mirror_text(Ui& ui, Role role, std::string_view text, const ImVec4& room) {
    ui.mirror.add(
        {.role = role, .name = std::string(text), .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
}

} // namespace

bool field(Ui& ui, std::string& text, const FieldOptions& options) {
    const Theme& theme = ui.theme;
    const ImVec4 room = room_here(options.width, theme.px(30));
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.raised, theme.radius);
    list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.radius);
    const float icon = options.search_icon ? theme.px(20) : 0;
    if (options.search_icon)
        draw_icon(ui, {room.x + theme.px(7), room.y, room.x + theme.px(25), room.w}, Icon::search, theme.colours.faint);
    ImGui::PushFont(ui.fonts.sans, theme.text_size);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {theme.px(10), (height_of(room) - ImGui::GetFontSize()) / 2});
    ImGui::SetCursorScreenPos({room.x + icon, room.y});
    ImGui::SetNextItemWidth(options.width - icon);
    const std::string id = std::string("##").append(options.id);
    const ImGuiID item = ImGui::GetID(id.c_str());
    if (options.take_focus) await_focus(ui, item);
    bool changed = ui.mirror.take_text(item, text);
    if (awaits_focus(ui, item) && ImGui::GetActiveID() != item) changed |= take_typed(ui, text);
    if (ui.mirror.take_focus(item) || ui.mirror.take_press(item)) ImGui::SetKeyboardFocusHere();
    text.reserve(text.size() + 1);
    const std::string before = text;
    bool edited =
        ImGui::InputText(id.c_str(), text.data(), text.capacity() + 1,
                         ImGuiInputTextFlags_CallbackResize | ImGuiInputTextFlags_EscapeClearsAll, resize_text, &text);
    // By hand: Dear ImGui cuts a hint at the edge, in the middle of a letter.
    if (text.empty())
        draw_text(ui, {room.x + icon + theme.px(10), room.y, room.z - theme.px(6), room.w},
                  {.colour = theme.colours.faint}, options.hint);
    const bool focused = ImGui::IsItemActive();
    if (options.above_list) leave_for_list(ui, before.empty());
    if (focused && ui.awaiting.field == item) {
        if (ui.awaiting.typed) go_on_typing(item);
        ui.awaiting = {};
    }
    // Dear ImGui puts an edit that was left back once more; what was set from outside since then counts more.
    if (edited && !focused && !ImGui::IsItemDeactivated()) {
        text = before;
        edited = false;
    }
    changed |= edited;
    if (focused) list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.focus, theme.radius);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    ui.mirror.add({.id = item,
                   .role = Role::field,
                   .states = static_cast<std::uint16_t>(focused ? state_focused : 0),
                   .name = std::string(options.name.empty() ? options.hint : options.name),
                   .value = text,
                   .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    return changed;
}

void label(Ui& ui, TextStyle style, std::string_view text) {
    const ImVec2 size = text_extent(ui, style.face, text);
    const ImVec4 room = room_here(size.x, size.y);
    draw_text(ui, {room.x, room.y, room.z + 1, room.w}, style, text);
    ImGui::Dummy(size);
    mirror_text(ui, Role::text, text, room);
}

std::vector<std::string_view> lines_of(const Ui& ui, Face face, std::string_view text, float width) {
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t newline = std::min(text.find('\n'), text.size());
        std::size_t end = std::min(text.find(' '), newline);
        while (end < newline) {
            const std::size_t next = std::min(text.find(' ', end + 1), newline);
            if (text_extent(ui, face, text.substr(0, next)).x > width) break;
            end = next;
        }
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return lines;
}

float paragraph_height(const Ui& ui, Face face, std::string_view text, float width) {
    return line_height(ui.theme) * static_cast<float>(lines_of(ui, face, text, width).size());
}

void paragraph(Ui& ui, TextStyle style, std::string_view text, float width) {
    const float line = line_height(ui.theme);
    const std::vector<std::string_view> lines = lines_of(ui, style.face, text, width);
    const ImVec4 room = room_here(width, line * static_cast<float>(lines.size()));
    float y = room.y;
    for (const std::string_view words : lines) {
        draw_text(ui, {room.x, y, room.z + 1, y + line}, style, words);
        y += line;
    }
    ImGui::Dummy({width, height_of(room)});
    mirror_text(ui, Role::text, text, room);
}

void heading(Ui& ui, std::string_view text) {
    const ImVec2 size = text_extent(ui, Face::strong, text);
    const ImVec4 room = room_here(size.x + 1, ui.theme.px(24));
    draw_text(ui, room, {.face = Face::strong}, text);
    ImGui::Dummy({width_of(room), height_of(room)});
    mirror_text(ui, Role::heading, text, room);
}

bool key_value(Ui& ui, std::string_view key, const KeyValue& shown) {
    const Theme& theme = ui.theme;
    const ImVec4 room = room_here(ImGui::GetContentRegionAvail().x, theme.px(22));
    const std::string name = std::string(key).append(": ").append(shown.value);
    Touch touch;
    if (shown.copies || shown.leads)
        touch = press_area(ui, key, room, shown.leads ? Role::link : Role::button, name);
    else {
        ImGui::Dummy({width_of(room), height_of(room)});
        mirror_text(ui, Role::text, name, room);
    }
    const float column = room.x + theme.px(102);
    draw_text(ui, {room.x, room.y, column, room.w}, {.face = Face::mono, .colour = theme.colours.dim}, key);
    const ImVec4 value = {column, room.y, room.z - theme.px(shown.copies ? 22 : 0), room.w};
    const float older = shown.older.empty() ? 0 : text_extent(ui, Face::mono, shown.older).x;
    if (older > 0 && text_extent(ui, Face::mono, shown.value).x <= width_of(value)) {
        draw_text(ui, value, {.face = Face::mono, .colour = theme.colours.dim}, shown.older);
        draw_text(ui, {value.x + older, value.y, value.z, value.w}, {.face = Face::mono, .colour = theme.colours.added},
                  shown.value.substr(shown.older.size()));
    } else {
        draw_text_middle(ui, value, {.face = Face::mono, .colour = shown.leads ? theme.colours.accent : 0},
                         shown.value);
    }
    draw_focus(ui, room, touch);
    if (shown.leads) return touch.pressed;
    if (shown.copies)
        draw_icon(ui, {room.z - theme.px(20), room.y, room.z, room.w}, Icon::copy,
                  touch.hovered || touch.focused ? theme.colours.text : theme.colours.faint);
    if (shown.copies) tooltip(ui, touch, "Copy");
    return touch.pressed;
}

void progress(Ui& ui, std::string_view name, float fraction, float width) {
    const ImVec4 room = room_here(width, ui.theme.px(4));
    draw_bar(ui, room, fraction < 0 ? 0.15f : fraction, ui.theme.colours.accent);
    ImGui::Dummy({width, height_of(room)});
    const int percent = fraction < 0 ? 0 : static_cast<int>(std::min(fraction, 1.0f) * 100);
    ui.mirror.add({.role = Role::progress,
                   .name = std::string(name),
                   .value = std::to_string(percent) + " %",
                   .rectangle = {room.x, room.y, width, height_of(room)}});
}

void tooltip(Ui& ui, const Touch& touch, std::string_view text) {
    if (!touch.hovered || text.empty()) return;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    constexpr float delay = 0.4f; // seconds
    const float rested = ImGui::GetCurrentContext()->HoveredIdTimer;
    if (rested < delay) {
        wake_in(ui, double(delay - rested) + 0.02);
        return;
    }
    if (rested - ImGui::GetIO().DeltaTime < delay) wake_in(ui, 0); // in its first frame a window is only measured
    // To the side where the page has more room.
    const ImVec2 page = ImGui::GetIO().DisplaySize;
    const bool left = mouse.x > page.x * 0.6f, above = mouse.y > page.y * 0.8f;
    const ImVec2 corner = {mouse.x + ui.theme.px(left ? -4 : 12), mouse.y + ui.theme.px(above ? -8 : 18)};
    ImGui::SetNextWindowPos(corner, ImGuiCond_Always, {left ? 1.0f : 0.0f, above ? 1.0f : 0.0f});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {ui.theme.px(10), ui.theme.px(6)});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, ui.theme.radius);
    ImGui::PushFont(ui.fonts.sans, ui.theme.small_size);
    std::string kept;
    const std::string_view shown = drawn_text(ui, text, kept).substr(0, 4000);
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(std::min(ui.theme.px(560), page.x - ui.theme.px(32)));
        ImGui::TextUnformatted(shown.data(), shown.data() + shown.size());
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    ImGui::PopFont();
    ImGui::PopStyleVar(2);
}

void space(float pixels) { ImGui::SameLine(0, pixels); }

} // namespace strata::ui

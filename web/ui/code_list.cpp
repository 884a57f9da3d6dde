#include "web/ui/code_list.hpp"

#include "core/base/utf8.hpp"
#include "web/ui/key_area.hpp"
#include "web/ui/text_runs.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <imgui_internal.h>
#include <utility>

namespace strata::ui {

namespace {

/// A list as it lies on the page in this frame.
struct Area {
    Ui& ui;
    const CodeList& list;
    const CodeTexts& texts;
    ImGuiID id = 0;
    ImVec2 origin; ///< of the first row; outside of the box when it is scrolled
    float row_height = 0;
    float page = 0; ///< pixels in sight

    [[nodiscard]] std::uint64_t rows() const { return list.breaking << 32 | (list.count & 0xFFFFFFFF); }
    [[nodiscard]] bool owns_selection() const { return ui.selection.list == id && ui.selection.rows == rows(); }
    /// Nothing of it yet.
    [[nodiscard]] TextSelection selection_at(TextPlace place, std::size_t column) const {
        return {.list = id, .rows = rows(), .column = column, .anchor = place, .caret = place};
    }
    [[nodiscard]] RowTexts column_texts(std::size_t column) const {
        return [this, column](std::size_t row) { return texts.selectable(row, column); };
    }
};

float padding(const Theme& theme) { return theme.px(8); }

std::size_t column_at(const Area& area, float x) {
    std::size_t column = 0;
    for (std::size_t i = 1; i < area.list.columns.size(); i++)
        if (x >= ImGui::GetWindowPos().x + area.list.columns[i].begin) column = i;
    return column;
}

enum class Hit : std::uint8_t {
    gap,      ///< between two characters, the nearest
    character ///< before the one that lies there
};

/// `x`: pixels from the beginning of the row's text.
std::size_t byte_at(const Ui& ui, std::string_view row, float x, Hit hit) {
    const std::vector<std::size_t> stops = cursor_stops(row);
    const auto behind =
        std::ranges::partition_point(stops, [&](std::size_t byte) { return code_x(ui, row, byte) <= x; });
    if (behind == stops.begin()) return 0;
    if (behind == stops.end()) return row.size();
    const bool left = hit == Hit::character || x - code_x(ui, row, behind[-1]) < code_x(ui, row, *behind) - x;
    return left ? behind[-1] : *behind;
}

TextPlace place_at(const Area& area, std::size_t column, ImVec2 point, Hit hit = Hit::gap) {
    const std::size_t last = area.list.count - 1;
    const float rows_down = (point.y - area.origin.y) / area.row_height;
    const std::size_t row = rows_down <= 0 ? 0 : std::min(last, static_cast<std::size_t>(rows_down));
    const float left = area.origin.x + area.list.columns[column].text;
    return {row, byte_at(area.ui, area.texts.selectable(row, column).text, point.x - left, hit)};
}

void press(const Area& area, ImVec2 point) {
    TextSelection& selection = area.ui.selection;
    const bool goes_on = ImGui::GetIO().KeyShift && area.owns_selection();
    const std::size_t column = goes_on ? selection.column : column_at(area, point.x);
    const TextPlace place = place_at(area, column, point);
    if (goes_on) {
        selection.caret = place;
        return;
    }
    selection = area.selection_at(place, column);
    const RowTexts texts = area.column_texts(column);
    const int clicks = ImGui::GetMouseClickedCount(ImGuiMouseButton_Left);
    if (clicks == 2) select_word(selection, place_at(area, column, point, Hit::character), texts(place.row).text);
    if (clicks >= 3) select_line(selection, place.row, area.list.count, texts);
}

/// Moves the selection's end with the mouse; beyond an edge the text moves too.
void drag(const Area& area, ImVec2 point) {
    if (!area.owns_selection() || !ImGui::IsMouseDragging(ImGuiMouseButton_Left)) return;
    area.ui.selection.caret = place_at(area, area.ui.selection.column, point);
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float below = point.y - (corner.y + size.y), above = corner.y - point.y;
    const float beyond = below > 0 ? below : above > 0 ? -above : 0;
    const float right = point.x - (corner.x + size.x), left = corner.x - point.x;
    const float aside = right > 0 ? right : left > 0 ? -left : 0;
    if (beyond == 0 && aside == 0) return;
    ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + beyond * 0.3f, 0.0f, ImGui::GetScrollMaxY()));
    ImGui::SetScrollX(std::clamp(ImGui::GetScrollX() + aside * 0.3f, 0.0f, ImGui::GetScrollMaxX()));
    wake_in(area.ui, 0);
}

/// The menu of the text, asked for with the pointer or the keyboard; it is about a selection, if only an empty one.
void ask_menu(const Area& area, ImVec2 at, TextPlace place, std::size_t column) {
    TextSelection& selection = area.ui.selection;
    if (!area.owns_selection()) selection = area.selection_at(place, column);
    selection.wish = TextWish::menu;
    selection.menu_at = at;
    wake_in(area.ui, 0);
}

void use_mouse(const Area& area) {
    const ImGuiID item = ImGui::GetID("text");
    const ImRect inner = ImGui::GetCurrentWindow()->InnerRect;
    if (!ImGui::ItemAdd(inner, item)) return;
    bool hovered = false, held = false;
    const bool pressed = ImGui::ButtonBehavior(inner, item, &hovered, &held, ImGuiButtonFlags_PressedOnClick);
    if (pressed) ImGui::SetWindowFocus();
    if (area.list.count == 0 || !area.texts.selectable) return;
    if (hovered) ImGui::SetMouseCursor(ImGuiMouseCursor_TextInput);
    const ImVec2 mouse = ImGui::GetMousePos();
    if (hovered && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) {
        const std::size_t column = column_at(area, mouse.x);
        ask_menu(area, mouse, place_at(area, column, mouse), column);
    }
    if (pressed)
        press(area, mouse);
    else if (held)
        drag(area, mouse);
}

/// Where the keys move the selection's end to, if anywhere.
std::optional<TextPlace> moved_by_keys(const Area& area, TextPlace from, const RowTexts& texts) {
    const std::size_t last = area.list.count - 1, page = static_cast<std::size_t>(area.page / area.row_height);
    const float x = code_x(area.ui, texts(from.row).text, from.byte);
    const auto in_row = [&](std::size_t row) {
        return TextPlace{row, byte_at(area.ui, texts(row).text, x + 1, Hit::gap)};
    };
    if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) return next_place(from, area.list.count, texts);
    if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) return previous_place(from, texts);
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) return in_row(std::min(from.row + 1, last));
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) return in_row(from.row - std::min<std::size_t>(from.row, 1));
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) return in_row(std::min(from.row + page, last));
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) return in_row(from.row - std::min(from.row, page));
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) return TextPlace{from.row, 0};
    if (ImGui::IsKeyPressed(ImGuiKey_End)) return TextPlace{from.row, texts(from.row).text.size()};
    return std::nullopt;
}

/// So that the place can be seen.
void scroll_aside(const Area& area, TextPlace place, std::size_t column) {
    const float inside = code_x(area.ui, area.texts.selectable(place.row, column).text, place.byte);
    const auto& columns = area.list.columns;
    const float end =
        column + 1 < columns.size() ? columns[column + 1].begin : ImGui::GetCurrentWindow()->InnerRect.GetWidth();
    const float width = end - columns[column].text - code_width(area.ui) * 2;
    ImGui::SetScrollX(std::max(0.0f, std::min(inside, std::max(ImGui::GetScrollX(), inside - width))));
}

void scroll_to(const Area& area, TextPlace place, std::size_t column) {
    const float top = padding(area.ui.theme) + static_cast<float>(place.row) * area.row_height;
    ImGui::SetScrollY(std::min(top, std::max(ImGui::GetScrollY(), top + area.row_height - area.page)));
    scroll_aside(area, place, column);
}

void extend_by_keys(const Area& area) {
    // From the first row in sight on, where nothing is selected.
    const float hidden = std::max(0.0f, ImGui::GetScrollY() - padding(area.ui.theme));
    const auto first = std::min(area.list.count - 1, static_cast<std::size_t>(hidden / area.row_height));
    TextSelection selection = area.owns_selection() ? area.ui.selection : area.selection_at({first, 0}, 0);
    const auto moved = moved_by_keys(area, selection.caret, area.column_texts(selection.column));
    if (!moved) return;
    selection.caret = *moved;
    area.ui.selection = selection;
    scroll_to(area, *moved, selection.column);
}

void scroll_by_keys(const Area& area) {
    const float step = area.row_height, page = std::max(step, area.page - step), letter = code_width(area.ui);
    const auto by = [](float y) {
        ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + y, 0.0f, ImGui::GetScrollMaxY()));
    };
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) by(step);
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) by(-step);
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) by(page);
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) by(-page);
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) by(-ImGui::GetScrollMaxY());
    if (ImGui::IsKeyPressed(ImGuiKey_End)) by(ImGui::GetScrollMaxY());
    const float aside = (ImGui::IsKeyPressed(ImGuiKey_RightArrow) ? letter * 4 : 0) -
                        (ImGui::IsKeyPressed(ImGuiKey_LeftArrow) ? letter * 4 : 0);
    if (aside != 0) ImGui::SetScrollX(std::clamp(ImGui::GetScrollX() + aside, 0.0f, ImGui::GetScrollMaxX()));
}

void select_everything(const Area& area) {
    TextSelection& selection = area.ui.selection;
    const std::size_t column = area.owns_selection() ? selection.column : 0;
    selection = area.selection_at({}, column);
    select_all(selection, area.list.count, area.column_texts(column));
}

std::string copy_of_selection(const Area& area) {
    const TextSelection& selection = area.ui.selection;
    return replace_bad_utf8(selected_text(selection, area.list.count, area.column_texts(selection.column)));
}

/// What its menu asked for. Returns what is to be copied.
std::optional<std::string> grant_wish(const Area& area) {
    TextSelection& selection = area.ui.selection;
    if (!area.owns_selection() || !area.texts.selectable || selection.wish == TextWish::menu) return std::nullopt;
    const TextWish wish = std::exchange(selection.wish, TextWish::none);
    if (wish == TextWish::select_all) select_everything(area);
    if (wish == TextWish::copy && !selection.empty()) return copy_of_selection(area);
    return std::nullopt;
}

/// Returns what is to be copied.
std::optional<std::string> use_keys(const Area& area, const ImVec4& room) {
    const ImGuiIO& io = ImGui::GetIO();
    TextSelection& selection = area.ui.selection;
    const bool selectable = area.list.count > 0 && area.texts.selectable != nullptr;
    const bool control = io.KeyCtrl || io.KeySuper;
    if (area.owns_selection()) selection.keyboard_in = ImGui::GetFrameCount();
    if (!control && !io.KeyAlt) {
        if (io.KeyShift && selectable)
            extend_by_keys(area);
        else if (!io.KeyShift)
            scroll_by_keys(area);
    }
    if (!selectable) return std::nullopt;
    if (ImGui::IsKeyPressed(ImGuiKey_Menu, false)) ask_menu(area, {room.x, room.y}, {}, 0);
    if (!control) return std::nullopt;
    if (ImGui::IsKeyPressed(ImGuiKey_A, false)) {
        select_everything(area);
        selection.keyboard_in = ImGui::GetFrameCount();
    }
    if (!ImGui::IsKeyPressed(ImGuiKey_C, false) || !area.owns_selection() || selection.empty()) return std::nullopt;
    return copy_of_selection(area);
}

void draw_rows(const Area& area, const ImVec4& room, const std::function<void(const CodeRow&)>& draw) {
    Ui& ui = area.ui;
    const TextSelection& selection = ui.selection;
    const float hidden = std::max(0.0f, ImGui::GetScrollY() - padding(ui.theme));
    const auto first = static_cast<std::size_t>(hidden / area.row_height);
    const std::size_t last =
        std::min(area.list.count, first + static_cast<std::size_t>(area.page / area.row_height) + 2);
    for (std::size_t row = first; row < last; row++) {
        const float y = area.origin.y + static_cast<float>(row) * area.row_height;
        CodeRow at = {
            .index = row, .room = {area.origin.x, y, room.z, y + area.row_height}, .column = selection.column};
        if (area.owns_selection() && area.texts.selectable)
            at.selected = selection.in_row(row, area.texts.selectable(row, selection.column).text.size());
        draw(at);
        if (!area.texts.mirrored) continue;
        ui.mirror.add({.role = Role::text,
                       .name = area.texts.mirrored(row),
                       .rectangle = {room.x, y, width_of(room), area.row_height}});
        ui.mirror.place_last(0, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(area.list.count));
    }
}

} // namespace

std::optional<std::string> code_list(Ui& ui, const CodeList& list, const ImVec4& room, const CodeTexts& texts,
                                     const std::function<void(const CodeRow&)>& draw) {
    const float pad = padding(ui.theme), row_height = code_row_height(ui.theme);
    ImGui::SetCursorScreenPos({room.x, room.y});
    const auto [stop, focused] =
        begin_key_area(ui, list.id, {width_of(room), height_of(room)},
                       list.width > 0 ? ImGuiWindowFlags_HorizontalScrollbar : ImGuiWindowFlags_None, "code");
    ui.mirror.add({.id = stop,
                   .role = texts.mirrored ? Role::group : Role::text,
                   .states = static_cast<std::uint16_t>(focused ? state_focused : 0),
                   .total = static_cast<std::uint32_t>(texts.mirrored ? list.count : 0),
                   .name = list.name,
                   .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    ui.mirror.open();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const float page = ImGui::GetCurrentWindow()->InnerRect.GetHeight();
    const Area area = {.ui = ui,
                       .list = list,
                       .texts = texts,
                       .id = ImGui::GetCurrentWindow()->ID,
                       .origin = {corner.x, corner.y + pad},
                       .row_height = row_height,
                       .page = page};
    if (list.reveal < list.count) {
        ImGui::SetScrollY(std::max(0.0f, static_cast<float>(list.reveal) * row_height - page / 3));
        if (list.width > 0 && texts.selectable) scroll_aside(area, {list.reveal, list.reveal_byte}, list.reveal_column);
    }
    use_mouse(area);
    std::optional<std::string> copied = grant_wish(area);
    if (focused && !ImGui::GetIO().WantTextInput)
        if (auto by_keys = use_keys(area, room)) copied = std::move(by_keys);
    draw_rows(area, room, draw);
    draw_focus(ui, room, {.focused = focused});
    ui.mirror.close();
    ImGui::SetCursorScreenPos(corner);
    ImGui::Dummy({list.width, 2 * pad + row_height * static_cast<float>(list.count)});
    ImGui::EndChild();
    return copied;
}

} // namespace strata::ui

#include "web/ui/row_list.hpp"

#include "core/base/ascii.hpp"
#include "web/ui/key_area.hpp"

#include <algorithm>
#include <imgui_internal.h>
#include <utility>

namespace strata::ui {

namespace {

struct Window {
    std::size_t first = 0, last = 0; ///< rows in sight
    std::size_t page = 1;            ///< rows that fit
};

Window rows_in_sight(float scroll, float height, float row, std::size_t count) {
    const auto first = static_cast<std::size_t>(std::max(0.0f, scroll / row));
    const auto page = std::max<std::size_t>(1, static_cast<std::size_t>(height / row));
    return {.first = std::min(first, count), .last = std::min(count, first + page + 2), .page = page};
}

/// Where the keyboard wants to go, if anywhere.
std::optional<std::size_t> moved_by_keys(const RowListOptions& options, std::size_t page) {
    if (options.count == 0) return std::nullopt;
    const std::size_t last = options.count - 1;
    const std::size_t at = options.selected;
    const bool none = at == no_row || at > last;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) return none ? 0 : std::min(at + 1, last);
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) return none ? last : at - std::min<std::size_t>(at, 1);
    if (ImGui::IsKeyPressed(ImGuiKey_Home)) return 0;
    if (ImGui::IsKeyPressed(ImGuiKey_End)) return last;
    if (ImGui::IsKeyPressed(ImGuiKey_PageDown)) return none ? std::min(page, last) : std::min(at + page, last);
    if (ImGui::IsKeyPressed(ImGuiKey_PageUp)) return none ? 0 : at - std::min(at, page);
    return std::nullopt;
}

constexpr double typing_pause = 0.9; // seconds: what is typed later is a new name

void take_letters(Ui& ui, ImGuiID list, RowListUse& use) {
    const ImGuiIO& io = ImGui::GetIO();
    std::string letters;
    for (const ImWchar letter : io.InputQueueCharacters)
        if (letter > ' ') {
            char bytes[5] = {};
            ImTextCharToUtf8(bytes, letter);
            letters += bytes;
        }
    if (letters.empty()) return;
    Ui::Typed& typed = ui.typed;
    const double now = ImGui::GetTime();
    use.typed_more = typed.list == list && now - typed.time < typing_pause;
    if (!use.typed_more) typed.letters.clear();
    typed.list = list;
    typed.time = now;
    typed.letters += letters;
    use.typed = typed.letters;
}

void use_keys(Ui& ui, const RowListOptions& options, std::size_t page, RowListUse& use) {
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl || io.KeyAlt || io.KeySuper) return;
    if (const auto row = moved_by_keys(options, page)) {
        use.selected = row;
        ui.typed = {}; // what is typed from here on is a new name
    }
    if (options.selected >= options.count) return;
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false)) use.activated = options.selected;
    if (ImGui::IsKeyPressed(ImGuiKey_RightArrow)) use.opened = options.selected;
    if (ImGui::IsKeyPressed(ImGuiKey_LeftArrow)) use.closed = options.selected;
    if (ImGui::IsKeyPressed(ImGuiKey_Menu, false)) use.context = options.selected;
}

/// Whether the keyboard comes here from a field above; then it has it from this frame on.
bool takes_keyboard(Ui& ui) {
    if (ui.leaving.frame != ImGui::GetFrameCount() || ui.leaving.window != ImGui::GetCurrentWindow()->ID) return false;
    ui.leaving.frame = -1;
    return true;
}

void scroll_to(std::size_t row, float row_height, float height) {
    const float top = static_cast<float>(row) * row_height, scroll = ImGui::GetScrollY();
    if (top < scroll)
        ImGui::SetScrollY(top);
    else if (top + row_height > scroll + height)
        ImGui::SetScrollY(top + row_height - height);
}

/// Notes that keys may have changed what is selected: whoever shows the list says so in a later frame.
void note_keys(Ui& ui, ImGuiID list, const RowListOptions& options, const RowListUse& use) {
    constexpr int frames = 3;
    if (!use.typed.empty() || use.opened || use.closed || use.activated)
        ui.acted = {.list = list, .selected = options.selected, .until = ImGui::GetFrameCount() + frames};
}

/// Whether the keyboard led to another row by what note_keys saw.
bool led_elsewhere(Ui& ui, ImGuiID list, std::size_t selected) {
    if (ui.acted.list != list || ui.acted.selected == selected) return false;
    ui.acted.list = 0;
    return ImGui::GetFrameCount() <= ui.acted.until;
}

/// Whoever uses a row gives its list the keyboard.
void use_touch(const Touch& touch, std::size_t row, RowListUse& use) {
    // A double click has chosen its row with its first half; its second may have led away from it.
    const bool second_half =
        ImGui::IsMouseReleased(ImGuiMouseButton_Left) && ImGui::GetIO().MouseClickedLastCount[0] == 2;
    if (touch.pressed && !second_half) use.selected = use.pressed = row;
    if (touch.doubled) use.activated = row;
    if (touch.context) {
        use.context = use.selected = row;
        ImGui::ClearActiveID(); // a field that is written in
    }
    if (touch.hovered) use.hovered = row;
    if (use.pressed == row || touch.context) ImGui::SetWindowFocus();
}

/// The child window that the list is in.
ImVec4 room_of_list() {
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    return {corner.x, corner.y, corner.x + size.x, corner.y + size.y};
}

void mirror_list(Ui& ui, const RowListOptions& options, ImGuiID id, bool focused) {
    const ImVec4 room = room_of_list();
    ui.mirror.add({.id = id,
                   .role = options.role,
                   .states = static_cast<std::uint16_t>(focused ? state_focused : 0),
                   .total = static_cast<std::uint32_t>(options.count),
                   .name = std::string(options.name),
                   .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
}

} // namespace

RowListUse row_list(Ui& ui, const RowListOptions& options, const std::function<void(std::size_t, const ImVec4&)>& draw,
                    const std::function<RowWords(std::size_t)>& words) {
    const Theme& theme = ui.theme;
    const float row_height = options.row_height > 0 ? options.row_height : theme.row;
    RowListUse use;
    ImGui::PushID(options.id.data(), options.id.data() + options.id.size());
    const bool entered = takes_keyboard(ui);
    if (entered || options.take_focus) ui.mirror.focus(ImGui::GetID("rows##keys"));
    const auto [list_id, focused] = begin_key_area(ui, "rows", {0, options.height});
    const ImVec2 origin = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, height = ImGui::GetWindowHeight();
    const Window sight = rows_in_sight(ImGui::GetScrollY(), height, row_height, options.count);
    mirror_list(ui, options, list_id, focused);
    ui.mirror.open();
    for (std::size_t row = sight.first; row < sight.last; row++) {
        const float y = origin.y + static_cast<float>(row) * row_height;
        const ImVec4 room = {origin.x, y, origin.x + width, y + row_height};
        const bool selected = row == options.selected;
        RowWords said = words(row);
        ImGui::SetCursorScreenPos({room.x, room.y});
        ImGui::PushID(static_cast<int>(row));
        const Touch touch = press_area(ui, "row", {room.x, room.y, room.z - options.widgets_width, room.w},
                                       options.role == Role::list ? Role::option : Role::row, said.name,
                                       said.states | (selected ? state_selected : 0));
        ui.mirror.place_last(said.level, static_cast<std::uint32_t>(row + 1), static_cast<std::uint32_t>(options.count),
                             std::move(said.details));
        ImGui::PopID();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (selected || touch.hovered)
            list.AddRectFilled({room.x, room.y}, {room.z, room.w},
                               selected ? theme.colours.selected : theme.colours.hovered);
        draw(row, room);
        if (selected) draw_focus(ui, room, {.focused = focused});
        use_touch(touch, row, use);
    }
    ui.mirror.close();
    if (options.selected >= options.count) draw_focus(ui, room_of_list(), {.focused = focused});
    ImGui::SetCursorScreenPos({origin.x, origin.y + row_height * static_cast<float>(options.count)});
    ImGui::Dummy({0, 0});
    if (entered && options.count > 0 && (ui.leaving.to_first || options.selected >= options.count)) {
        use.selected = options.first_found ? options.first_found() : 0;
    } else if (focused && !entered && !ImGui::GetIO().WantTextInput) {
        use_keys(ui, options, sight.page, use);
        take_letters(ui, list_id, use);
        note_keys(ui, list_id, options, use);
    }
    const bool led = led_elsewhere(ui, list_id, options.selected);
    if (focused && ImGui::IsKeyPressed(ImGuiKey_C, false) && options.role != Role::tree &&
        options.selected < options.count) {
        RowWords said = words(options.selected);
        ui.row_to_copy = said.details.empty() ? std::move(said.name) : said.name + '\t' + said.details;
    }
    if (use.selected && *use.selected != options.selected)
        scroll_to(*use.selected, row_height, height);
    else if ((led || options.reveal_selected) && options.selected < options.count)
        scroll_to(options.selected, row_height, height);
    ImGui::EndChild();
    ImGui::PopID();
    return use;
}

float tree_indent(const Theme& theme, std::uint32_t depth, float width) {
    const float even = theme.px(18) * static_cast<float>(depth - 1);
    const float most = std::max(0.0f, width - theme.px(80)), half = most / 2;
    return even <= half ? even : most - half * half / even; // goes on as steeply as it came, and never gets there
}

std::optional<std::size_t> typed_row(const RowListUse& use, std::size_t selected, std::size_t count,
                                     const std::function<std::string_view(std::size_t)>& name) {
    if (use.typed.empty() || count == 0) return std::nullopt;
    const std::size_t from = selected < count ? selected : count - 1;
    const auto begins = [&](std::string_view row) {
        return equal_ignoring_case(row.substr(0, use.typed.size()), use.typed);
    };
    for (std::size_t step = use.typed_more ? 0 : 1, last = step + count; step < last; step++)
        if (const std::size_t row = (from + step) % count; begins(name(row))) return row;
    return std::nullopt;
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/views.hpp"

#include <algorithm>
#include <span>

namespace strata::ui {

namespace {

/// Whether what it changed and removed is known: all layers below it are read.
bool is_counted(const OpenImage& image, std::uint32_t index) {
    return std::ranges::none_of(std::span(image.layers).first(index), [](const LayerSlot& below) {
        return below.stage == Stage::waiting || below.stage == Stage::reading;
    });
}

/// Why the layer can't be trusted, in the place of what it did.
std::string layer_trouble(const LayerSlot& slot) {
    if (slot.proof == LayerSlot::Proof::wrong) return "does not match its digest";
    if (!slot.layer || slot.layer->problems.empty()) return {};
    return printable(slot.layer->problems.front().message);
}

/// One layer of the stack: number, instruction, size; below it a bar and what it added, changed and removed.
void draw_layer(const Screen& screen, std::uint32_t index, std::uint64_t largest, const ImVec4& room) {
    const Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Colours& colours = theme.colours;
    const LayerSlot& slot = screen.image->layers[index];
    const float digits = text_extent(ui, Face::mono, text(screen.image->layers.size())).x;
    const float left = room.x + theme.padding, right = room.z - theme.padding,
                number = left + std::max(theme.px(18), digits + 1), words = number + theme.gap;
    const ImVec4 first = {words, room.y + theme.px(7), right, room.y + theme.px(27)};
    const ImVec4 second = {words, room.y + theme.px(28), right, room.y + theme.px(44)};
    if (index > 0) draw_line(ui, {room.x, room.y}, {room.z, room.y}, colours.row_line);
    if (index == screen.state.layer)
        ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.x + theme.px(3), room.w}, colours.accent);
    draw_text(ui, {left, first.y, number, first.w}, {.face = Face::mono, .colour = colours.faint}, text(index + 1),
              Align::right);
    const std::string size = slot.layer ? human_size(slot.layer->file_bytes) : "";
    const float size_width = std::max(text_extent(ui, Face::sans, size).x, theme.px(8)) + theme.gap;
    draw_text(ui, {words, first.y, right - size_width, first.w}, {.face = Face::mono},
              layer_title(screen.image->record, index));
    draw_text(ui, first, {}, size, Align::right);
    const float middle = (second.y + second.w) / 2;
    if (slot.stage == Stage::failed && !slot.layer)
        return draw_text(ui, second, {.face = Face::small, .colour = colours.removed}, slot.failure);
    if (slot.stage == Stage::reading || slot.stage == Stage::waiting) {
        const float part = slot.total ? static_cast<float>(double(slot.done) / double(slot.total)) : 0;
        return draw_bar(ui, {words, middle - theme.px(1), right, middle + theme.px(1)}, part, colours.accent);
    }
    if (const std::string trouble = layer_trouble(slot); !trouble.empty())
        return draw_text(
            ui, second,
            {.face = Face::small, .colour = slot.proof == LayerSlot::Proof::wrong ? colours.removed : colours.changed},
            trouble);
    const Totals& counts = screen.derived.counts(*screen.image, index);
    float x = right;
    const auto put = [&](const std::string& label, ImU32 colour) {
        const float width = text_extent(ui, Face::small, label).x;
        draw_text(ui, {x - width, second.y, x + 1, second.w}, {.face = Face::small, .colour = colour}, label);
        x -= width + theme.px(5);
    };
    if (is_counted(*screen.image, index)) {
        put(text("−", grouped(counts.removed)), colours.removed);
        put(text("~", grouped(counts.changed)), colours.changed);
        put(text("+", grouped(counts.added)), colours.added);
    } else {
        put("…", colours.faint);
    }
    const float part = largest ? static_cast<float>(double(slot.layer->file_bytes) / double(largest)) : 0;
    draw_bar(ui, {words, middle - theme.px(2), x - theme.px(5), middle + theme.px(2)}, part, colours.accent);
}

RowWords words_of(const Screen& screen, std::uint32_t index) {
    const LayerSlot& slot = screen.image->layers[index];
    std::string name = text("Layer ", index + 1, ": ", layer_title(screen.image->record, index));
    if (slot.layer) name += text(", ", human_size(slot.layer->file_bytes));
    if (slot.stage == Stage::reading) name += ", being read";
    if (slot.stage == Stage::failed) name += text(", ", slot.failure);
    if (const std::string trouble = layer_trouble(slot); !trouble.empty()) name += text(", ", trouble);
    return {.name = std::move(name), .states = 0, .level = 0};
}

} // namespace

void draw_layers(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    ImGui::SetCursorScreenPos({corner.x + theme.padding, corner.y + theme.px(10)});
    heading(ui, "Layers");
    constexpr std::string_view scopes[] = {"This layer", "Image up to here"};
    const float scopes_width =
        text_extent(ui, Face::small, scopes[0]).x + text_extent(ui, Face::small, scopes[1]).x + theme.px(38);
    ImGui::SetCursorScreenPos({corner.x + size.x - theme.padding - scopes_width, corner.y + theme.px(10)});
    if (const auto scope = segments(ui, "What the files show", scopes, screen.state.scope == Scope::this_layer ? 0 : 1))
        commands.add(ShowScope{*scope == 0 ? Scope::this_layer : Scope::up_to_here});
    std::uint64_t largest = 0;
    for (const LayerSlot& slot : screen.image->layers)
        if (slot.layer) largest = std::max(largest, slot.layer->file_bytes);
    const float top = theme.px(44), foot = theme.px(104);
    // On a low window the stack counts more than what is said of one layer.
    const float details = size.y > theme.px(520) ? layer_details_height(screen) : 0, bottom = foot + details;
    ImGui::SetCursorScreenPos({corner.x, corner.y + top});
    const RowListUse use = row_list(
        ui,
        {.id = "layers",
         .name = "Layers",
         .count = screen.image->layers.size(),
         .selected = screen.state.layer,
         .row_height = theme.px(52),
         .height = size.y - top - bottom,
         .reveal_selected = screen.state.reveal},
        [&](std::size_t row, const ImVec4& room) {
            draw_layer(screen, static_cast<std::uint32_t>(row), largest, room);
        },
        [&](std::size_t row) { return words_of(screen, static_cast<std::uint32_t>(row)); });
    if (use.selected) commands.add(ShowLayer{static_cast<std::uint32_t>(*use.selected)});
    if (use.activated) commands.add(ShowView{View::files});
    const float end = corner.y + size.y;
    if (details > 0) draw_layer_details(screen, commands, {corner.x, end - bottom, corner.x + size.x, end - foot});
    draw_waste_summary(screen, commands, {corner.x, end - foot, corner.x + size.x, end});
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/compare.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

std::string layer_words(const OpenImage& image, std::uint32_t layer) {
    return text(layer + 1, ' ', layer_title(image.record, layer));
}

/// One side of a pair: a box with the layer's number and instruction, or a dashed place for none.
void draw_box(const Ui& ui, const ImVec4& room, ImU32 edge, std::string_view words, bool there) {
    const Theme& theme = ui.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (!there) return;
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.raised, theme.px(5));
    list.AddRect({room.x, room.y}, {room.z, room.w}, theme.colours.line, theme.px(5));
    list.AddRectFilled({room.x, room.y}, {room.x + theme.px(3), room.w}, edge, theme.px(5),
                       ImDrawFlags_RoundCornersLeft);
    draw_text(ui, inset(room, theme.px(10), 0), {.face = Face::small_mono}, words);
}

void draw_pair(const Screen& screen, const LayerRow& row, const ImVec4& room) {
    const Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImU32 colour = match_colour(theme.colours, row.match);
    const float middle = (room.x + room.z) / 2, gap = theme.px(13);
    const float top = room.y + theme.px(2), bottom = room.w - theme.px(2);
    const bool in_a = row.a != no_index, in_b = row.b != no_index;
    draw_box(ui, {room.x + theme.padding, top, middle - gap, bottom}, colour,
             in_a ? layer_words(*screen.against, row.a) : "", in_a);
    draw_box(ui, {middle + gap, top, room.z - theme.padding, bottom}, colour,
             in_b ? layer_words(*screen.image, row.b) : "", in_b);
    draw_text(ui, {middle - gap, top, middle + gap, bottom}, {.face = Face::mono, .colour = colour},
              match_mark(row.match), Align::centre);
}

std::string pair_name(const Screen& screen, const LayerRow& row) {
    std::string name;
    if (row.a != no_index) name += text("A ", layer_words(*screen.against, row.a));
    name += text(name.empty() ? "" : " ", match_mark(row.match), ' ');
    if (row.b != no_index) name += text("B ", layer_words(*screen.image, row.b));
    return text(name, row.b == no_index ? "" : ", ", match_words(row));
}

void use_pair(const std::vector<LayerRow>& rows, const RowListUse& use, Commands& commands) {
    if (use.selected && rows[*use.selected].b != no_index) commands.add(ShowLayer{rows[*use.selected].b});
    if (use.activated) commands.add(ShowView{View::layers});
}

std::size_t row_of_layer(const std::vector<LayerRow>& rows, std::uint32_t layer) {
    const auto found = std::ranges::find(rows, layer, &LayerRow::b);
    return found == rows.end() ? no_row : static_cast<std::size_t>(found - rows.begin());
}

/// The settings that differ, each its name and below it the values.
void draw_settings(const Screen& screen, Commands& commands, const std::vector<SettingRow>& settings,
                   const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    ImGui::SetCursorScreenPos({room.x + theme.padding, room.y + theme.px(10)});
    heading(ui, "Settings");
    if (settings.empty()) {
        ImGui::SetCursorScreenPos({room.x + theme.padding, room.y + theme.px(40)});
        return label(ui, {.face = Face::small, .colour = theme.colours.dim}, "No setting differs.");
    }
    ImGui::SetCursorScreenPos({room.x, room.y + theme.px(38)});
    const RowListUse use = row_list(
        ui,
        {.id = "settings-left",
         .name = "Changed settings",
         .count = settings.size(),
         .row_height = theme.px(44),
         .height = height_of(room) - theme.px(38)},
        [&](std::size_t row, const ImVec4& at) {
            const SettingRow& setting = settings[row];
            const ImVec4 first = {at.x + theme.padding, at.y + theme.px(2), at.z - theme.padding, at.y + theme.px(22)};
            draw_text(ui, first, {.face = Face::mono, .colour = theme.colours.dim}, setting_name(setting));
            draw_text(ui, {first.x, first.w, first.z, at.w - theme.px(2)},
                      {.face = Face::mono, .colour = change_colour(theme.colours, setting.change)},
                      setting_values(setting));
        },
        [&](std::size_t row) {
            return RowWords{.name = text(setting_name(settings[row]), ": ", setting_values(settings[row]))};
        });
    if (!use.selected) return;
    commands.add(ShowView{View::config});
    commands.add(SetSearch{});
    commands.add(SelectSetting{static_cast<std::uint32_t>(*use.selected)});
}

/// Two lines in the centre: the pair, what made it, why it differs, and the sizes.
void draw_wide_pair(const Screen& screen, const LayerRow& row, const ImVec4& room) {
    const Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImU32 colour = match_colour(theme.colours, row.match);
    const bool in_a = row.a != no_index, in_b = row.b != no_index;
    draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, theme.colours.row_line);
    const float left = room.x + theme.padding, b = left + theme.px(36), mark = b + theme.px(36),
                words = mark + theme.px(24), right = room.z - theme.padding, sizes = right - theme.px(190);
    const float top = room.y + theme.px(5), middle = top + theme.px(20), bottom = middle + theme.px(18);
    const TextStyle number = {.face = Face::mono, .colour = theme.colours.faint};
    draw_text(ui, {left, top, b - theme.gap, middle}, number, in_a ? text(row.a + 1) : "", Align::right);
    draw_text(ui, {b, top, mark - theme.gap, middle}, number, in_b ? text(row.b + 1) : "", Align::right);
    draw_text(ui, {mark, top, words, middle}, {.face = Face::mono, .colour = colour}, match_mark(row.match));
    draw_text(ui, {words, top, sizes - theme.gap, middle}, {.face = Face::mono},
              in_b ? layer_title(screen.image->record, row.b) : layer_title(screen.against->record, row.a));
    draw_text(ui, {words, middle, right, bottom}, {.face = Face::small, .colour = theme.colours.dim}, match_words(row));
    const auto size = [](const OpenImage& image, std::uint32_t layer) {
        return image.layers[layer].layer ? human_size(image.layers[layer].layer->file_bytes) : std::string("not read");
    };
    std::string sizes_text = in_a ? size(*screen.against, row.a) : size(*screen.image, row.b);
    if (in_a && in_b && size(*screen.image, row.b) != sizes_text) sizes_text += text(" → ", size(*screen.image, row.b));
    draw_text(ui, {sizes, top, right, middle}, {.face = Face::mono}, sizes_text, Align::right);
}

} // namespace

void draw_aligned_layers(const Screen& screen, Commands& commands) {
    if (!can_compare(screen)) return draw_layers(screen, commands);
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const Comparison& comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state);
    const std::vector<LayerRow>& rows = comparison.diff().layers.rows;
    ImGui::SetCursorScreenPos({corner.x + theme.padding, corner.y + theme.px(8)});
    heading(ui, "Layers");
    const float top = theme.px(36), row_height = theme.px(34);
    const float height = std::min(row_height * static_cast<float>(rows.size()), (size.y - top) * 0.6f);
    ImGui::SetCursorScreenPos({corner.x, corner.y + top});
    const RowListUse use = row_list(
        ui,
        {.id = "pairs",
         .name = "Layers of A and B",
         .count = rows.size(),
         .selected = row_of_layer(rows, screen.state.layer),
         .row_height = row_height,
         .height = std::max(height, row_height)},
        [&](std::size_t row, const ImVec4& room) { draw_pair(screen, rows[row], room); },
        [&](std::size_t row) { return RowWords{.name = pair_name(screen, rows[row])}; });
    if (use.selected) commands.add(ShowView{View::layers});
    use_pair(rows, use, commands);
    draw_settings(screen, commands, comparison.settings(),
                  {corner.x, corner.y + top + height + theme.gap, corner.x + size.x, corner.y + size.y});
}

void draw_layer_pairs(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float top = corner.y + theme.tab_bar;
    if (!can_compare(screen))
        return draw_comparison_awaited(screen, {corner.x, top, corner.x + size.x, corner.y + size.y});
    const std::vector<LayerRow>& rows =
        screen.derived.comparison(*screen.against, *screen.image, screen.state).diff().layers.rows;
    ImGui::SetCursorScreenPos({corner.x, top});
    const RowListUse use = row_list(
        ui,
        {.id = "wide-pairs",
         .name = "Layers compared",
         .role = Role::table,
         .count = rows.size(),
         .selected = row_of_layer(rows, screen.state.layer),
         .row_height = theme.px(50),
         .height = size.y - theme.tab_bar},
        [&](std::size_t row, const ImVec4& room) { draw_wide_pair(screen, rows[row], room); },
        [&](std::size_t row) { return RowWords{.name = pair_name(screen, rows[row])}; });
    use_pair(rows, use, commands);
}

} // namespace strata::ui

#include "core/base/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/views.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

struct Columns {
    float name, tag, size, trend, efficiency, created, end;
};

Columns make_columns(const Theme& theme, const ImVec4& room) {
    const float pad = theme.px(12), width = width_of(room);
    return {.name = room.x + pad,
            .tag = room.x + width * 0.21f,
            .size = room.x + width * 0.36f,
            .trend = room.x + width * 0.48f,
            .efficiency = room.x + width * 0.68f,
            .created = room.x + width * 0.88f,
            .end = room.z - pad};
}

void draw_trend(const Ui& ui, const ImVec4& room, const std::vector<std::uint64_t>& sizes) {
    if (sizes.size() < 2) return;
    const auto [low, high] = std::ranges::minmax(sizes);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < sizes.size(); i++) {
        const float x = room.x + width_of(room) * static_cast<float>(i) / static_cast<float>(sizes.size() - 1);
        const float y = high == low ? 0.5f : 1 - static_cast<float>(sizes[i] - low) / static_cast<float>(high - low);
        list.PathLineTo({x, room.y + height_of(room) * y});
    }
    list.PathStroke(ui.theme.colours.accent, 0, ui.theme.px(1.5f));
}

std::string percent(double ratio) {
    const auto tenths = static_cast<int>(ratio * 1000 + 0.5);
    return text(tenths / 10, '.', tenths % 10, " %");
}

std::string megabytes(std::uint64_t bytes) { return text((bytes + 500'000) / 1'000'000, " MB"); }

void draw_entry(const Ui& ui, const CatalogEntry& entry, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const Columns at = make_columns(theme, room);
    const float gap = theme.px(12);
    draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.row_line);
    draw_text(ui, {at.name, room.y, at.tag - gap, room.w}, {.face = Face::mono}, entry.name);
    draw_text(ui, {at.tag, room.y, at.size, room.w}, {.face = Face::mono}, entry.tag);
    if (entry.bytes) draw_text(ui, {at.size, room.y, at.trend - gap, room.w}, {}, megabytes(entry.bytes), Align::right);
    draw_trend(ui, {at.trend + gap, room.y + theme.px(10), at.efficiency - theme.px(20), room.w - theme.px(10)},
               entry.sizes);
    if (entry.efficiency >= 0)
        draw_text(ui, {at.efficiency, room.y, at.created - gap, room.w}, {}, percent(entry.efficiency), Align::right);
    draw_text(ui, {at.created, room.y, at.end, room.w}, {.colour = theme.colours.dim},
              std::string_view(entry.created).substr(0, 10));
}

} // namespace

void draw_catalog(const Screen& screen, Commands& commands, ImVec4 room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Columns at = make_columns(theme, room);
    ImGui::SetCursorScreenPos({at.name, room.y + theme.px(3)});
    heading(ui, screen.catalog.title.empty() ? "Team images" : screen.catalog.title);
    std::string wanted = screen.state.search;
    ImGui::SetCursorScreenPos({at.end - theme.px(240), room.y});
    if (field(ui, wanted,
              {.id = "catalog-filter", .name = "Filter the team images", .hint = "Filter", .width = theme.px(240)}))
        commands.add(SetSearch{wanted});
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < screen.catalog.entries.size(); i++)
        if (text(screen.catalog.entries[i].name, ':', screen.catalog.entries[i].tag).find(screen.state.search) !=
            std::string::npos)
            shown.push_back(i);
    const float top = room.y + theme.px(40), head = theme.px(24);
    const auto title = [&](float from, float to, std::string_view words, Align align) {
        draw_text(ui, {from, top, to, top + head}, {.face = Face::small, .colour = theme.colours.dim}, words, align);
    };
    const float gap = theme.px(12);
    title(at.name, at.tag, "Image", Align::left);
    title(at.tag, at.size, "Tag", Align::left);
    title(at.size, at.trend - gap, "Size", Align::right);
    title(at.trend + gap, at.efficiency, "Last tags", Align::left);
    title(at.efficiency, at.created - gap, "Efficiency", Align::right);
    title(at.created, at.end, "Created", Align::left);
    ImGui::SetCursorScreenPos({room.x, top + head});
    ImGui::BeginChild("catalog", {width_of(room), room.w - top - head}, ImGuiChildFlags_NavFlattened);
    const RowListUse use = row_list(
        ui,
        {.id = "images", .name = "Team images", .role = Role::table, .count = shown.size(), .row_height = theme.px(38)},
        [&](std::size_t row, const ImVec4& place) { draw_entry(ui, screen.catalog.entries[shown[row]], place); },
        [&](std::size_t row) {
            const CatalogEntry& entry = screen.catalog.entries[shown[row]];
            return RowWords{.name = text(entry.name, ':', entry.tag), .states = 0, .level = 0};
        });
    if (use.selected) commands.add(OpenCatalogEntry{shown[*use.selected]});
    ImGui::EndChild();
}

} // namespace strata::ui

#include "core/base/ascii.hpp"
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/views.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

struct Columns {
    float name, tag, size, trend, efficiency, created, compare, end; ///< left edges, pixels
    bool all;                                                        ///< else trend, efficiency and age have no room
};

Columns make_columns(const Ui& ui, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const float pad = theme.px(12), width = width_of(room), compare = room.z - pad - theme.px(72);
    if (width < theme.px(560))
        return {.name = room.x + pad,
                .tag = room.x + width * 0.36f,
                .size = room.x + width * 0.52f,
                .trend = compare,
                .efficiency = compare,
                .created = compare,
                .compare = compare,
                .end = room.z - pad,
                .all = false};
    // Whatever is older than some weeks has its whole date.
    const float date = text_extent(ui, Face::sans, "2000-00-00").x + theme.px(2);
    return {.name = room.x + pad,
            .tag = room.x + width * 0.24f,
            .size = room.x + width * 0.38f,
            .trend = room.x + width * 0.49f,
            .efficiency = room.x + width * 0.64f,
            .created = compare - pad - date,
            .compare = compare,
            .end = room.z - pad,
            .all = true};
}

/// The rows of the table: each image with its newest tag, and all tags of those that are open.
struct Shown {
    const Screen& screen;
    std::vector<CatalogPlace> rows;

    [[nodiscard]] const CatalogImage& image(std::size_t row) const { return screen.catalog.images[rows[row].image]; }
    [[nodiscard]] const CatalogTag& tag(std::size_t row) const { return image(row).tags[rows[row].tag]; }
    [[nodiscard]] std::string title(std::size_t row) const { return printable(catalog_title(image(row), tag(row))); }
    [[nodiscard]] bool is_open(std::size_t row) const {
        return screen.state.catalog.open.contains(rows[row].image) || !screen.state.catalog.search.empty();
    }
};

Shown find_rows(const Screen& screen) {
    Shown shown{.screen = screen, .rows = {}};
    const CatalogChoice& choice = screen.state.catalog;
    for (std::size_t image = 0; image < screen.catalog.images.size(); image++) {
        const CatalogImage& one = screen.catalog.images[image];
        for (std::size_t tag = 0; tag < one.tags.size(); tag++) {
            const bool wanted = holds_text(catalog_title(one, one.tags[tag]), choice.search) ||
                                holds_text(one.tags[tag].note, choice.search);
            if (choice.search.empty() ? tag == 0 || choice.open.contains(image) : wanted)
                shown.rows.push_back({image, tag});
        }
    }
    return shown;
}

/// A line through the sizes, oldest first.
void draw_trend(const Ui& ui, const ImVec4& room, const std::vector<std::uint64_t>& sizes) {
    if (sizes.size() < 2) return;
    const auto [low, high] = std::ranges::minmax(sizes);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < sizes.size(); i++) {
        const float x = room.x + width_of(room) * static_cast<float>(i) / static_cast<float>(sizes.size() - 1);
        // Growth of a few percent stays a gentle slope: the scale spans at least a fifth of the size.
        const double span = std::max(double(high - low), double(high) * 0.2);
        const double y = 0.5 - (double(sizes[i]) - (double(high) + double(low)) / 2) / span;
        list.PathLineTo({x, room.y + height_of(room) * static_cast<float>(y)});
    }
    list.PathStroke(ui.theme.colours.accent, 0, ui.theme.px(1.5f));
}

std::string percent(double ratio) {
    const auto tenths = static_cast<int>(std::clamp(ratio, 0.0, 1.0) * 1000 + 0.5);
    return text(tenths / 10, '.', tenths % 10, " %");
}

/// The size of a tag against those before it: "61.2 MB → 70 MB over 12 tags".
std::string trend_words(const CatalogImage& image) {
    if (image.sizes.size() < 2) return {};
    return text(human_size(image.sizes.front()), " → ", human_size(image.sizes.back()), " over ", image.sizes.size(),
                " tags");
}

void draw_compare_button(const Shown& shown, Commands& commands, std::size_t row, const ImVec4& room) {
    Ui& ui = shown.screen.ui;
    const Theme& theme = ui.theme;
    const CatalogPlace place = shown.rows[row];
    const std::optional<CatalogPlace>& first = shown.screen.state.catalog.compared;
    const bool chosen = first == place;
    const std::string_view words = chosen ? "Chosen" : first ? "Compare" : "Compare…";
    const float height = theme.px(24), middle = (room.y + room.w) / 2;
    const ImVec4 box = {room.x, middle - height / 2, room.z, middle + height / 2};
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::PushID(static_cast<int>(row));
    const std::string name = chosen  ? text("Do not compare ", shown.title(row))
                             : first ? text("Compare with ", shown.title(row))
                                     : text("Compare ", shown.title(row), " with another");
    const Touch touch = press_area(ui, "compare", box, Role::button, name, chosen ? state_checked : 0);
    ImGui::PopID();
    const bool strong = chosen || first || touch.hovered || touch.focused;
    if (chosen || touch.hovered || touch.focused)
        ImGui::GetWindowDrawList()->AddRectFilled({box.x, box.y}, {box.z, box.w},
                                                  chosen ? theme.colours.selected : theme.colours.raised, theme.radius);
    draw_text(ui, box, {.face = Face::small, .colour = strong ? theme.colours.accent : theme.colours.faint}, words,
              Align::centre);
    if (!touch) return;
    if (first && !chosen)
        commands.add(OpenCatalogEntry{place});
    else
        commands.add(CompareCatalogEntry{place});
}

void draw_entry(const Shown& shown, Commands& commands, std::size_t row, const ImVec4& room) {
    Ui& ui = shown.screen.ui;
    const Theme& theme = ui.theme;
    const Columns at = make_columns(ui, room);
    const CatalogImage& image = shown.image(row);
    const CatalogTag& tag = shown.tag(row);
    const float gap = theme.px(12);
    const bool first = row == 0 || shown.rows[row - 1].image != shown.rows[row].image;
    if (first) draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.row_line);
    float name = at.name;
    if (image.tags.size() > 1 && first && shown.screen.state.catalog.search.empty()) {
        draw_icon(ui, {name - theme.px(6), room.y, name + theme.px(10), room.w},
                  shown.is_open(row) ? Icon::chevron_down : Icon::chevron_right, theme.colours.faint);
        name += theme.px(14);
    }
    if (first) draw_text(ui, {name, room.y, at.tag - gap, room.w}, {.face = Face::mono}, printable(image.name));
    draw_text(ui, {at.tag, room.y, at.size, room.w}, {.face = Face::mono}, printable(tag.tag));
    if (tag.bytes) draw_text(ui, {at.size, room.y, at.trend - gap, room.w}, {}, human_size(tag.bytes), Align::right);
    if (first && at.all)
        draw_trend(ui, {at.trend + gap, room.y + theme.px(11), at.efficiency - theme.px(12), room.w - theme.px(11)},
                   image.sizes);
    if (tag.efficiency >= 0 && at.all)
        draw_text(ui, {at.efficiency, room.y, at.created - theme.px(20), room.w}, {}, percent(tag.efficiency),
                  Align::right);
    if (at.all)
        draw_text(ui, {at.created, room.y, at.compare - gap, room.w}, {.colour = theme.colours.dim},
                  printable(catalog_age(tag.created, shown.screen.clock)));
    draw_compare_button(shown, commands, row, {at.compare, room.y, at.end, room.w});
}

void draw_heads(const Ui& ui, const ImVec4& room, float top) {
    const Theme& theme = ui.theme;
    const Columns at = make_columns(ui, room);
    const float gap = theme.px(12), bottom = top + theme.px(28);
    const auto title = [&](float from, float to, std::string_view words, Align align = Align::left) {
        draw_text(ui, {from, top, to, bottom}, {.face = Face::small, .colour = theme.colours.dim}, words, align);
    };
    title(at.name, at.tag, "Image");
    title(at.tag, at.size, "Tag");
    title(at.size, at.trend - gap, "Size", Align::right);
    if (!at.all) return;
    title(at.trend + gap, at.efficiency, "Last 12 tags");
    title(at.efficiency, at.created - theme.px(20), "Efficiency", Align::right);
    title(at.created, at.compare, "Created");
}

RowWords words_of(const Shown& shown, std::size_t row) {
    const CatalogTag& tag = shown.tag(row);
    std::string name = shown.title(row);
    if (tag.bytes) name += text(", ", human_size(tag.bytes));
    if (tag.efficiency >= 0) name += text(", efficiency ", percent(tag.efficiency));
    if (!tag.created.empty()) name += text(", ", printable(catalog_age(tag.created, shown.screen.clock)));
    if (!tag.note.empty()) name += text(", ", printable(tag.note));
    unsigned states = 0;
    const bool first = row == 0 || shown.rows[row - 1].image != shown.rows[row].image;
    if (first && shown.image(row).tags.size() > 1) states = shown.is_open(row) ? state_expanded : state_collapsed;
    return {.name = std::move(name), .states = states, .level = static_cast<std::uint16_t>(first ? 1 : 2)};
}

void use_rows(const Shown& shown, const RowListUse& use, const ImVec4& room, Commands& commands) {
    if (use.selected) commands.add(SelectCatalogEntry{shown.rows[*use.selected]});
    const auto opens = [&](std::size_t row) { return shown.rows[row].tag == 0 && shown.image(row).tags.size() > 1; };
    if (use.opened && opens(*use.opened)) commands.add(SetCatalogOpen{shown.rows[*use.opened].image, true});
    if (use.closed) {
        commands.add(SetCatalogOpen{shown.rows[*use.closed].image, false});
        commands.add(SelectCatalogEntry{{shown.rows[*use.closed].image, 0}});
    }
    const auto open = use.pressed ? use.pressed : use.activated;
    if (!open) return;
    // A press on the arrow before the name shows the other tags.
    const float x = ImGui::GetIO().MousePos.x, arrow = make_columns(shown.screen.ui, room).name;
    const bool on_arrow = x >= arrow - shown.screen.ui.theme.px(8) && x < arrow + shown.screen.ui.theme.px(12);
    if (use.pressed && use.hovered == use.pressed && on_arrow && opens(*open))
        commands.add(SetCatalogOpen{shown.rows[*open].image, !shown.is_open(*open)});
    else
        commands.add(OpenCatalogEntry{shown.rows[*open]});
}

/// Below the list, where Tab leads from it: compares the selected row. Returns where it begins.
float draw_compare_selected(const Shown& shown, Commands& commands, const ImVec4& room) {
    const auto selected = std::ranges::find(shown.rows, shown.screen.state.catalog.row);
    if (selected == shown.rows.end()) return room.z;
    const std::string words = text("Compare ", shown.title(std::size_t(selected - shown.rows.begin())), "…");
    Ui& ui = shown.screen.ui;
    const float width = text_extent(ui, Face::small, words).x;
    const float left = std::max(room.x, room.z - ui.theme.px(12) - width);
    ImGui::SetCursorScreenPos({left, room.y});
    if (link(ui, words, Face::small)) commands.add(CompareCatalogEntry{*selected});
    return left;
}

/// What is being chosen, or what the row under the mouse says of itself.
void draw_hint(const Shown& shown, Commands& commands, const RowListUse& use, const ImVec4& room) {
    Ui& ui = shown.screen.ui;
    const std::optional<CatalogPlace>& first = shown.screen.state.catalog.compared;
    if (first && first->image < shown.screen.catalog.images.size()) {
        const CatalogImage& image = shown.screen.catalog.images[first->image];
        ImGui::SetCursorScreenPos({room.x + ui.theme.px(12), room.y});
        label(ui, {.face = Face::small, .colour = ui.theme.colours.text},
              text("Choose the image to compare ", printable(catalog_title(image, image.tags[first->tag])), " with."));
        space(ui.theme.gap);
        if (link(ui, "Stop choosing", Face::small)) commands.add(CompareCatalogEntry{});
        return;
    }
    const float right = draw_compare_selected(shown, commands, room);
    if (!use.hovered) return;
    const CatalogImage& image = shown.image(*use.hovered);
    const std::string& note = shown.tag(*use.hovered).note;
    const std::string trend = trend_words(image);
    draw_text(ui, {room.x + ui.theme.px(12), room.y, right - ui.theme.gap, room.y + ui.theme.px(18)},
              {.face = Face::small, .colour = ui.theme.colours.dim},
              text(printable(note), note.empty() || trend.empty() ? "" : " · ", trend));
}

} // namespace

void draw_catalog(const Screen& screen, Commands& commands, ImVec4 room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Columns at = make_columns(ui, room);
    ImGui::SetCursorScreenPos({at.name, room.y + theme.px(3)});
    const std::string title = screen.catalog.title.empty() ? "Team images" : printable(screen.catalog.title);
    heading(ui, title);
    std::string wanted = screen.state.catalog.search;
    const float beside = at.end - at.name - text_extent(ui, Face::strong, title).x - theme.gap;
    const float filter_width = std::clamp(beside, theme.px(90), theme.px(240));
    ImGui::SetCursorScreenPos({at.end - filter_width, room.y});
    if (field(ui, wanted,
              {.id = "catalog-filter",
               .name = "Filter the team images",
               .hint = "Filter",
               .width = filter_width,
               .take_focus = screen.state.filter_focus}))
        commands.add(SetCatalogSearch{wanted});
    const Shown shown = find_rows(screen);
    const float top = room.y + theme.px(38), head = theme.px(28), row_height = theme.px(40), foot = theme.px(30);
    draw_heads(ui, room, top);
    draw_line(ui, {room.x, top + head}, {room.z, top + head}, theme.colours.line);
    if (shown.rows.empty()) {
        ImGui::SetCursorScreenPos({at.name, top + head + theme.px(14)});
        label(ui, {.colour = theme.colours.dim},
              text("No image is called ", printable(screen.state.catalog.search), "."));
        space(theme.gap);
        if (link(ui, "Clear filter")) commands.add(SetCatalogSearch{});
        return;
    }
    const float most = std::max(row_height, room.w - top - head - foot);
    const float height = std::min(most, row_height * static_cast<float>(shown.rows.size()));
    const auto selected =
        screen.state.catalog.row ? std::ranges::find(shown.rows, *screen.state.catalog.row) : shown.rows.end();
    ImGui::SetCursorScreenPos({room.x, top + head + 1});
    ImGui::BeginChild("catalog", {width_of(room), height}, ImGuiChildFlags_NavFlattened);
    const RowListUse use = row_list(
        ui,
        {.id = "images",
         .name = "Team images",
         .role = Role::tree,
         .count = shown.rows.size(),
         .selected = selected == shown.rows.end() ? no_row : static_cast<std::size_t>(selected - shown.rows.begin()),
         .row_height = row_height,
         .take_focus = screen.state.list_focus,
         .widgets_width = room.z - at.compare},
        [&](std::size_t row, const ImVec4& place) { draw_entry(shown, commands, row, place); },
        [&](std::size_t row) { return words_of(shown, row); });
    ImGui::EndChild();
    use_rows(shown, use, room, commands);
    draw_hint(shown, commands, use, {room.x, top + head + height + theme.px(10), room.z, room.w});
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/insight/package_url.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/origins.hpp"
#include "web/ui/views/state_of_reading.hpp"

#include <algorithm>
#include <array>

namespace strata::ui {

namespace {

constexpr std::size_t most_files = 500; ///< of a package that its details name

struct Column {
    PackageSort sort;
    SortHead head;
};
using Columns = std::array<Column, 6>;

Columns make_columns(const Theme& theme, float left, float right) {
    const float name = left + theme.padding, licence = right - theme.padding - theme.px(96);
    const float layer = licence - theme.px(56), size = layer - theme.px(84), kind = size - theme.px(76);
    const float version = name + (kind - name) * 0.58f, gap = theme.px(12);
    return {{{PackageSort::name, {"Name", name, version - gap}},
             {PackageSort::version, {"Version", version, kind - gap}},
             {PackageSort::ecosystem, {"Type", kind, size - gap}},
             {PackageSort::size, {"Size", size, layer - gap, Align::right}},
             {PackageSort::layer, {"Layer", layer, licence - gap}},
             {PackageSort::licence, {"Licence", licence, right - theme.padding}}}};
}

struct Shown {
    const Screen& screen;
    const PackageList& list;
    Listed<FoundPackage> listed;

    [[nodiscard]] const FoundPackage& at(std::size_t row) const { return *listed.rows[row]; }
};

std::string size_of(const FoundPackage& found) {
    if (found.size_known == SizeKnown::not_at_all) return "–";
    return found.size_known == SizeKnown::stated ? text('~', human_size(found.bytes)) : human_size(found.bytes);
}

void draw_heads(const Screen& screen, Commands& commands, const Columns& columns, float top) {
    const PackageChoice& choice = screen.state.packages;
    for (const Column& column : columns) {
        const bool sorted = choice.sort == column.sort;
        if (const auto order =
                sort_head(screen.ui, column.head, top, sorted ? std::optional(choice.order) : std::nullopt))
            commands.add(SetPackages{{.sort = column.sort, .order = *order}});
    }
    draw_heads_line(screen.ui, top);
}

void draw_package(const Shown& shown, const Columns& columns, std::size_t row, const ImVec4& room) {
    const Ui& ui = shown.screen.ui;
    const FoundPackage& found = shown.at(row);
    const TextStyle quiet = {.face = Face::mono, .colour = ui.theme.colours.dim};
    const auto put = [&](std::size_t column, const TextStyle& style, std::string_view words) {
        const SortHead& at = columns[column].head;
        draw_text(ui, {at.from, room.y, at.to, room.w}, style, words, at.align);
    };
    put(0, {.face = Face::mono}, printable(found.package.name));
    put(1, quiet, printable(found.package.version));
    put(2, quiet, ecosystem_name(found.package.ecosystem));
    put(3, {.face = Face::mono}, size_of(found));
    put(4, quiet, text(found.layer + 1));
    put(5, {.face = Face::small, .colour = ui.theme.colours.dim}, printable(found.package.license));
}

RowWords words_of(const Shown& shown, std::size_t row) {
    const FoundPackage& found = shown.at(row);
    return {.name = text(printable(found.package.name), ' ', printable(found.package.version), ", ",
                         ecosystem_name(found.package.ecosystem), ", ", size_of(found), ", layer ", found.layer + 1,
                         found.package.license.empty() ? "" : ", ", printable(found.package.license))};
}

/// The file that says that the package is there.
NodeIndex declared_by(const FoundPackage& found) {
    return found.declarations.empty() ? no_node : found.declarations.front().file;
}

void draw_foot(const Shown& shown, Commands& commands, const FoundPackage& found, const ImVec4& room) {
    const Timeline& timeline = shown.screen.derived.timeline(*shown.screen.image);
    const std::string url = package_url(found.package, shown.list.distribution);
    std::string words = url;
    for (const Declaration& place : found.declarations)
        words += text("\ndeclared by ", printable(timeline.path(place.file)), place.within.empty() ? "" : " ! ",
                      printable(place.within));
    if (!found.files.empty()) words += text("\n\n", grouped(found.files.size()), " files");
    for (std::size_t i = 0; i < std::min(most_files, found.files.size()); i++)
        words += text('\n', printable(timeline.path(found.files[i])));
    draw_details(shown.screen, commands,
                 {.title = text(printable(found.package.name), ' ', printable(found.package.version)),
                  .facts = {{"type", std::string(ecosystem_name(found.package.ecosystem))},
                            {"for", printable(found.package.architecture)},
                            {"of source", printable(found.package.source)},
                            {"licence", printable(found.package.license)}},
                  .text = std::move(words),
                  .copied = url,
                  .node = declared_by(found),
                  .layer = found.layer},
                 room);
}

void draw_none(const Shown& shown, Commands& commands, float top) {
    Ui& ui = shown.screen.ui;
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ui.theme.padding, top + ui.theme.px(24)});
    if (draw_hidden(shown.screen, commands, shown.listed.origins)) return;
    const bool searched = !shown.list.packages.empty();
    const std::uint32_t unknown = shown.list.layers_not_examined;
    if (!searched && unknown > 0) return draw_missing(shown.screen, commands, *shown.screen.image, unknown);
    const std::string not_known = packages_not_known(shown.screen, *shown.screen.image);
    label(ui, {.colour = ui.theme.colours.dim},
          searched             ? text("No package holds ", printable(shown.screen.state.search), ".")
          : !not_known.empty() ? not_known
                               : std::string("No package manager left its list here, and no program names its parts."));
    space(ui.theme.gap);
    if (searched && link(ui, "Clear search")) commands.add(SetSearch{});
}

} // namespace

void draw_packages(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    if (layers_awaited(*screen.image) > 0)
        return draw_awaited(screen, *screen.image, "The packages",
                            {corner.x, corner.y + theme.tab_bar, corner.x + size.x, corner.y + size.y});
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.tab_bar + theme.px(8)});
    const Shown shown{screen, screen.derived.packages(*screen.image),
                      listed_packages(screen.derived, *screen.image, screen.state)};
    draw_search(screen, commands, "Search the packages", "Search names, versions, types and licences",
                size.x - theme.px(24) - origins_width(screen, shown.listed.origins));
    draw_origins(screen, commands, shown.listed.origins);
    const float heads = corner.y + theme.tab_bar + theme.filter_bar, top = heads + heads_height(theme);
    const Columns columns = make_columns(theme, corner.x, corner.x + size.x - theme.px(4));
    draw_heads(screen, commands, columns, heads);
    if (shown.listed.rows.empty()) return draw_none(shown, commands, top);
    const float bottom = draw_lacking(ui, {corner.x, top, corner.x + size.x, corner.y + size.y},
                                      packages_not_known(screen, *screen.image));
    const std::size_t selected = screen.state.packages.row;
    const bool details = selected < shown.listed.rows.size();
    const float foot = details ? details_height(theme, size.y) : 0;
    ImGui::SetCursorScreenPos({corner.x, top});
    const RowListUse use = row_list(
        ui,
        {.id = "packages",
         .name = "Packages",
         .role = Role::table,
         .count = shown.listed.rows.size(),
         .selected = details ? selected : no_row,
         .height = bottom - top - foot},
        [&](std::size_t row, const ImVec4& room) { draw_package(shown, columns, row, room); },
        [&](std::size_t row) { return words_of(shown, row); });
    PackageChoice choice = screen.state.packages;
    const auto name = [&](std::size_t row) { return std::string_view(shown.at(row).package.name); };
    const auto chosen = use.selected ? use.selected : typed_row(use, selected, shown.listed.rows.size(), name);
    if (chosen) {
        choice.row = *chosen;
        commands.add(SetPackages{choice});
    }
    if (use.activated && declared_by(shown.at(*use.activated)) != no_node)
        commands.add(GoToNode{declared_by(shown.at(*use.activated))});
    if (details) draw_foot(shown, commands, shown.at(selected), {corner.x, bottom - foot, corner.x + size.x, bottom});
}

} // namespace strata::ui

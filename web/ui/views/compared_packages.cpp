// Which packages came, went and changed.
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/origins.hpp"
#include "web/ui/views/state_of_reading.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

struct Mark {
    std::string_view sign;
    ImU32 colour;
};
Mark mark_of(const Colours& colours, PackageChange change) {
    switch (change) {
    case PackageChange::added: return {"+", colours.added};
    case PackageChange::removed: return {"−", colours.removed};
    case PackageChange::upgraded: return {"↑", colours.changed};
    case PackageChange::downgraded: return {"↓", colours.changed};
    case PackageChange::changed: break;
    }
    return {"~", colours.changed};
}

/// Where the columns begin, in pixels; `right` is where the last one ends.
struct Columns {
    float mark, name, version, kind, change, right;
};
Columns make_columns(const Theme& theme, float left, float right) {
    Columns columns{};
    columns.mark = left + theme.padding;
    columns.name = columns.mark + theme.px(22);
    columns.right = right - theme.padding;
    columns.change = columns.right - theme.px(96);
    columns.kind = columns.change - theme.px(72);
    columns.version = columns.name + (columns.kind - columns.name) * 0.45f;
    return columns;
}

void draw_heads(Ui& ui, const Columns& columns, float top) {
    const float bottom = top + heads_height(ui.theme);
    const auto head = [&](float from, float to, std::string_view name, Align align) {
        draw_text(ui, {from, top, to, bottom}, {.face = Face::small, .colour = ui.theme.colours.dim}, name, align);
    };
    head(columns.name, columns.version, "Package", Align::left);
    head(columns.version, columns.kind, "Version", Align::left);
    head(columns.kind, columns.change, "Type", Align::left);
    head(columns.change, columns.right, "Size", Align::right);
    draw_heads_line(ui, top);
}

void draw_package(const Ui& ui, const PackageRow& row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const Mark mark = mark_of(theme.colours, row.change);
    const Columns columns = make_columns(theme, room.x, room.z);
    const float gap = theme.px(12);
    const TextStyle quiet = {.face = Face::mono, .colour = theme.colours.dim};
    const auto cell = [&](float from, float to) { return ImVec4{from, room.y, to - gap, room.w}; };
    draw_text(ui, cell(columns.mark, columns.name + gap), {.face = Face::mono, .colour = mark.colour}, mark.sign);
    draw_text(ui, cell(columns.name, columns.version), {.face = Face::mono, .colour = mark.colour},
              printable(row.name));
    draw_text(ui, cell(columns.version, columns.kind), {.face = Face::mono}, printable(package_versions(row)));
    draw_text(ui, cell(columns.kind, columns.change + gap), quiet, ecosystem_name(row.ecosystem));
    draw_text(ui, cell(columns.change, columns.right + gap), quiet,
              row.bytes_a == row.bytes_b ? "" : size_change(row.bytes_a, row.bytes_b), Align::right);
}

std::string words_of(const PackageRow& row) {
    return text(printable(row.name), ' ', printable(package_versions(row)), ", ", package_change_name(row.change), ", ",
                ecosystem_name(row.ecosystem));
}

/// The file of the newer image that says that the package is there.
NodeIndex declared_by(const PackageList& list, const PackageRow& row) {
    for (const FoundPackage& found : list.packages)
        if (found.package.name == row.name && found.package.ecosystem == row.ecosystem &&
            found.package.version == row.version_b && !found.declarations.empty())
            return found.declarations.front().file;
    return no_node;
}

void draw_foot(const Screen& screen, Commands& commands, const PackageRow& row, const ImVec4& room) {
    const bool in_a = row.change != PackageChange::added, in_b = row.change != PackageChange::removed;
    std::string words;
    if (in_a)
        words += text("A  ", printable(row.purl_a), "\n   layer ", row.layer_a + 1, ", ", human_size(row.bytes_a));
    if (in_b)
        words += text(in_a ? "\n" : "", "B  ", printable(row.purl_b), "\n   layer ", row.layer_b + 1, ", ",
                      human_size(row.bytes_b));
    draw_details(screen, commands,
                 {.title = printable(row.name),
                  .facts = {{"", std::string(package_change_name(row.change))}},
                  .text = std::move(words),
                  .copied = in_b ? row.purl_b : row.purl_a,
                  .node = in_b ? declared_by(screen.derived.packages(*screen.image), row) : no_node},
                 room);
}

struct Packages {
    const Screen& screen;
    const PackageDiff& all;
    Listed<PackageRow> listed;
};

/// "A: Not all packages are known: …"
std::string not_known_of_both(const Screen& screen) {
    const std::string a = packages_not_known(screen, *screen.against), b = packages_not_known(screen, *screen.image);
    return text(a.empty() ? "" : "A: ", a, a.empty() || b.empty() ? "" : " ", b.empty() ? "" : "B: ", b);
}

void draw_nothing(const Packages& shown, Commands& commands, float top) {
    const Screen& screen = shown.screen;
    Ui& ui = screen.ui;
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ui.theme.padding, top + ui.theme.px(24)});
    if (draw_hidden(screen, commands, shown.listed.origins)) return;
    const bool searched = !shown.all.rows.empty();
    for (const OpenImage* image : {screen.against, screen.image})
        if (const std::uint32_t unknown = screen.derived.packages(*image).layers_not_examined; unknown > 0 && !searched)
            return draw_missing(screen, commands, *image, unknown);
    const TextStyle quiet = {.colour = ui.theme.colours.dim};
    if (!searched && !shown.all.complete)
        return paragraph(
            ui, quiet,
            text("Both images have the same packages, as far as they are known. ", not_known_of_both(screen)),
            ImGui::GetContentRegionAvail().x - ui.theme.padding);
    label(ui, quiet,
          searched ? text("No package that differs holds ", printable(screen.state.search), ".")
                   : std::string("Both images have the same packages."));
    space(ui.theme.gap);
    if (searched && link(ui, "Clear search")) commands.add(SetSearch{});
}

} // namespace

void draw_compared_packages(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float top = corner.y + theme.tab_bar + theme.filter_bar;
    const ImVec4 below = {corner.x, top, corner.x + size.x, corner.y + size.y};
    if (!can_compare(screen)) return draw_comparison_awaited(screen, below);
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.tab_bar + theme.px(8)});
    const ImageDiff& diff = screen.derived.comparison(*screen.against, *screen.image, screen.state).diff();
    const Packages shown{screen, diff.packages, listed_package_rows(diff, screen.state)};
    const std::vector<const PackageRow*>& rows = shown.listed.rows;
    draw_search(screen, commands, "Search the packages that differ", "Search names, versions and types",
                size.x - theme.px(24) - origins_width(screen, shown.listed.origins));
    draw_origins(screen, commands, shown.listed.origins);
    draw_line(ui, {corner.x, top - 1}, {corner.x + size.x, top - 1}, theme.colours.line);
    if (rows.empty()) return draw_nothing(shown, commands, top);
    const std::size_t selected = screen.state.packages.row;
    const bool details = selected < rows.size();
    const float foot = details ? details_height(theme, size.y) : 0;
    draw_heads(ui, make_columns(theme, corner.x, corner.x + size.x), top);
    const float list = top + heads_height(theme), bottom = draw_lacking(ui, below, not_known_of_both(screen));
    ImGui::SetCursorScreenPos({corner.x, list});
    const RowListUse use = row_list(
        ui,
        {.id = "compared-packages",
         .name = "Packages that differ",
         .role = Role::table,
         .count = rows.size(),
         .selected = details ? selected : no_row,
         .height = bottom - list - foot},
        [&](std::size_t row, const ImVec4& room) { draw_package(ui, *rows[row], room); },
        [&](std::size_t row) { return RowWords{.name = words_of(*rows[row])}; });
    PackageChoice choice = screen.state.packages;
    if (use.selected) {
        choice.row = *use.selected;
        commands.add(SetPackages{choice});
    }
    if (details) draw_foot(screen, commands, *rows[selected], {corner.x, bottom - foot, corner.x + size.x, bottom});
}

} // namespace strata::ui

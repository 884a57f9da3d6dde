// What two images waste, and which packages came, went and changed.
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "web/ui/file_matcher.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/details.hpp"

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

void draw_package(const Ui& ui, const PackageRow& row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const Mark mark = mark_of(theme.colours, row.change);
    const float left = room.x + theme.padding, name = left + theme.px(22), right = room.z - theme.padding,
                change = right - theme.px(96), kind = change - theme.px(72), gap = theme.px(12),
                version = name + (kind - name) * 0.45f;
    const TextStyle quiet = {.face = Face::mono, .colour = theme.colours.dim};
    draw_text(ui, {left, room.y, name, room.w}, {.face = Face::mono, .colour = mark.colour}, mark.sign);
    draw_text(ui, {name, room.y, version - gap, room.w}, {.face = Face::mono, .colour = mark.colour},
              printable(row.name));
    draw_text(ui, {version, room.y, kind - gap, room.w}, {.face = Face::mono}, printable(package_versions(row)));
    draw_text(ui, {kind, room.y, change, room.w}, quiet, ecosystem_name(row.ecosystem));
    draw_text(ui, {change, room.y, right, room.w}, quiet,
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

void draw_nothing(const Screen& screen, Commands& commands, float top, const PackageDiff& packages) {
    Ui& ui = screen.ui;
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ui.theme.padding, top + ui.theme.px(24)});
    const bool searched = !packages.rows.empty();
    label(ui, {.colour = ui.theme.colours.dim},
          searched ? text("No package that differs holds ", printable(screen.state.search), ".")
          : packages.complete
              ? std::string("Both images have the same packages.")
              : std::string("Nobody looked into the files of some layers: packages there are not known."));
    space(ui.theme.gap);
    if (searched && link(ui, "Clear search")) commands.add(SetSearch{});
}

/// A class of bytes that at least one of the images has.
struct ClassRow {
    ByteClass which;
    std::uint64_t a, b;
};

void draw_class(const Ui& ui, const ClassRow& row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const float left = room.x + theme.padding, what = left + theme.px(110), right = room.z - theme.padding,
                b = right - theme.px(104), a = b - theme.px(104);
    const TextStyle quiet = {.face = Face::mono, .colour = theme.colours.dim};
    draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, theme.colours.row_line);
    draw_text(ui, {left, room.y, what, room.w}, {}, byte_class_name(row.which));
    draw_text(ui, {what, room.y, a - theme.px(90), room.w}, {.face = Face::small, .colour = theme.colours.dim},
              byte_class_meaning(row.which));
    draw_text(ui, {a - theme.px(96), room.y, a, room.w}, quiet, human_size(row.a), Align::right);
    draw_text(ui, {b - theme.px(96), room.y, b, room.w}, quiet, human_size(row.b), Align::right);
    draw_text(ui, {right - theme.px(96), room.y, right, room.w}, {.face = Face::mono}, size_change(row.a, row.b),
              Align::right);
}

} // namespace

void draw_compared_packages(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float top = corner.y + theme.tab_bar + theme.filter_bar, bottom = corner.y + size.y;
    if (!can_compare(screen)) return draw_comparison_awaited(screen, {corner.x, top, corner.x + size.x, bottom});
    ImGui::SetCursorScreenPos({corner.x + theme.px(12), corner.y + theme.tab_bar + theme.px(8)});
    draw_search(screen, commands, "Search the packages that differ", "Search names, versions and types",
                size.x - theme.px(24));
    draw_line(ui, {corner.x, top - 1}, {corner.x + size.x, top - 1}, theme.colours.line);
    const PackageDiff& packages =
        screen.derived.comparison(*screen.against, *screen.image, screen.state).diff().packages;
    std::vector<const PackageRow*> rows;
    for (const PackageRow& row : packages.rows)
        if (holds_text(row.name, screen.state.search) || holds_text(package_versions(row), screen.state.search) ||
            holds_text(ecosystem_name(row.ecosystem), screen.state.search))
            rows.push_back(&row);
    if (rows.empty()) return draw_nothing(screen, commands, top, packages);
    const std::size_t selected = screen.state.packages.row;
    const bool details = selected < rows.size();
    const float foot = details ? details_height(theme, size.y) : 0;
    ImGui::SetCursorScreenPos({corner.x, top});
    const RowListUse use = row_list(
        ui,
        {.id = "compared-packages",
         .name = "Packages that differ",
         .role = Role::table,
         .count = rows.size(),
         .selected = details ? selected : no_row,
         .height = bottom - top - foot},
        [&](std::size_t row, const ImVec4& room) { draw_package(ui, *rows[row], room); },
        [&](std::size_t row) { return RowWords{.name = words_of(*rows[row])}; });
    PackageChoice choice = screen.state.packages;
    if (use.selected) {
        choice.row = *use.selected;
        commands.add(SetPackages{choice});
    }
    if (details) draw_foot(screen, commands, *rows[selected], {corner.x, bottom - foot, corner.x + size.x, bottom});
}

void draw_compared_waste(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float bar = corner.y + theme.tab_bar, heads = bar + theme.filter_bar, top = heads + theme.px(27),
                bottom = corner.y + size.y;
    if (!can_compare(screen)) return draw_comparison_awaited(screen, {corner.x, bar, corner.x + size.x, bottom});
    const Waste &a = screen.derived.waste(*screen.against), &b = screen.derived.waste(*screen.image);
    ImGui::SetCursorScreenPos({corner.x + theme.padding, bar + theme.px(14)});
    label(ui, {.colour = theme.colours.dim},
          text("Wasted: ", human_size(a.wasted_bytes), " → ", human_size(b.wasted_bytes), " (",
               size_change(a.wasted_bytes, b.wasted_bytes), ")"));
    const float right = corner.x + size.x - theme.padding;
    const auto head = [&](float end, std::string_view words) {
        draw_text(ui, {end - theme.px(96), heads, end, heads + theme.px(26)},
                  {.face = Face::small, .colour = theme.colours.dim}, words, Align::right);
    };
    head(right - theme.px(208), "A");
    head(right - theme.px(104), "B");
    head(right, "Change");
    draw_line(ui, {corner.x, heads + theme.px(26)}, {corner.x + size.x, heads + theme.px(26)}, theme.colours.line);
    std::vector<ClassRow> rows;
    for (std::size_t i = 0; i < byte_class_count; i++)
        if (a.classes[i].bytes + b.classes[i].bytes > 0)
            rows.push_back({static_cast<ByteClass>(i), a.classes[i].bytes, b.classes[i].bytes});
    ImGui::SetCursorScreenPos({corner.x, top});
    row_list(
        ui,
        {.id = "compared-waste",
         .name = "Bytes of both images by class",
         .role = Role::table,
         .count = rows.size(),
         .row_height = theme.px(28),
         .height = bottom - top},
        [&](std::size_t row, const ImVec4& room) { draw_class(ui, rows[row], room); },
        [&](std::size_t row) {
            return RowWords{.name = text(byte_class_name(rows[row].which), ", ", human_size(rows[row].a), ", ",
                                         human_size(rows[row].b), ", ", size_change(rows[row].a, rows[row].b))};
        });
}

} // namespace strata::ui

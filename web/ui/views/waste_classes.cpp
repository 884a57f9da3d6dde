#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_waste_report.hpp"
#include "core/report/waste_words.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/origins.hpp"
#include "web/ui/views/waste_lists.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace strata::ui {

namespace {

struct ClassRow {
    std::string_view name;
    std::string_view meaning;
    std::vector<std::string> cells;
    std::optional<ByteClass> which = {}; ///< none: their sum
};

struct ClassTable {
    std::string_view name;
    std::vector<std::string_view> heads; ///< of the cells
    std::vector<ClassRow> rows;
};

/// The cells of a class, or of all of them; bytes.
using CellsOf = std::vector<std::string> (*)(std::uint64_t first, std::uint64_t second, std::uint64_t whole);

using ClassBytes = std::array<std::uint64_t, byte_class_count>; ///< by ByteClass

ClassBytes bytes_of(const Waste& waste) {
    ClassBytes bytes{};
    for (std::size_t i = 0; i < bytes.size(); i++) bytes[i] = waste.classes[i].bytes;
    return bytes;
}

/// The classes of which there are bytes; their sum comes last.
std::vector<ClassRow> class_rows(const ClassBytes& first, const ClassBytes& second, CellsOf cells_of) {
    std::uint64_t first_sum = 0, second_sum = 0;
    for (const std::uint64_t bytes : first) first_sum += bytes;
    for (const std::uint64_t bytes : second) second_sum += bytes;
    std::vector<ClassRow> rows;
    for (std::size_t i = 0; i < byte_class_count; i++) {
        const auto which = static_cast<ByteClass>(i);
        if (first[i] + second[i] > 0)
            rows.push_back(
                {byte_class_name(which), byte_class_meaning(which), cells_of(first[i], second[i], first_sum), which});
    }
    rows.push_back({"total", "all bytes of files in layers", cells_of(first_sum, second_sum, first_sum)});
    return rows;
}

/// Where a cell ends; they stand at the right.
float cell_end(const Theme& theme, const ClassTable& table, float right, std::size_t cell) {
    const float chevron = theme.px(12);
    return right - theme.padding - chevron - theme.px(92) * static_cast<float>(table.heads.size() - 1 - cell);
}

void draw_class(const Ui& ui, const ClassTable& table, const ClassRow& row, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const float left = room.x + theme.padding, meaning = left + theme.px(100), width = theme.px(86);
    const bool sum = &row == &table.rows.back();
    if (!sum) draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, theme.colours.row_line);
    draw_text(ui, {left, room.y, meaning, room.w}, {.face = sum ? Face::strong : Face::sans}, row.name);
    draw_text(ui, {meaning, room.y, cell_end(theme, table, room.z, 0) - width, room.w},
              {.face = Face::small, .colour = theme.colours.dim}, row.meaning);
    for (std::size_t i = 0; i < row.cells.size(); i++) {
        const float end = cell_end(theme, table, room.z, i);
        draw_text(ui, {end - width, room.y, end, room.w},
                  {.face = Face::mono, .colour = sum ? theme.colours.text : theme.colours.dim}, row.cells[i],
                  Align::right);
    }
    if (!sum)
        draw_icon(ui, {room.z - theme.px(24), room.y, room.z - theme.px(4), room.w}, Icon::chevron_right,
                  theme.colours.faint);
}

std::string words_of(const ClassRow& row) {
    std::string words(row.name);
    for (const std::string& cell : row.cells) words += text(", ", cell);
    return words;
}

RowListUse draw_table(const Screen& screen, const ClassTable& table, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    for (std::size_t i = 0; i < table.heads.size(); i++) {
        const float end = cell_end(theme, table, room.z, i);
        draw_text(ui, {end - theme.px(86), room.y, end, room.y + heads_height(theme) - 1},
                  {.face = Face::small, .colour = theme.colours.dim}, table.heads[i], Align::right);
    }
    draw_heads_line(ui, room.y);
    ImGui::SetCursorScreenPos({room.x, room.y + heads_height(theme)});
    return row_list(
        ui,
        {.id = "classes",
         .name = table.name,
         .role = Role::table,
         .count = table.rows.size(),
         .selected = screen.state.waste.row,
         .row_height = theme.px(28),
         .height = height_of(room) - heads_height(theme)},
        [&](std::size_t row, const ImVec4& at) { draw_class(ui, table, table.rows[row], at); },
        [&](std::size_t row) { return RowWords{.name = words_of(table.rows[row])}; });
}

/// What is needed is found among the files, the largest first; the ledger has the rest.
void use_classes(const Screen& screen, Commands& commands, const ClassTable& table, const RowListUse& use) {
    WasteChoice choice = screen.state.waste;
    if (use.selected) {
        choice.row = *use.selected;
        commands.add(SetWaste{choice});
    }
    const auto row = use.pressed ? use.pressed : use.activated;
    const auto which = row ? table.rows[*row].which : std::nullopt;
    if (!which) return;
    if (*which != ByteClass::needed) {
        const bool only_older = screen.against && screen.derived.waste(*screen.image).of(*which).bytes == 0;
        return commands.add(SetWaste{{.list = WasteList::files, .only = which, .older = only_older}});
    }
    if (!screen.against) commands.add(ShowLayer{screen.derived.timeline(*screen.image).top()});
    commands.add(ShowScope{Scope::up_to_here});
    commands.add(SetFilter{});
    commands.add(SetSort{SortBy::size, SortOrder::usual});
    commands.add(ShowView{View::files});
}

/// The files of one class, of either image.
void draw_compared_class(const Screen& screen, Commands& commands, ByteClass only, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const WasteChoice& choice = screen.state.waste;
    const OpenImage& image = choice.older ? *screen.against : *screen.image;
    const ByteClassSum& sum = screen.derived.waste(image).of(only);
    constexpr std::string_view sides[] = {"A", "B"};
    ImGui::SetCursorScreenPos({room.x + theme.padding, room.y + theme.px(11)});
    if (const auto side = segments(ui, "Image of the files", sides, choice.older ? 0 : 1))
        commands.add(SetWaste{
            {.list = choice.list, .only = only, .sort = choice.sort, .order = choice.order, .older = *side == 0}});
    ImGui::SetCursorScreenPos({ImGui::GetItemRectMax().x + theme.padding, room.y + theme.px(14)});
    label(ui, {.colour = theme.colours.dim},
          text(byte_class_name(only), ": ", human_size(sum.bytes), " in ", grouped(sum.files),
               sum.files == 1 ? " file" : " files"));
    space(theme.gap);
    if (link(ui, "Show all classes")) commands.add(SetWaste{{.list = WasteList::classes}});
    draw_wasted_files(screen, commands, image, {room.x, room.y + theme.filter_bar, room.z, room.w});
}

} // namespace

void draw_waste_classes(const Screen& screen, Commands& commands, const ImVec4& room) {
    const BaseImage& base = screen.derived.base(*screen.image);
    const Waste& waste = screen.derived.waste(*screen.image);
    const ClassBytes all = bytes_of(waste);
    ClassTable table{.name = "Bytes by class", .heads = {"Size", "Share"}, .rows = {}};
    if (can_split(base, *screen.image)) {
        table.heads.insert(table.heads.end(), {"Base", "Own"});
        const ClassBytes of_base = bytes_of_lowest(waste, screen.derived.timeline(*screen.image), base.layers);
        table.rows = class_rows(all, of_base, [](std::uint64_t bytes, std::uint64_t in_base, std::uint64_t whole) {
            return std::vector{human_size(bytes), share_text(bytes, whole), human_size(in_base),
                               human_size(bytes - in_base)};
        });
    } else {
        table.rows = class_rows(all, {}, [](std::uint64_t bytes, std::uint64_t, std::uint64_t whole) {
            return std::vector{human_size(bytes), share_text(bytes, whole)};
        });
    }
    use_classes(screen, commands, table, draw_table(screen, table, room));
}

void draw_compared_waste(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float bar = corner.y + theme.tab_bar;
    const ImVec4 below = {corner.x, bar, corner.x + size.x, corner.y + size.y};
    if (!can_compare(screen)) return draw_comparison_awaited(screen, below);
    const Waste &a = screen.derived.waste(*screen.against), &b = screen.derived.waste(*screen.image);
    const WasteChoice& choice = screen.state.waste;
    if (choice.list == WasteList::files && choice.only)
        return draw_compared_class(screen, commands, *choice.only, below);
    ImGui::SetCursorScreenPos({corner.x + theme.padding, bar + theme.px(14)});
    const std::string change =
        waste_change_text({a.wasted_bytes, b.wasted_bytes}, {a.needless_bytes, b.needless_bytes});
    label(ui, {.colour = theme.colours.dim},
          text(change.empty() ? "Nothing is wasted in either" : change, screen.settled ? "" : still_comparing));
    const ClassTable table{
        .name = "Bytes of both images by class",
        .heads = {"A", "B", "Change"},
        .rows = class_rows(bytes_of(a), bytes_of(b), [](std::uint64_t in_a, std::uint64_t in_b, std::uint64_t) {
            return std::vector{human_size(in_a), human_size(in_b), size_change(in_a, in_b)};
        })};
    use_classes(screen, commands, table,
                draw_table(screen, table, {below.x, below.y + theme.filter_bar, below.z, below.w}));
}

} // namespace strata::ui

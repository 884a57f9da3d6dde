#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/file_types.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/views/panels.hpp"
#include "web/ui/views/views.hpp"

#include <algorithm>
#include <array>

namespace strata::ui {

namespace {

struct Column {
    SortBy sort;
    std::string_view name;
    float from = 0, to = 0; ///< pixels
    Align align = Align::left;
};

using Columns = std::array<Column, 7>;

/// What does not fit beside name and size is left out, what is asked for least first.
Columns make_columns(const Theme& theme, float left, float right) {
    Columns columns = {{{SortBy::name, "Name"},
                        {SortBy::size, "Size", 0, 0, Align::right},
                        {SortBy::mode, "Mode"},
                        {SortBy::owner, "Owner"},
                        {SortBy::time, "Time"},
                        {SortBy::layer, "Layer"},
                        {SortBy::change, ""}}};
    constexpr float usual[] = {0, 128, 88, 90, 128, 50, 0}, least_name = 190; // CSS pixels
    constexpr std::size_t wanted[] = {1, 5, 2, 3, 4};
    const float pad = theme.px(12);
    float widths[std::size(usual)] = {}, name = right - left - 2 * pad;
    for (const std::size_t column : wanted) {
        const float width = theme.px(usual[column]);
        if (column != 1 && name - width < theme.px(least_name)) break;
        widths[column] = width;
        name -= width;
    }
    float x = right;
    for (std::size_t i = columns.size() - 2; i > 0; i--) {
        columns[i].to = x - (widths[i] > 0 ? pad : 0);
        x -= widths[i];
        columns[i].from = widths[i] > 0 ? x : columns[i].to;
    }
    columns[0].from = left + pad;
    columns[0].to = x - pad;
    return columns;
}

std::string_view change_word(Change change) {
    switch (change) {
    case Change::added: return "added";
    case Change::content: return "changed";
    case Change::metadata: return "attributes changed";
    case Change::removed: return "removed";
    case Change::same: break;
    }
    return "";
}

/// Whether anything below a folder changed, though the folder itself did not.
bool holds_changes(const Overlay& overlay, NodeIndex node) {
    const Totals& totals = overlay.totals(node);
    return overlay.change(node) == Change::same && totals.added + totals.changed + totals.removed > 0;
}

void draw_heads(const Screen& screen, Commands& commands, const Columns& columns, float top) {
    const State& state = screen.state;
    for (const Column& column : columns) {
        if (column.name.empty() || column.to <= column.from) continue;
        const SortHead head = {column.name, column.from, column.to, column.align};
        const bool sorted =
            state.sort == column.sort || (state.sort == SortBy::older_size && column.sort == SortBy::size);
        if (const auto order = sort_head(screen.ui, head, top, sorted ? std::optional(state.order) : std::nullopt))
            commands.add(SetSort{column.sort, *order});
    }
    draw_heads_line(screen.ui, top);
}

/// All that the rows of one frame share.
struct Table {
    const Screen& screen;
    const Timeline& timeline;
    const Overlay& overlay;
    const LazyRows& rows;
    Columns columns;
    std::uint64_t largest = 1;
    bool filtered = false;

    [[nodiscard]] bool is_folder(const Row& row) const { return timeline.child_count(row.node) > 0; }
    [[nodiscard]] bool is_open(const Row& row) const { return filtered || screen.state.expanded.contains(row.node); }
};

std::string row_name(const Table& table, const Row& row) {
    std::string name = printable(table.timeline.name(row.node));
    const Place place = table.overlay.place(row.node);
    if (!place) return name;
    const Entry& entry = table.timeline.entry(place);
    if (entry.type == FileType::symbolic_link || entry.type == FileType::hard_link)
        name += text(entry.type == FileType::symbolic_link ? " → " : " = ",
                     printable(table.timeline.layer(place.layer).tree.extra(entry).link_target));
    return name;
}

std::uint64_t bytes_of(const Table& table, const Row& row) {
    return table.is_folder(row) ? table.overlay.totals(row.node).bytes
                                : shown_size(table.timeline, table.overlay.place(row.node));
}

/// What has a row's attributes.
struct Described {
    const Entry& entry;
    const Owner& owner;
};
Described described(const Table& table, Place stated) {
    const Place place = table.timeline.described(stated);
    const Entry& entry = table.timeline.entry(place);
    return {entry, table.timeline.layer(place.layer).tree.owner(entry)};
}

void draw_row(const Table& table, std::size_t index, const ImVec4& room) {
    const Ui& ui = table.screen.ui;
    const Theme& theme = ui.theme;
    const Row row = table.rows[index];
    const Change change = table.overlay.change(row.node);
    const ImU32 ink = holds_changes(table.overlay, row.node) ? theme.colours.changed
                                                             : change_ink(theme.colours, change, theme.colours.text);
    const Column& name = table.columns[0];
    const float x = name.from + tree_indent(theme, row.depth, name.to - name.from - theme.px(30));
    if (table.is_folder(row))
        draw_icon(ui, {x - theme.px(4), room.y, x + theme.px(12), room.w},
                  table.is_open(row) ? Icon::chevron_down : Icon::chevron_right, theme.colours.faint);
    const Place shown = table.overlay.place(row.node);
    const bool folder = table.is_folder(row) || (shown && table.timeline.entry(shown).type == FileType::directory);
    draw_icon(ui, {x + theme.px(11), room.y, x + theme.px(27), room.w}, folder ? Icon::folder : Icon::file, ink);
    draw_text(ui, {x + theme.px(30), room.y, name.to, room.w}, {.face = Face::mono, .colour = ink},
              row_name(table, row));
    const std::uint64_t bytes = bytes_of(table, row);
    const Column& size = table.columns[1];
    const float middle = (room.y + room.w) / 2;
    draw_bar(ui, {size.from, middle - theme.px(2), size.from + theme.px(42), middle + theme.px(2)},
             static_cast<float>(double(bytes) / double(table.largest)), theme.colours.bar);
    draw_text(ui, {size.from, room.y, size.to, room.w}, {.face = Face::mono}, human_size(bytes), Align::right);
    const Place stated = table.overlay.place(row.node);
    if (!stated) return;
    const auto [entry, owner] = described(table, stated);
    const TextStyle quiet = {.face = Face::mono, .colour = theme.colours.dim};
    const auto put = [&](std::size_t column, std::string_view words) {
        const Column& at = table.columns[column];
        draw_text(ui, {at.from, room.y, at.to, room.w}, quiet, words);
    };
    put(2, text(type_letter(table.timeline.entry(stated).type), mode_letters(entry.mode)));
    put(3, text(owner.uid, ':', owner.gid));
    put(4, format_minute(entry.mtime));
    put(5, text(stated.layer + 1));
}

/// "12.5 kB, rwxr-xr-x, 0:0, 2024-05-01 12:00, layer 3"
std::string details_of(const Table& table, const Row& row) {
    const std::uint64_t bytes = bytes_of(table, row);
    const Place stated = table.overlay.place(row.node);
    if (!stated) return human_size(bytes);
    const Described file = described(table, stated);
    return text(human_size(bytes), ", ", type_letter(file.entry.type), mode_letters(file.entry.mode), ", ",
                file.owner.uid, ':', file.owner.gid, ", ", format_minute(file.entry.mtime), ", layer ",
                stated.layer + 1);
}

RowWords row_words(const Table& table, std::size_t index) {
    const Row row = table.rows[index];
    const Change change = table.overlay.change(row.node);
    std::string name = row_name(table, row);
    if (change != Change::same) name += text(", ", change_word(change));
    if (table.is_folder(row) && holds_changes(table.overlay, row.node)) name += ", holds changes";
    unsigned states = 0;
    if (table.is_folder(row)) states = table.is_open(row) ? state_expanded : state_collapsed;
    return {.name = std::move(name),
            .states = states,
            .level = static_cast<std::uint16_t>(std::min(row.depth, 0xffffu)),
            .details = details_of(table, row)};
}

/// The first that the filter's text fits: above it stand the folders it lies in.
std::size_t first_found(const Table& table) {
    for (std::size_t row = 0; row < table.rows.size(); row++)
        if (table.screen.derived.filter_finds(*table.screen.image, table.rows[row].node)) return row;
    return 0;
}

void use_rows(const Table& table, const RowListUse& use, std::size_t selected, Commands& commands) {
    const auto node = [&](std::size_t row) { return table.rows[row].node; };
    const auto toggle = [&](std::size_t row) { commands.add(SetExpanded{node(row), !table.is_open(table.rows[row])}); };
    if (use.selected) commands.add(SelectNode{node(*use.selected)});
    if (use.activated && table.is_folder(table.rows[*use.activated])) toggle(*use.activated);
    if (use.activated && !table.is_folder(table.rows[*use.activated]))
        if (const NodeIndex end = link_end(table.screen, node(*use.activated)); end != no_node)
            go_to_end(table.screen, commands, end);
    if (use.opened && table.is_folder(table.rows[*use.opened])) {
        if (!table.is_open(table.rows[*use.opened]))
            toggle(*use.opened);
        else if (*use.opened + 1 < table.rows.size())
            commands.add(SelectNode{node(*use.opened + 1)});
    }
    if (use.closed) {
        if (table.is_folder(table.rows[*use.closed]) && table.is_open(table.rows[*use.closed]) && !table.filtered)
            toggle(*use.closed);
        else if (const NodeIndex parent = table.timeline.parent(node(*use.closed));
                 parent != root_node && parent != no_node)
            commands.add(SelectNode{parent});
    }
    if (use.context) commands.add(context_menu());
    const auto name = [&](std::size_t row) { return table.timeline.name(node(row)); };
    if (const auto row = typed_row(use, selected, table.rows.size(), name)) commands.add(SelectNode{node(*row)});
}

} // namespace

void draw_files(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), window = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    draw_file_filters(screen, commands);
    const float heads = corner.y + theme.tab_bar + theme.filter_bar;
    Table table{.screen = screen,
                .timeline = screen.derived.timeline(*screen.image),
                .overlay = screen.derived.overlay(*screen.image, look_of(screen.state)),
                .rows = screen.derived.rows(*screen.image, screen.state),
                .columns = make_columns(theme, corner.x, corner.x + window.x - theme.px(4))};
    table.largest = std::max<std::uint64_t>(1, table.overlay.totals(root_node).bytes);
    table.filtered = screen.derived.is_filtered(screen.state);
    draw_heads(screen, commands, table.columns, heads);
    if (table.rows.empty()) return draw_no_files(screen, commands, {corner.x + theme.px(24), heads + theme.px(52)});
    const float foot = left_out_height(screen);
    const std::size_t selected = table.rows.find(screen.state.node).value_or(no_row);
    ImGui::SetCursorScreenPos({corner.x, heads + theme.px(27)});
    const RowListUse use = row_list(
        ui,
        {.id = "files",
         .name = "Files",
         .role = Role::tree,
         .count = table.rows.size(),
         .selected = selected,
         .row_height = theme.px(24),
         .height = corner.y + window.y - heads - theme.px(27) - foot,
         .reveal_selected = screen.state.reveal,
         .take_focus = screen.state.list_focus,
         .first_found = [&] { return first_found(table); }},
        [&](std::size_t row, const ImVec4& room) { draw_row(table, row, room); },
        [&](std::size_t row) { return row_words(table, row); });
    use_rows(table, use, selected, commands);
    draw_left_out(screen, commands, {corner.x + theme.px(12), corner.y + window.y - foot});
}

} // namespace strata::ui

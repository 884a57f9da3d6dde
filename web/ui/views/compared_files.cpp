#include "core/base/format.hpp"
#include "core/base/path_pattern.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/panels.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// All that the rows of one frame share; columns in pixels.
struct Table {
    const Screen& screen;
    const Comparison& comparison;
    const std::vector<DifferenceRow>& rows;
    float name = 0, name_end = 0, a = 0, b = 0, change = 0; ///< right edges, but for `name`: its left
    bool sizes = true;                                      ///< there is room for both columns of sizes

    [[nodiscard]] const Difference& item(std::size_t row) const { return comparison.tree()[rows[row].item]; }
    [[nodiscard]] bool is_folder(std::size_t row) const { return comparison.is_folder(rows[row].item); }
    [[nodiscard]] bool is_open(std::size_t row) const { return comparison.is_open(rows[row].item, screen.state); }
};

ImU32 ink_of(const Table& table, const Difference& item) {
    const Colours& colours = table.screen.ui.theme.colours;
    switch (table.comparison.change(item)) {
    case FileChange::added: return colours.added;
    case FileChange::removed: return colours.removed;
    case FileChange::changed: break;
    }
    return colours.changed;
}

/// The part of the path that the row's line names; of something moved where it went or came from.
std::string name_of(const Table& table, std::size_t row) {
    const Difference& item = table.item(row);
    const std::string path = table.comparison.path(item);
    std::size_t start = path.size();
    for (std::uint32_t part = 0; part < table.rows[row].parts && start > 0; part++) start = path.rfind('/', start - 1);
    std::string name = printable(std::string_view(path).substr(start + 1));
    if (const FileRow* other = table.comparison.other_end(item)) {
        const DiffReport report = table.comparison.report();
        name += text(item.b == no_node ? " → " : " ← ", printable(row_path(*other, report.a, report.b)));
    }
    return name;
}

std::string side_size(NodeIndex node, std::uint64_t bytes) { return node == no_node ? "—" : human_size(bytes); }

void draw_row(const Table& table, std::size_t row, const ImVec4& room) {
    const Ui& ui = table.screen.ui;
    const Theme& theme = ui.theme;
    const Difference& item = table.item(row);
    const float x = table.name + tree_indent(theme, table.rows[row].depth, table.name_end - table.name - theme.px(14));
    if (table.is_folder(row))
        draw_icon(ui, {x - theme.px(4), room.y, x + theme.px(12), room.w},
                  table.is_open(row) ? Icon::chevron_down : Icon::chevron_right, theme.colours.faint);
    draw_text(ui, {x + theme.px(14), room.y, table.name_end, room.w},
              {.face = Face::mono, .colour = ink_of(table, item)}, name_of(table, row));
    const TextStyle quiet = {.face = Face::mono, .colour = theme.colours.dim};
    const auto put = [&](float right, std::string_view words) {
        draw_text(ui, {right - theme.px(96), room.y, right, room.w}, quiet, words, Align::right);
    };
    if (table.sizes) {
        put(table.a, side_size(item.a, item.a_bytes));
        put(table.b, side_size(item.b, item.b_bytes));
    }
    put(table.change, table.comparison.reason(item));
}

RowWords words_of(const Table& table, std::size_t row) {
    const Difference& item = table.item(row);
    constexpr std::string_view changes[] = {"added", "removed", "changed"};
    unsigned states = 0;
    if (table.is_folder(row)) states = table.is_open(row) ? state_expanded : state_collapsed;
    std::string name = text(name_of(table, row), ", ", changes[std::size_t(table.comparison.change(item))], ", ",
                            side_size(item.a, item.a_bytes), ", ", side_size(item.b, item.b_bytes), ", ",
                            table.comparison.reason(item));
    return {.name = std::move(name), .states = states, .level = static_cast<std::uint16_t>(table.rows[row].depth)};
}

void draw_heads(const Table& table, Commands& commands, float top) {
    Ui& ui = table.screen.ui;
    const Theme& theme = ui.theme;
    const State& state = table.screen.state;
    const std::pair<SortBy, SortHead> heads[] = {
        {SortBy::name, {"Name", table.name, table.name_end - theme.px(10)}},
        {SortBy::older_size, {"A", table.a - theme.px(70), table.a, Align::right}},
        {SortBy::size, {"B", table.b - theme.px(70), table.b, Align::right}},
        {SortBy::change, {"Change", table.change - theme.px(80), table.change, Align::right}}};
    for (const auto& [by, head] : heads) {
        if ((by == SortBy::size || by == SortBy::older_size) && !table.sizes) continue;
        if (const auto order = sort_head(ui, head, top, state.sort == by ? std::optional(state.order) : std::nullopt))
            commands.add(SetSort{by, *order});
    }
    draw_heads_line(ui, top);
}

void draw_nothing(const Table& table, Commands& commands, float top) {
    Ui& ui = table.screen.ui;
    const FileFilter& filter = table.screen.state.filter;
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ui.theme.px(24), top + ui.theme.px(24)});
    const bool none = table.comparison.tree().empty();
    const auto pattern = PathPattern::parse(filter.text);
    FileFilter text_alone{.text = filter.text, .ignore_times = filter.ignore_times};
    const bool switched = filter != text_alone || table.screen.state.origins != show_both;
    label(ui, {.colour = pattern ? ui.theme.colours.dim : ui.theme.colours.removed},
          !pattern              ? pattern.error().message
          : none                ? table.comparison.diff().verdict
          : filter.text.empty() ? "No difference is left by this filter."
                                : text("No file that differs matches ", filter.text,
                                       switched ? ", of those that are switched on." : "."));
    space(ui.theme.gap);
    if (none || !link(ui, "Clear filter")) return;
    commands.add(Action::clear_filter);
    commands.add(SetOrigins{});
}

SelectDifference selection(const Table& table, std::size_t row) {
    const Difference& item = table.item(row);
    const FileRow* other = table.comparison.other_end(item);
    // The older side of a moved file is where it lay before.
    return {.node = item.b, .in_older = item.b != no_node && other ? other->a : item.a};
}

std::size_t selected_row(const Table& table) {
    const State& state = table.screen.state;
    for (std::size_t row = 0; row < table.rows.size(); row++) {
        const Difference& item = table.item(row);
        if (item.b != no_node ? item.b == state.node : state.node == no_node && item.a == state.node_in_older)
            return row;
    }
    return no_row;
}

void set_open(const Table& table, std::size_t row, bool open, Commands& commands) {
    const Difference& item = table.item(row);
    if (item.b != no_node)
        commands.add(SetExpanded{item.b, open});
    else
        commands.add(SetExpandedInOlder{item.a, open});
}

/// The first file that a filter leaves: above it stand the folders it lies in.
std::size_t first_file(const Table& table) {
    for (std::size_t row = 0; row < table.rows.size(); row++)
        if (!table.is_folder(row)) return row;
    return 0;
}

void use_rows(const Table& table, const RowListUse& use, Commands& commands) {
    if (use.selected) commands.add(selection(table, *use.selected));
    if (use.activated && table.is_folder(*use.activated))
        set_open(table, *use.activated, !table.is_open(*use.activated), commands);
    if (use.opened && table.is_folder(*use.opened)) {
        if (!table.is_open(*use.opened))
            set_open(table, *use.opened, true, commands);
        else if (*use.opened + 1 < table.rows.size())
            commands.add(selection(table, *use.opened + 1));
    }
    if (use.closed) {
        if (table.is_folder(*use.closed) && table.is_open(*use.closed))
            return set_open(table, *use.closed, false, commands);
        const std::uint32_t depth = table.rows[*use.closed].depth;
        for (std::size_t row = *use.closed; row-- > 0;)
            if (table.rows[row].depth < depth) return commands.add(selection(table, row));
    }
    if (use.context) commands.add(context_menu());
    const auto name = [&](std::size_t row) {
        const Difference& item = table.item(row);
        return item.b != no_node ? table.comparison.newer_timeline().name(item.b)
                                 : table.comparison.older_timeline().name(item.a);
    };
    if (const auto row = typed_row(use, selected_row(table), table.rows.size(), name))
        commands.add(selection(table, *row));
}

} // namespace

void draw_compared_files(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    draw_difference_filters(screen, commands);
    const float top = corner.y + theme.tab_bar + theme.filter_bar, right = corner.x + size.x - theme.px(16);
    if (!can_compare(screen))
        return draw_comparison_awaited(screen, {corner.x, top, corner.x + size.x, corner.y + size.y});
    const bool sizes = size.x > theme.px(560);
    const Table table{.screen = screen,
                      .comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state),
                      .rows = screen.derived.differences(*screen.against, *screen.image, screen.state),
                      .name = corner.x + theme.px(12),
                      .name_end = right - theme.px(sizes ? 326 : 106),
                      .a = right - theme.px(236),
                      .b = right - theme.px(136),
                      .change = right,
                      .sizes = sizes};
    draw_heads(table, commands, top);
    if (table.rows.empty()) return draw_nothing(table, commands, top + theme.px(26));
    ImGui::SetCursorScreenPos({corner.x, top + theme.px(27)});
    const RowListUse use = row_list(
        ui,
        {.id = "differences",
         .name = "Files that differ",
         .role = Role::tree,
         .count = table.rows.size(),
         .selected = selected_row(table),
         .row_height = theme.px(24),
         .height = corner.y + size.y - top - theme.px(27),
         .reveal_selected = screen.state.reveal,
         .take_focus = screen.state.list_focus,
         .first_found = [&] { return first_file(table); }},
        [&](std::size_t row, const ImVec4& room) { draw_row(table, row, room); },
        [&](std::size_t row) { return words_of(table, row); });
    use_rows(table, use, commands);
}

} // namespace strata::ui

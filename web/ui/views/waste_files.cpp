#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/rows.hpp"
#include "web/ui/ledger.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/waste_lists.hpp"

#include <algorithm>
#include <array>

namespace strata::ui {

namespace {

/// All that the rows of one frame share.
struct Ledger {
    const Screen& screen;
    const Timeline& timeline;
    const Waste& waste;
    const LedgerOrder& order;
    bool older; ///< of the older of two images

    [[nodiscard]] LedgerRow at(std::size_t row) const { return ledger_row(waste, order.rows[row]); }
};

struct Column {
    WasteSort sort;
    SortHead head;
};
using Columns = std::array<Column, 4>;

/// With little room there are no bars, and less of the cause.
Columns make_columns(const Theme& theme, float left, float right, bool needless) {
    const bool narrow = right - left < theme.px(620);
    const float path = left + theme.padding, size = right - theme.padding - theme.px(narrow ? 72 : 138);
    const float layer = size - theme.px(64), cause = layer - theme.px(narrow ? 124 : 158);
    return {{{WasteSort::path, {"Path", path, std::max(path, cause - theme.gap)}},
             {WasteSort::cause, {"Cause", cause, layer - theme.gap}},
             {WasteSort::layer, {"Held by", layer, size - theme.gap}},
             {WasteSort::bytes, {needless ? "Size" : "Wasted", size, right - theme.padding, Align::right}}}};
}

void draw_heads(const Screen& screen, Commands& commands, const Columns& columns, float top) {
    WasteChoice choice = screen.state.waste;
    for (const Column& column : columns) {
        const bool sorted = choice.sort == column.sort;
        if (const auto order =
                sort_head(screen.ui, column.head, top, sorted ? std::optional(choice.order) : std::nullopt)) {
            choice = {
                .list = choice.list, .only = choice.only, .sort = column.sort, .order = *order, .older = choice.older};
            commands.add(SetWaste{choice});
        }
    }
    draw_heads_line(screen.ui, top);
}

std::string path_of(const Ledger& ledger, const LedgerRow& row) {
    std::string scratch;
    return printable(shortened_path(ledger_path(ledger.timeline, row), scratch));
}

void draw_file(const Ledger& ledger, const Columns& columns, std::size_t index, const ImVec4& room) {
    const Ui& ui = ledger.screen.ui;
    const LedgerRow row = ledger.at(index);
    const TextStyle quiet = {.face = Face::small, .colour = ui.theme.colours.dim};
    draw_text_middle(ui, {columns[0].head.from, room.y, columns[0].head.to, room.w}, {.face = Face::mono},
                     path_of(ledger, row));
    draw_text(ui, {columns[1].head.from, room.y, columns[1].head.to, room.w}, quiet,
              ledger_cause(ledger.timeline, row));
    draw_text(ui, {columns[2].head.from, room.y, columns[2].head.to, room.w}, quiet,
              text("layer ", row.place.layer + 1));
    draw_wasted(ui, row.bytes, ledger.order.largest, {columns[3].head.from, room.y, columns[3].head.to, room.w});
}

void use_files(const Ledger& ledger, const RowListUse& use, Commands& commands) {
    WasteChoice choice = ledger.screen.state.waste;
    if (use.selected) {
        choice.row = *use.selected;
        commands.add(SetWaste{choice});
        const NodeIndex node = ledger.at(*use.selected).node;
        if (ledger.older)
            commands.add(SelectDifference{.in_older = node});
        else
            commands.add(SelectNode{node});
    }
    if (!use.activated || ledger.screen.against) return;
    const LedgerRow row = ledger.at(*use.activated);
    if (row.node == no_node) return;
    // The layer that hides a file shows it as changed or removed; the finished image shows what is needless.
    commands.add(ShowLayer{row.hidden ? row.hidden->hidden_by : ledger.timeline.top()});
    commands.add(ShowScope{row.hidden ? Scope::this_layer : Scope::up_to_here});
    commands.add(GoToNode{row.node});
}

} // namespace

void draw_wasted_files(const Screen& screen, Commands& commands, const OpenImage& image, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Ledger ledger{.screen = screen,
                        .timeline = screen.derived.timeline(image),
                        .waste = screen.derived.waste(image),
                        .order = screen.derived.waste_order(image, screen.state.waste),
                        .older = &image == screen.against};
    if (ledger.order.rows.empty()) return;
    const Columns columns = make_columns(theme, room.x, room.z - theme.px(4), !ledger.order.any_hidden);
    draw_heads(screen, commands, columns, room.y);
    ImGui::SetCursorScreenPos({room.x, room.y + heads_height(theme)});
    const RowListUse use = row_list(
        ui,
        {.id = "wasted-files",
         .name = "Wasted files",
         .role = Role::table,
         .count = ledger.order.rows.size(),
         .selected = screen.state.waste.row,
         .height = height_of(room) - heads_height(theme),
         .take_focus = screen.state.list_focus},
        [&](std::size_t row, const ImVec4& at) { draw_file(ledger, columns, row, at); },
        [&](std::size_t row) {
            const LedgerRow wasted = ledger.at(row);
            return RowWords{.name = text(path_of(ledger, wasted), ", ", human_size(wasted.bytes), " in layer ",
                                         wasted.place.layer + 1, ", ", ledger_cause(ledger.timeline, wasted))};
        });
    use_files(ledger, use, commands);
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"
#include "core/tree/rows.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/sort_head.hpp"
#include "web/ui/views/state_of_reading.hpp"
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
    const std::vector<std::uint32_t>& order;
};

std::string path_of(const Ledger& ledger, const WasteRow& row) {
    std::string scratch;
    const std::string path = ledger.timeline.layer(row.buried.layer).tree.path(row.buried.entry);
    return printable(shortened_path(path, scratch));
}

std::string cause_text(const WasteRow& row) {
    const std::string layer = text("layer ", row.hidden_by + 1);
    std::string words = row.cause == WasteCause::removed       ? "deleted by " + layer
                        : row.cause == WasteCause::restated    ? "copied by " + layer
                        : row.cause == WasteCause::overwritten ? "written anew by " + layer
                                                               : "twice in " + layer;
    if (row.unsure) words += ", perhaps";
    return words;
}

/// What one layer hides of another: the deed, the instruction that does it, and the advice.
void draw_transfer(const Ledger& ledger, std::size_t index, const ImVec4& room) {
    const Ui& ui = ledger.screen.ui;
    const Theme& theme = ui.theme;
    const WasteTransfer& transfer = ledger.waste.transfers[index];
    const auto [second, third] = draw_waste_row(ui, text("Layer ", transfer.by + 1, ' ', waste_deed(transfer)),
                                                transfer.bytes, ledger.waste.transfers.front().bytes, room);
    draw_text(ui, second, {.face = Face::small_mono, .colour = theme.colours.dim},
              layer_title(ledger.screen.image->record, transfer.by));
    draw_text(ui, third, {.face = Face::small, .colour = theme.colours.faint},
              text("To avoid it: ", waste_advice(transfer.cause), '.'));
}

struct Column {
    WasteSort sort;
    SortHead head;
};
using Columns = std::array<Column, 4>;

Columns make_columns(const Theme& theme, float left, float right) {
    const float path = left + theme.padding, size = right - theme.padding - theme.px(138);
    const float layer = size - theme.px(72), cause = layer - theme.px(150);
    return {{{WasteSort::path, {"Path", path, std::max(path, cause - theme.gap)}},
             {WasteSort::cause, {"Cause", cause, layer - theme.gap}},
             {WasteSort::layer, {"Held by", layer, size - theme.gap}},
             {WasteSort::bytes, {"Wasted", size, right - theme.padding, Align::right}}}};
}

void draw_heads(const Screen& screen, Commands& commands, const Columns& columns, float top) {
    const WasteChoice& choice = screen.state.waste;
    for (const Column& column : columns) {
        const bool sorted = choice.sort == column.sort;
        if (const auto order =
                sort_head(screen.ui, column.head, top, sorted ? std::optional(choice.order) : std::nullopt))
            commands.add(SetWaste{{.list = choice.list, .sort = column.sort, .order = *order}});
    }
    draw_heads_line(screen.ui, top);
}

void draw_file(const Ledger& ledger, const Columns& columns, std::size_t index, const ImVec4& room) {
    const Ui& ui = ledger.screen.ui;
    const WasteRow& row = ledger.waste.rows[ledger.order[index]];
    const TextStyle quiet = {.face = Face::small, .colour = ui.theme.colours.dim};
    draw_text_middle(ui, {columns[0].head.from, room.y, columns[0].head.to, room.w}, {.face = Face::mono},
                     path_of(ledger, row));
    draw_text(ui, {columns[1].head.from, room.y, columns[1].head.to, room.w}, quiet, cause_text(row));
    draw_text(ui, {columns[2].head.from, room.y, columns[2].head.to, room.w}, quiet,
              text("layer ", row.buried.layer + 1));
    draw_wasted(ui, row.bytes, ledger.waste.rows.front().bytes,
                {columns[3].head.from, room.y, columns[3].head.to, room.w});
}

/// The file that a transfer wastes most with.
NodeIndex largest_of(const Waste& waste, const WasteTransfer& transfer) {
    const WasteRow* largest = nullptr;
    for (const WasteRow& row : waste.rows)
        if (row.buried.layer == transfer.from && row.hidden_by == transfer.by && row.cause == transfer.cause &&
            (!largest || row.bytes > largest->bytes))
            largest = &row;
    return largest ? largest->node : no_node;
}

void use_transfers(const Ledger& ledger, const RowListUse& use, Commands& commands) {
    WasteChoice choice = ledger.screen.state.waste;
    if (use.selected) {
        choice.row = *use.selected;
        commands.add(SetWaste{choice});
        commands.add(ShowLayer{ledger.waste.transfers[*use.selected].by});
    }
    if (use.activated) {
        const WasteTransfer& transfer = ledger.waste.transfers[*use.activated];
        commands.add(ShowLayer{transfer.by});
        commands.add(ShowScope{Scope::this_layer});
        commands.add(ShowView{View::files});
        commands.add(GoToNode{largest_of(ledger.waste, transfer)});
    }
}

void use_files(const Ledger& ledger, const RowListUse& use, Commands& commands) {
    WasteChoice choice = ledger.screen.state.waste;
    const auto row = [&](std::size_t index) -> const WasteRow& { return ledger.waste.rows[ledger.order[index]]; };
    if (use.selected) {
        choice.row = *use.selected;
        commands.add(SetWaste{choice});
        commands.add(SelectNode{row(*use.selected).node});
    }
    if (use.activated && row(*use.activated).node != no_node) {
        // The layer that hides the file shows it as changed or removed.
        commands.add(ShowLayer{row(*use.activated).hidden_by});
        commands.add(ShowScope{Scope::this_layer});
        commands.add(GoToNode{row(*use.activated).node});
    }
}

void draw_lists(const Ledger& ledger, Commands& commands, const ImVec4& room) {
    Ui& ui = ledger.screen.ui;
    const Theme& theme = ui.theme;
    const std::size_t selected = ledger.screen.state.waste.row;
    if (ledger.screen.state.waste.list == WasteList::advice) return draw_advices(ledger.screen, commands, room);
    if (ledger.screen.state.waste.list == WasteList::layers) {
        ImGui::SetCursorScreenPos({room.x, room.y});
        const RowListUse use = row_list(
            ui,
            {.id = "transfers",
             .name = "Waste by layer",
             .count = ledger.waste.transfers.size(),
             .selected = selected,
             .row_height = theme.px(74),
             .height = height_of(room)},
            [&](std::size_t row, const ImVec4& at) { draw_transfer(ledger, row, at); },
            [&](std::size_t row) {
                const WasteTransfer& transfer = ledger.waste.transfers[row];
                return RowWords{.name =
                                    text("Layer ", transfer.by + 1, ' ', waste_deed(transfer), ": ",
                                         human_size(transfer.bytes), ". To avoid it: ", waste_advice(transfer.cause))};
            });
        return use_transfers(ledger, use, commands);
    }
    const Columns columns = make_columns(theme, room.x, room.z - theme.px(4));
    draw_heads(ledger.screen, commands, columns, room.y);
    ImGui::SetCursorScreenPos({room.x, room.y + heads_height(theme)});
    const RowListUse use = row_list(
        ui,
        {.id = "wasted-files",
         .name = "Wasted files",
         .role = Role::table,
         .count = ledger.order.size(),
         .selected = selected,
         .height = height_of(room) - heads_height(theme)},
        [&](std::size_t row, const ImVec4& at) { draw_file(ledger, columns, row, at); },
        [&](std::size_t row) {
            const WasteRow& wasted = ledger.waste.rows[ledger.order[row]];
            return RowWords{.name = text(path_of(ledger, wasted), ", ", human_size(wasted.bytes), " in layer ",
                                         wasted.buried.layer + 1, ", ", cause_text(wasted))};
        });
    use_files(ledger, use, commands);
}

/// At the cursor, in as many words as `width` has room for.
void draw_summary(const Ledger& ledger, float width) {
    Ui& ui = ledger.screen.ui;
    const Colours& colours = ui.theme.colours;
    const std::string missing = missing_layers(*ledger.screen.image);
    std::string words = waste_summary(ledger.waste);
    if (!missing.empty()) return label(ui, {.colour = colours.changed}, text(words, ' ', missing));
    if (text_extent(ui, Face::sans, words).x > width)
        words = text(human_size(ledger.waste.wasted_bytes), " wasted, ", human_size(ledger.waste.needless_bytes),
                     " needless, of ", human_size(ledger.waste.total_bytes));
    label(ui, {.colour = colours.dim}, words);
}

} // namespace

void draw_wasted(const Ui& ui, std::uint64_t bytes, std::uint64_t largest, const ImVec4& room) {
    const float middle = (room.y + room.w) / 2, bar = ui.theme.px(2);
    draw_bar(ui, {room.x, middle - bar, room.x + ui.theme.px(58), middle + bar},
             static_cast<float>(double(bytes) / double(std::max<std::uint64_t>(1, largest))), ui.theme.colours.bar);
    draw_text(ui, room, {.face = Face::mono}, human_size(bytes), Align::right);
}

WasteLines draw_waste_row(const Ui& ui, std::string_view title, std::uint64_t bytes, std::uint64_t largest,
                          const ImVec4& room) {
    const Theme& theme = ui.theme;
    const float left = room.x + theme.padding, right = room.z - theme.padding, size = right - theme.px(138);
    draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, theme.colours.row_line);
    const auto line = [&](float number) {
        const float y = room.y + theme.px(7) + theme.px(20) * number;
        return ImVec4{left, y, right, y + theme.px(20)};
    };
    const ImVec4 first = line(0);
    draw_wasted(ui, bytes, largest, {size, first.y, first.z, first.w});
    draw_text(ui, {first.x, first.y, size - theme.gap, first.w}, {}, title);
    return {line(1), line(2)};
}

void draw_waste(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float top = corner.y + theme.tab_bar;
    if (layers_awaited(*screen.image) > 0)
        return draw_awaited(screen, *screen.image, "The waste", {corner.x, top, corner.x + size.x, corner.y + size.y});
    const Ledger ledger{.screen = screen,
                        .timeline = screen.derived.timeline(*screen.image),
                        .waste = screen.derived.waste(*screen.image),
                        .order = screen.derived.waste_order(*screen.image, screen.state.waste)};
    constexpr std::string_view lists[] = {"By layer", "By file", "By class", "What to change"};
    ImGui::SetCursorScreenPos({corner.x + theme.padding, top + theme.px(11)});
    if (const auto list = segments(ui, "Waste by", lists, static_cast<std::size_t>(screen.state.waste.list))) {
        WasteChoice choice = screen.state.waste;
        choice.list = static_cast<WasteList>(*list);
        choice.row = no_row;
        commands.add(SetWaste{choice});
    }
    const float words = ImGui::GetItemRectMax().x + theme.padding;
    ImGui::SetCursorScreenPos({words, top + theme.px(14)});
    draw_summary(ledger, corner.x + size.x - theme.padding - words);
    const ImVec4 room = {corner.x, top + theme.filter_bar, corner.x + size.x, corner.y + size.y};
    draw_line(ui, {room.x, room.y - 1}, {room.z, room.y - 1}, theme.colours.line);
    if (screen.state.waste.list == WasteList::classes) return draw_waste_classes(screen, room);
    const bool advises = screen.state.waste.list == WasteList::advice;
    if (advises ? !screen.derived.advice(*screen.image).empty() : !ledger.waste.transfers.empty())
        draw_lists(ledger, commands, room);
}

} // namespace strata::ui

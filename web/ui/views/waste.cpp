#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/waste_words.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/state_of_reading.hpp"
#include "web/ui/views/waste_lists.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// All that the rows of one frame share.
struct Ledger {
    const Screen& screen;
    const Waste& waste;
};

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

void draw_transfers(const Ledger& ledger, Commands& commands, const ImVec4& room) {
    Ui& ui = ledger.screen.ui;
    if (ledger.waste.transfers.empty()) return;
    ImGui::SetCursorScreenPos({room.x, room.y});
    const RowListUse use = row_list(
        ui,
        {.id = "transfers",
         .name = "Waste by layer",
         .count = ledger.waste.transfers.size(),
         .selected = ledger.screen.state.waste.row,
         .row_height = ui.theme.px(74),
         .height = height_of(room)},
        [&](std::size_t row, const ImVec4& at) { draw_transfer(ledger, row, at); },
        [&](std::size_t row) {
            const WasteTransfer& transfer = ledger.waste.transfers[row];
            return RowWords{.name = text("Layer ", transfer.by + 1, ' ', waste_deed(transfer), ": ",
                                         human_size(transfer.bytes), ". To avoid it: ", waste_advice(transfer.cause))};
        });
    use_transfers(ledger, use, commands);
}

/// Which class alone is listed, and the way back to all that is hidden.
void draw_only(const Ledger& ledger, Commands& commands, ByteClass only, float width) {
    Ui& ui = ledger.screen.ui;
    constexpr std::string_view back = "Show all waste";
    const ByteClassSum& sum = ledger.waste.of(only);
    std::string words = text(byte_class_name(only), ": ", human_size(sum.bytes), " in ", grouped(sum.files),
                             sum.files == 1 ? " file" : " files");
    const float room = width - ui.theme.gap - text_extent(ui, Face::sans, back).x;
    if (text_extent(ui, Face::sans, words).x > room) words = byte_class_name(only);
    label(ui, {.colour = ui.theme.colours.dim}, words);
    space(ui.theme.gap);
    if (link(ui, back)) commands.add(SetWaste{{.list = WasteList::files}});
}

/// At the cursor, in as many words as `width` has room for.
void draw_summary(const Ledger& ledger, float width) {
    Ui& ui = ledger.screen.ui;
    const Colours& colours = ui.theme.colours;
    const std::string missing = missing_layers(*ledger.screen.image);
    std::string words = waste_summary(ledger.waste);
    if (!missing.empty()) return label(ui, {.colour = colours.changed}, text(words, ' ', missing));
    const std::string_view more = ledger.screen.settled ? std::string_view() : still_comparing;
    if (text_extent(ui, Face::sans, text(words, more)).x > width)
        words = text(human_size(ledger.waste.wasted_bytes), " wasted, ", human_size(ledger.waste.needless_bytes),
                     " needless, of ", human_size(ledger.waste.total_bytes));
    label(ui, {.colour = colours.dim}, text(words, more));
}

} // namespace

void draw_wasted(const Ui& ui, std::uint64_t bytes, std::uint64_t largest, const ImVec4& room) {
    const float middle = (room.y + room.w) / 2, bar = ui.theme.px(2);
    if (width_of(room) > ui.theme.px(120))
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
    const Ledger ledger{screen, screen.derived.waste(*screen.image)};
    const WasteChoice& choice = screen.state.waste;
    constexpr std::string_view lists[] = {"By layer", "By file", "By class", "What to change"};
    ImGui::SetCursorScreenPos({corner.x + theme.padding, top + theme.px(11)});
    if (const auto list = segments(ui, "Waste by", lists, static_cast<std::size_t>(choice.list)))
        commands.add(SetWaste{{.list = static_cast<WasteList>(*list), .sort = choice.sort, .order = choice.order}});
    const float words = ImGui::GetItemRectMax().x + theme.padding, left = corner.x + size.x - theme.padding - words;
    ImGui::SetCursorScreenPos({words, top + theme.px(14)});
    if (choice.list == WasteList::files && choice.only)
        draw_only(ledger, commands, *choice.only, left);
    else
        draw_summary(ledger, left);
    const ImVec4 room = {corner.x, top + theme.filter_bar, corner.x + size.x, corner.y + size.y};
    draw_line(ui, {room.x, room.y - 1}, {room.z, room.y - 1}, theme.colours.line);
    switch (choice.list) {
    case WasteList::layers: return draw_transfers(ledger, commands, room);
    case WasteList::files: return draw_wasted_files(screen, commands, *screen.image, room);
    case WasteList::classes: return draw_waste_classes(screen, commands, room);
    case WasteList::advice: return draw_advices(screen, commands, room);
    }
}

} // namespace strata::ui

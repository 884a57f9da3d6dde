// What to change in the Dockerfile so that less is wasted.
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/advice_words.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/waste_lists.hpp"

namespace strata::ui {

namespace {

/// The first of the lines to write, and how many follow.
void draw_edits(const Ui& ui, const std::vector<std::string>& edits, ImVec4 line) {
    if (edits.empty()) return;
    if (edits.size() > 1) {
        const std::string more = text("and ", edits.size() - 1, edits.size() == 2 ? " line more" : " lines more");
        const float width = text_extent(ui, Face::small, more).x;
        draw_text(ui, {line.z - width, line.y, line.z + 1, line.w},
                  {.face = Face::small, .colour = ui.theme.colours.faint}, more);
        line.z -= width + ui.theme.gap;
    }
    draw_text(ui, line, {.face = Face::small_mono, .colour = ui.theme.colours.dim}, edits.front());
}

std::string paths_text(const Advice& advice) {
    std::string paths;
    for (const std::string& path : advice.paths) paths += text(paths.empty() ? "" : ", ", printable(path));
    if (advice.more_paths > 0) paths += text(" and ", grouped(advice.more_paths), " more");
    return paths;
}

/// One edit: what to do, how much it saves, and below it the lines to write.
void draw_advice(const Screen& screen, const std::vector<Advice>& all, std::size_t index, const ImVec4& room) {
    const Ui& ui = screen.ui;
    const Advice& advice = all[index];
    const auto [second, third] = draw_waste_row(ui, advice_title(advice), advice.bytes, all.front().bytes, room);
    draw_edits(ui, advice_edits(advice, screen.image->record), second);
    draw_text(ui, third, {.face = Face::small, .colour = ui.theme.colours.faint}, paths_text(advice));
}

RowWords words_of(const Screen& screen, const Advice& advice) {
    std::string words = text(advice_title(advice), ": saves ", human_size(advice.bytes));
    for (const std::string& edit : advice_edits(advice, screen.image->record)) words += text(". ", edit);
    return {.name = std::move(words)};
}

std::string edits_text(const Screen& screen, const Advice& advice) {
    std::string edits;
    for (const std::string& edit : advice_edits(advice, screen.image->record)) edits += edit + '\n';
    return edits;
}

void draw_foot(const Screen& screen, Commands& commands, const Advice& advice, const ImVec4& room) {
    const std::string edits = edits_text(screen, advice);
    draw_details(screen, commands,
                 {.title = advice_title(advice),
                  .facts = {{"saves", human_size(advice.bytes)}},
                  .text = printable_lines(edits),
                  .copied = edits,
                  .layer = advice.layer},
                 room);
}

} // namespace

void draw_advices(const Screen& screen, Commands& commands, const ImVec4& room) {
    Ui& ui = screen.ui;
    const std::vector<Advice>& all = screen.derived.advice(*screen.image);
    if (all.empty()) return;
    const std::size_t selected = screen.state.waste.row;
    const bool details = selected < all.size();
    const float foot = details ? details_height(ui.theme, height_of(room)) : 0;
    ImGui::SetCursorScreenPos({room.x, room.y});
    const RowListUse use = row_list(
        ui,
        {.id = "advice",
         .name = "What to change",
         .count = all.size(),
         .selected = details ? selected : no_row,
         .row_height = ui.theme.px(74),
         .height = height_of(room) - foot},
        [&](std::size_t row, const ImVec4& at) { draw_advice(screen, all, row, at); },
        [&](std::size_t row) { return words_of(screen, all[row]); });
    if (use.selected) {
        WasteChoice choice = screen.state.waste;
        choice.row = *use.selected;
        commands.add(SetWaste{choice});
        commands.add(ShowLayer{all[*use.selected].layer});
    }
    if (use.activated) commands.add(CopyText{edits_text(screen, all[*use.activated])});
    if (details) draw_foot(screen, commands, all[selected], {room.x, room.w - foot, room.z, room.w});
}

} // namespace strata::ui

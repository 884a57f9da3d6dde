#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "web/ui/listed_rows.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/history_parts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// Among the rows: here the image ends that this one was built on.
constexpr std::uint32_t end_of_base = no_index - 1;

/// The rows that the search leaves, each with the layer it made.
struct Shown {
    const OpenImage& image;
    const BaseImage& base;
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> layers; ///< by row of the whole history; no_index: none

    [[nodiscard]] bool is_end_of_base(std::size_t row) const { return rows[row] == end_of_base; }
    [[nodiscard]] const HistoryRow& at(std::size_t row) const { return image.record.config.history[rows[row]]; }
};

Shown find_rows(const Screen& screen) {
    const OpenImage& image = *screen.image;
    const std::vector<HistoryRow>& history = image.record.config.history;
    Shown shown{.image = image,
                .base = screen.derived.base(image),
                .rows = {},
                .layers = std::vector<std::uint32_t>(history.size(), no_index)};
    for (std::uint32_t layer = 0; layer < image.record.layers.size(); layer++)
        if (const std::uint32_t row = image.record.layers[layer].history; row < history.size())
            shown.layers[row] = layer;
    for (const std::uint32_t row : listed_history(history, screen.state.search)) {
        const bool own = row >= shown.base.rows;
        if (own && !shown.rows.empty() && shown.rows.back() < shown.base.rows) shown.rows.push_back(end_of_base);
        shown.rows.push_back(row);
    }
    return shown;
}

/// "2026-11-02 14:03", or what is written there when it is no time.
std::string created_text(const std::string& created) {
    const auto time = parse_time(created);
    return time ? format_minute(time->seconds) : printable(created);
}

/// "The base image debian:12 ends here", and how that is known.
std::string end_of_base_words(const BaseImage& base) {
    return text("The base image ", printable(base.name), base.name.empty() ? "" : " ", "ends here (",
                printable(base.reason), ')');
}

void draw_end_of_base(const Ui& ui, const BaseImage& base, const ImVec4& room) {
    const Theme& theme = ui.theme;
    ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.raised);
    draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.line);
    draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, theme.colours.line);
    draw_text(ui, {room.x + theme.padding, room.y, room.z - theme.padding, room.w},
              {.face = Face::small, .colour = theme.colours.dim}, end_of_base_words(base));
}

void draw_step(const Screen& screen, const Shown& shown, std::size_t row, const ImVec4& room) {
    const Ui& ui = screen.ui;
    if (shown.is_end_of_base(row)) return draw_end_of_base(ui, shown.base, room);
    const Theme& theme = ui.theme;
    const HistoryRow& step = shown.at(row);
    const std::uint32_t layer = shown.layers[shown.rows[row]];
    const bool empty = layer == no_index;
    if (!empty && layer == screen.state.layer)
        ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.x + theme.px(3), room.w},
                                                  theme.colours.accent);
    const float number = room.x + theme.padding + theme.px(60), right = room.z - theme.padding;
    const float size = right - theme.px(84), created = size - theme.px(130), words = number + theme.px(12);
    const TextStyle quiet = {.face = Face::small_mono, .colour = theme.colours.faint};
    draw_text(ui, {room.x + theme.padding, room.y, number, room.w}, quiet, empty ? "" : text("layer ", layer + 1));
    draw_text(ui, {words, room.y, created - theme.gap, room.w},
              {.face = Face::mono, .colour = empty ? theme.colours.faint : theme.colours.text},
              printable(step_title(step)));
    draw_text(ui, {created, room.y, size, room.w}, quiet, created_text(step.created));
    draw_text(ui, {size, room.y, right, room.w}, {.face = Face::mono, .colour = empty ? theme.colours.faint : 0},
              layer_size_words(shown.image, layer), Align::right);
}

RowWords words_of(const Shown& shown, std::size_t row) {
    if (shown.is_end_of_base(row)) return {.name = end_of_base_words(shown.base)};
    const std::uint32_t layer = shown.layers[shown.rows[row]];
    const std::string made = layer == no_index ? std::string("no layer")
                                               : text("layer ", layer + 1, ", ", layer_size_words(shown.image, layer));
    return {.name = text(printable(step_title(shown.at(row))), ", ", made)};
}

void draw_step_details(const Screen& screen, Commands& commands, const Shown& shown, std::uint32_t row,
                       const ImVec4& room) {
    const HistoryRow& step = shown.image.record.config.history[row];
    const std::uint32_t layer = shown.layers[row];
    const bool masked = step.created_by != shown.image.stored.config.history[row].created_by;
    draw_details(screen, commands,
                 {.title = text("Step ", row + 1),
                  .facts = {{"created", printable(step.created)},
                            {"by", printable(step.author)},
                            {"comment:", printable(step.comment)},
                            {"makes", layer == no_index ? "no layer" : text("layer ", layer + 1)},
                            {"…", masked ? "stands for a secret" : ""}},
                  .text = printable_lines(step.created_by),
                  .copied = step.created_by,
                  .layer = layer},
                 room);
}

/// What the keyboard reaches; it steps over the end of the base image, which a click leaves alone too.
std::optional<std::uint32_t> chosen_row(const Shown& shown, const RowListUse& use, std::size_t selected) {
    if (!use.selected) return std::nullopt;
    const std::size_t row = *use.selected;
    if (!shown.is_end_of_base(row)) return shown.rows[row];
    if (use.pressed) return std::nullopt;
    return shown.rows[selected != no_row && selected > row ? row - 1 : row + 1]; // it is never the first or the last
}

} // namespace

std::string layer_size_words(const OpenImage& image, std::uint32_t layer) {
    if (layer == no_index) return {};
    const LayerSlot& slot = image.layers[layer];
    return slot.layer ? human_size(slot.layer->file_bytes) : slot.stage == Stage::failed ? "not read" : "…";
}

float draw_history_forms(const Screen& screen, Commands& commands) {
    const Theme& theme = screen.ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    constexpr std::string_view forms[] = {"Rows", "Dockerfile"};
    ImGui::SetCursorScreenPos({corner.x + theme.padding, corner.y + theme.tab_bar + theme.px(11)});
    if (const auto chosen =
            segments(screen.ui, "History as", forms, static_cast<std::size_t>(screen.state.history.list)))
        commands.add(SetHistory{{.list = static_cast<HistoryList>(*chosen)}});
    return ImGui::GetItemRectMax().x;
}

void draw_no_history(const Screen& screen, Commands& commands, float top) {
    Ui& ui = screen.ui;
    ImGui::SetCursorScreenPos({ImGui::GetWindowPos().x + ui.theme.padding, top + ui.theme.px(24)});
    const bool searched = !screen.image->record.config.history.empty();
    label(ui, {.colour = ui.theme.colours.dim},
          searched ? text("No step holds ", screen.state.search, ".") : "This image says nothing of how it was built.");
    space(ui.theme.gap);
    if (searched && link(ui, "Clear search")) commands.add(SetSearch{});
}

void draw_history_rows(const Screen& screen, Commands& commands, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Shown shown = find_rows(screen);
    if (shown.rows.empty()) return draw_no_history(screen, commands, room.y);
    // Without a choice of its own, the row of the selected layer is the selected one.
    const std::uint32_t wanted = screen.state.history_row != no_index ? screen.state.history_row
                                 : screen.image->record.layers.empty()
                                     ? no_index
                                     : screen.image->record.layers[screen.state.layer].history;
    const auto found = std::ranges::find(shown.rows, wanted);
    const bool details = found != shown.rows.end();
    const std::size_t selected = details ? static_cast<std::size_t>(found - shown.rows.begin()) : no_row;
    const float foot = details ? details_height(ui.theme, ImGui::GetWindowHeight()) : 0;
    ImGui::SetCursorScreenPos({room.x, room.y});
    const RowListUse use = row_list(
        ui,
        {.id = "history",
         .name = "History",
         .role = Role::table,
         .count = shown.rows.size(),
         .selected = selected,
         .height = height_of(room) - foot,
         .reveal_selected = screen.state.reveal},
        [&](std::size_t row, const ImVec4& at) { draw_step(screen, shown, row, at); },
        [&](std::size_t row) { return words_of(shown, row); });
    if (const auto row = chosen_row(shown, use, selected)) commands.add(SelectHistory{*row});
    if (use.activated && !shown.is_end_of_base(*use.activated) &&
        shown.layers[shown.rows[*use.activated]] != no_index) {
        commands.add(ShowScope{Scope::this_layer});
        commands.add(ShowView{View::files});
    }
    if (details) draw_step_details(screen, commands, shown, wanted, {room.x, room.w - foot, room.z, room.w});
}

void draw_history(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const float bar = corner.y + theme.tab_bar;
    const HistoryList list = screen.state.history.list;
    const float left = draw_history_forms(screen, commands) + theme.padding;
    float right = corner.x + size.x - theme.px(12);
    if (list == HistoryList::dockerfile) {
        right -= theme.px(40);
        ImGui::SetCursorScreenPos({right + theme.px(8), bar + theme.px(8)});
        if (icon_button(ui, Icon::copy, "Copy the Dockerfile")) {
            const DockerfileRows& all = screen.derived.dockerfile(*screen.image);
            commands.add(CopyText{dockerfile_text(all.file, screen.image->record, all.figures)});
        }
    }
    ImGui::SetCursorScreenPos({left, bar + theme.px(8)});
    draw_search(screen, commands, "Search the history", "Search instructions, comments and authors", right - left);
    const ImVec4 room = {corner.x, bar + theme.filter_bar, corner.x + size.x, corner.y + size.y};
    draw_line(ui, {room.x, room.y - 1}, {room.z, room.y - 1}, theme.colours.line);
    if (list == HistoryList::dockerfile)
        draw_dockerfile(screen, commands, room);
    else
        draw_history_rows(screen, commands, room);
}

} // namespace strata::ui

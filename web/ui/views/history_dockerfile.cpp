#include "core/base/ascii.hpp"
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/details.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/views/history_parts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

struct Columns {
    float text = 0, needed = 0, size = 0, right = 0; ///< left edges, and the right edge of all; pixels
};

Columns make_columns(const Theme& theme, const ImVec4& room) {
    Columns columns;
    columns.right = room.z - theme.padding - theme.px(4);
    columns.size = columns.right - theme.px(84);
    columns.needed = columns.size - theme.px(112);
    columns.text = room.x + theme.padding + theme.px(72);
    return columns;
}

struct Shown {
    const OpenImage& image;
    const DockerfileRows& all;
    std::vector<std::uint32_t> rows; ///< of DockerfileRows::rows, those that the search leaves

    [[nodiscard]] const DockerfileRow& at(std::size_t row) const { return all.rows[rows[row]]; }
    [[nodiscard]] const DockerfileLine& line(std::size_t row) const { return all.file.lines[at(row).line]; }
};

bool matches(const DockerfileLine& line, std::string_view wanted) {
    return holds_text(line.text, wanted) ||
           std::ranges::any_of(line.notes, [&](const std::string& note) { return holds_text(note, wanted); });
}

Shown find_rows(const Screen& screen) {
    Shown shown{.image = *screen.image, .all = screen.derived.dockerfile(*screen.image), .rows = {}};
    std::vector<bool> wanted(shown.all.file.lines.size());
    for (std::size_t i = 0; i < wanted.size(); i++) wanted[i] = matches(shown.all.file.lines[i], screen.state.search);
    for (std::uint32_t row = 0; row < shown.all.rows.size(); row++)
        if (wanted[shown.all.rows[row].line]) shown.rows.push_back(row);
    return shown;
}

/// The chosen row; where none is, the instruction that made the selected layer.
std::size_t selected_row(const State& state, const Shown& shown) {
    const auto found =
        state.history.text_row != no_index
            ? std::ranges::find(shown.rows, state.history.text_row)
            : std::ranges::find_if(shown.rows, [&](std::uint32_t row) {
                  const DockerfileLine& line = shown.all.file.lines[shown.all.rows[row].line];
                  return shown.all.rows[row].holds_figures &&
                         (state.history_row != no_index ? line.row == state.history_row : line.layer == state.layer);
              });
    return found == shown.rows.end() ? no_row : static_cast<std::size_t>(found - shown.rows.begin());
}

/// "62 % needed"; "" for no layer, an empty one, and as long as layers are being read.
std::string needed_words(const Shown& shown, std::uint32_t layer) {
    if (layer >= shown.all.figures.size() || !shown.image.complete()) return {};
    const auto needed = needed_percent(shown.all.figures[layer]);
    return needed ? text(*needed, " % needed") : std::string();
}

void draw_row(const Screen& screen, const Shown& shown, std::size_t row, const ImVec4& room) {
    const Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Columns columns = make_columns(theme, room);
    const DockerfileRow& at = shown.at(row);
    const DockerfileLine& line = shown.line(row);
    if (at.starts_line && row > 0) draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.row_line);
    if (line.layer != no_index && line.layer == screen.state.layer)
        ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.x + theme.px(3), room.w},
                                                  theme.colours.accent);
    float end = at.holds_figures ? columns.needed : columns.right;
    const bool cut = code_x(ui, at.text, at.text.size()) > end - theme.gap - columns.text;
    if (cut) {
        const float dots = end - theme.gap - code_width(ui);
        draw_text(ui, {dots, room.y, end, room.w}, {.face = Face::mono, .colour = theme.colours.dim}, "…");
        end = dots + theme.gap;
    }
    ImGui::PushClipRect({columns.text, room.y}, {end - theme.gap, room.w}, true);
    draw_code(ui, {columns.text, room.y, end, room.w}, end,
              {.text = at.text,
               .highlight = at.highlight,
               .selected = {},
               .plain = line.in_base ? theme.colours.dim : theme.colours.text});
    ImGui::PopClipRect();
    if (!at.holds_figures || line.layer == no_index) return;
    const TextStyle quiet = {.face = Face::small_mono, .colour = theme.colours.faint};
    draw_text(ui, {room.x + theme.padding, room.y, columns.text, room.w}, quiet, text("layer ", line.layer + 1));
    draw_text(ui, {columns.needed, room.y, columns.size, room.w},
              {.face = Face::small_mono, .colour = theme.colours.dim}, needed_words(shown, line.layer), Align::right);
    draw_text(ui, {columns.size, room.y, columns.right, room.w}, {.face = Face::mono},
              layer_size_words(shown.image, line.layer), Align::right);
}

RowWords words_of(const Shown& shown, std::size_t row) {
    const DockerfileRow& at = shown.at(row);
    const std::uint32_t layer = shown.line(row).layer;
    if (!at.holds_figures || layer == no_index) return {.name = at.text};
    const std::string needed = needed_words(shown, layer);
    return {.name = text(at.text, ", layer ", layer + 1, ", ", layer_size_words(shown.image, layer),
                         needed.empty() ? "" : ", ", needed)};
}

void draw_line_details(const Screen& screen, Commands& commands, const Shown& shown, std::size_t row,
                       const ImVec4& room) {
    const DockerfileLine& line = shown.line(row);
    const bool has_layer = line.layer < shown.all.figures.size();
    std::string words;
    for (const std::string& note : line.notes) words += text("# ", printable(note), '\n');
    draw_details(screen, commands,
                 {.title = line.row != no_index             ? text("Step ", line.row + 1)
                           : line.layer != no_index         ? "Layer without history"
                           : line.text.starts_with("FROM ") ? "Base image"
                                                            : "Configuration",
                  .facts = {{"makes", has_layer && shown.image.complete()
                                          ? layer_figures_text(line.layer, shown.all.figures[line.layer])
                                          : ""}},
                  .text = words + dockerfile_line_text(line),
                  .copied = line.text,
                  .layer = line.layer},
                 room);
}

void use_rows(const Shown& shown, const RowListUse& use, Commands& commands) {
    if (use.selected) {
        const DockerfileLine& line = shown.line(*use.selected);
        if (line.row != no_index)
            commands.add(SelectHistory{line.row}); // and its layer
        else if (line.layer != no_index)
            commands.add(ShowLayer{line.layer});
        commands.add(SetHistory{{.list = HistoryList::dockerfile, .text_row = shown.rows[*use.selected]}});
    }
    if (use.activated && shown.line(*use.activated).layer != no_index) {
        commands.add(ShowLayer{shown.line(*use.activated).layer});
        commands.add(ShowScope{Scope::this_layer});
        commands.add(ShowView{View::files});
    }
}

} // namespace

void draw_dockerfile(const Screen& screen, Commands& commands, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Shown shown = find_rows(screen);
    if (shown.rows.empty()) return draw_no_history(screen, commands, room.y);
    const std::size_t selected = selected_row(screen.state, shown);
    const float foot = selected == no_row ? 0 : details_height(ui.theme, ImGui::GetWindowHeight());
    ImGui::SetCursorScreenPos({room.x, room.y});
    const RowListUse use = row_list(
        ui,
        {.id = "dockerfile",
         .name = "Dockerfile",
         .role = Role::table,
         .count = shown.rows.size(),
         .selected = selected,
         .height = height_of(room) - foot,
         .reveal_selected = screen.state.reveal},
        [&](std::size_t row, const ImVec4& at) { draw_row(screen, shown, row, at); },
        [&](std::size_t row) { return words_of(shown, row); });
    use_rows(shown, use, commands);
    if (selected != no_row)
        draw_line_details(screen, commands, shown, selected, {room.x, room.w - foot, room.z, room.w});
}

} // namespace strata::ui

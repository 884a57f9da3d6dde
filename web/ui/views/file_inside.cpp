#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/diff/nested_wanted.hpp"
#include "core/report/nested_text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

namespace strata::ui {

namespace {

const Difference* difference_of(const Screen& screen, const Selection& selection) {
    return screen.derived.comparison(*screen.against, *screen.image, screen.state).at_newer(selection.node);
}

const NestedDiff* known_inside(const Screen& screen, const Selection& selection) {
    const Difference* item = difference_of(screen, selection);
    return item ? screen.derived.comparison(*screen.against, *screen.image, screen.state).inside(*item) : nullptr;
}

/// "time, order"; of something that only one side has nothing: its mark says it.
std::string why(const NestedRow& row) {
    return row.change == FileChange::changed ? nested_reasons_text(row.reasons) : std::string();
}

constexpr std::string_view marks[] = {"+", "−", "~"}; // as FileChange counts

std::string name_of(const NestedRow& row) { return row.path.empty() ? "the archive itself" : printable(row.path); }

std::string words_of(const NestedRow& row) {
    const std::string reasons = why(row);
    return text(marks[static_cast<std::size_t>(row.change)], ' ', name_of(row), reasons.empty() ? "" : ": ", reasons);
}

void draw_member(const Ui& ui, const NestedRow& row, const ImVec4& room) {
    const Colours& colours = ui.theme.colours;
    const ImU32 inks[] = {colours.added, colours.removed, colours.changed};
    const ImU32 ink = inks[static_cast<std::size_t>(row.change)];
    const float left = room.x + ui.theme.px(10), right = room.z - ui.theme.px(14);
    const std::string reasons = why(row);
    const float reasons_width = text_extent(ui, Face::small, reasons).x;
    draw_text(ui, {left, room.y, left + ui.theme.px(16), room.w}, {.face = Face::small_mono, .colour = ink},
              marks[static_cast<std::size_t>(row.change)]);
    draw_text_middle(ui, {left + ui.theme.px(16), room.y, right - reasons_width - ui.theme.gap, room.w},
                     {.face = Face::small_mono, .colour = ink}, name_of(row));
    draw_text(ui, {right - reasons_width - 1, room.y, right, room.w}, {.face = Face::small, .colour = colours.dim},
              reasons, Align::right);
}

} // namespace

bool offers_inside(const Screen& screen, const Selection& selection) {
    if (!can_compare(screen) || selection.node == no_node || !selection.shown.is_file() ||
        !selection.earlier.is_file() || !selection.shown.place || !selection.earlier.place)
        return false;
    if (known_inside(screen, selection)) return true;
    const bool readable = screen.image->kind != ArchiveKind::snapshot && screen.against->kind != ArchiveKind::snapshot;
    const Difference* item = difference_of(screen, selection);
    return readable && item && item->row != no_index && (item->reasons & reason_content) != 0 &&
           may_hold_files(base_name(selection.path));
}

void draw_inside(const Screen& screen, Commands& commands, const Selection& selection, const ImVec4& room) {
    Ui& ui = screen.ui;
    const NestedDiff* nested = known_inside(screen, selection);
    draw_box(ui, room);
    if (!nested) {
        commands.add(WantInside{selection.earlier.place, selection.shown.place});
        return draw_skeleton(ui, room, "Looking inside both…");
    }
    if (!nested->problem.empty())
        return draw_words(ui, room, ui.theme.colours.dim, text("What differs inside is not known: ", nested->problem));
    const std::uint64_t all = nested->added + nested->removed + nested->changed;
    const std::size_t more = all > nested->rows.size() ? static_cast<std::size_t>(all - nested->rows.size()) : 0;
    const auto words = [&](std::size_t row) {
        return row < nested->rows.size() ? words_of(nested->rows[row]) : text("and ", grouped(more), " more");
    };
    copy_selected(commands,
                  code_list(ui,
                            {.id = list_id("inside", selection.shown.content()),
                             .name = "Inside",
                             .count = nested->rows.size() + (more > 0 ? 1 : 0)},
                            inset(room, 1, 1), {.selectable = {}, .mirrored = words}, [&](const CodeRow& row) {
                                const ImVec4& at = row.room;
                                if (row.index < nested->rows.size())
                                    return draw_member(ui, nested->rows[row.index], at);
                                draw_text(ui, {at.x + ui.theme.px(10), at.y, at.z, at.w},
                                          {.face = Face::small, .colour = ui.theme.colours.faint}, words(row.index));
                            }));
}

} // namespace strata::ui

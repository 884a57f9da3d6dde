#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

/// The path, and a button that copies it.
void draw_path(const Screen& screen, Commands& commands, const Selection& selection) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec4 room = room_here(ImGui::GetContentRegionAvail().x, theme.px(24));
    const std::string path = printable(selection.path);
    ui.mirror.add(
        {.role = Role::heading, .name = path, .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    draw_text_middle(ui, {room.x, room.y, room.z - theme.px(28), room.w}, {.face = Face::mono}, path);
    ImGui::SetCursorScreenPos({room.z - theme.px(24), room.y});
    if (icon_button(ui, Icon::copy, "Copy the path")) commands.add(Action::copy_path);
}

/// What this version costs: the row of the ledger that another copy of it, or its removal, made.
std::string waste_sentence(const Screen& screen, const Selection& selection) {
    if (screen.against || !screen.image->complete() || !selection.shown.place) return {};
    for (const WasteRow& row : screen.derived.waste(*screen.image).rows) {
        if (row.node != selection.node) continue;
        const std::string size = human_size(row.bytes);
        const std::uint32_t buried = row.buried.layer + 1, by = row.hidden_by + 1;
        const bool newer = row.hidden_by == selection.shown.stated.layer, older = row.buried == selection.shown.place;
        if (row.cause == WasteCause::restated && newer)
            return text(row.unsure ? "Perhaps the same bytes as in layer " : "The same bytes as in layer ", buried,
                        ": this copy wastes ", size, ".");
        if (row.cause == WasteCause::removed && (older || newer))
            return text("Layer ", by, " removes it: its ", size, " of layer ", buried, " are still in the image.");
        if (row.cause == WasteCause::overwritten && older)
            return text("Layer ", by, " replaces it: these ", size, " are still in the image.");
        if (row.cause == WasteCause::overwritten && newer)
            return text("Replaces ", size, " of layer ", buried, " that are still in the image.");
    }
    return {};
}

} // namespace

void draw_file(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float left = corner.x + theme.padding, right = corner.x + size.x - theme.padding;
    const Selection selection = selection_of(screen.derived, *screen.image, screen.against, screen.state);
    if (!selection || selection.path == "/") {
        ImGui::SetCursorScreenPos({left, corner.y + theme.px(12)});
        paragraph(ui, {.colour = theme.colours.dim}, "Choose a file to see what became of it and what is in it.",
                  right - left);
        return;
    }
    ImGui::SetCursorScreenPos({left, corner.y + theme.px(9)});
    ImGui::BeginChild("path", {right - left, theme.px(26)}, ImGuiChildFlags_NavFlattened);
    draw_path(screen, commands, selection);
    ImGui::EndChild();
    const float top = corner.y + theme.px(41);
    const float facts = std::min(facts_height(screen, selection), size.y * (size.y < theme.px(560) ? 0.6f : 0.5f));
    ImGui::SetCursorScreenPos({left, top});
    ImGui::BeginChild("facts", {right - left, facts}, ImGuiChildFlags_NavFlattened);
    draw_facts(screen, commands, selection);
    ImGui::EndChild();
    const std::string sentence = waste_sentence(screen, selection);
    const float lines = sentence.empty() ? 0 : text_extent(ui, Face::sans, sentence).x > right - left ? 2 : 1;
    const float foot = lines > 0 ? theme.px(20) * lines + theme.px(18) : theme.px(12);
    draw_preview(screen, commands, selection, {left, top + facts + theme.px(12), right, corner.y + size.y - foot});
    if (sentence.empty()) return;
    ImGui::SetCursorScreenPos({left, corner.y + size.y - foot + theme.px(8)});
    paragraph(ui, {.colour = theme.colours.dim}, sentence, right - left);
}

} // namespace strata::ui

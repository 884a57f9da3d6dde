#include "core/base/format.hpp"
#include "core/base/path.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <array>

namespace strata::ui {

namespace {

constexpr std::size_t no_row = static_cast<std::size_t>(-1);

/// All that the ways to show a content share.
struct Shown {
    const Screen& screen;
    Commands& commands;
    const Selection& selection;
    const ShownVersion& version;
    const Content& content;
    ImVec4 box; ///< where the content goes
};

/// Asks for what is missing; returns the content once something of it can be shown, and says in `box` why it can't.
const Content* content_of(const Screen& screen, Commands& commands, const ShownVersion& version, const ImVec4& box) {
    Ui& ui = screen.ui;
    if (!version.place) {
        draw_words(ui, box, ui.theme.colours.dim, "This link leads nowhere.");
        return nullptr;
    }
    const Content* content = screen.contents.find(version.content());
    if (!content) commands.add(WantContent{version.image, version.place, std::min(first_bytes, version.entry->size)});
    if (!content || content->stage == Stage::reading || content->stage == Stage::waiting) {
        draw_skeleton(ui, box, "Reading the file…");
        return nullptr;
    }
    if (content->stage == Stage::failed) {
        draw_words(ui, box, ui.theme.colours.removed, content->failure);
        return nullptr;
    }
    return content;
}

/// Marks the places where the search was found in this row, the one looked at most.
void mark_found(const Shown& shown, const std::vector<std::size_t>& found, const TextRow& row, const ImVec4& room) {
    const Ui& ui = shown.screen.ui;
    const std::size_t length = shown.screen.state.search.size();
    const std::string_view line = std::string_view(shown.content.bytes).substr(row.offset, row.length);
    const std::size_t now = found.empty() ? 0 : found[found_now(shown.screen.state, found.size())];
    for (auto at = std::ranges::lower_bound(found, row.offset); at != found.end() && *at < row.offset + row.length;
         at++)
        draw_found(ui, room, line, {.begin = *at - row.offset, .length = length, .looked_at = *at == now});
}

/// The place to scroll to: where what was found and is looked at begins.
TextPlace place_wanted(const State& state, const std::vector<std::size_t>& found, const std::vector<TextRow>& rows) {
    if (state.line > 0 && state.line_wanted)
        return {static_cast<std::size_t>(std::ranges::find(rows, state.line, &TextRow::line) - rows.begin()), 0};
    if (!state.reveal || found.empty()) return {no_row, 0};
    const std::size_t at = found[found_now(state, found.size())];
    const auto after = std::ranges::upper_bound(rows, at, {}, &TextRow::offset);
    return {static_cast<std::size_t>(after - rows.begin()) - 1,
            std::min(at + state.search.size() - after[-1].offset, std::size_t{after[-1].length})};
}

void draw_text_preview(const Shown& shown) {
    Ui& ui = shown.screen.ui;
    const Theme& theme = ui.theme;
    const std::string_view bytes = shown.content.bytes;
    const Language language = language_of(shown.selection.path, bytes);
    const float letter = code_width(ui), number_width = letter * 5 + theme.px(8), gutter = number_width + theme.px(8);
    const float room_width = width_of(shown.box) - gutter - theme.px(18);
    const auto columns = static_cast<std::uint32_t>(shown.screen.state.wrap ? std::max(8.0f, room_width / letter) : 0);
    const auto& rows = shown.screen.contents.rows(shown.version.content(), language, columns);
    const auto& found = shown.screen.contents.found(shown.version.content(), shown.screen.state.search);
    std::uint32_t longest = 0;
    if (!shown.screen.state.wrap)
        for (const TextRow& row : rows) longest = std::max(longest, row.length);
    const auto line = [&](std::size_t row) { return bytes.substr(rows[row].offset, rows[row].length); };
    if (shown.screen.state.line_wanted) shown.commands.add(LineShown{});
    const TextPlace wanted = place_wanted(shown.screen.state, found, rows);
    const auto draw_row = [&](const CodeRow& at) {
        const TextRow& row = rows[at.index];
        const ImVec4& room = at.room;
        if (row.line != 0 && row.line == shown.screen.state.line)
            ImGui::GetWindowDrawList()->AddRectFilled({room.x, room.y}, {room.z, room.w}, theme.colours.selected);
        draw_text(ui, {room.x, room.y, room.x + number_width, room.w},
                  {.face = Face::small_mono, .colour = theme.colours.faint},
                  row.line ? text(row.line) : std::string(goes_on), Align::right);
        const ImVec4 code = {room.x + gutter, room.y, room.z, room.w};
        mark_found(shown, found, row, code);
        draw_code(ui, code, room.z,
                  {.text = line(at.index),
                   .highlight = highlight(language, line(at.index), row.state),
                   .selected = at.selected});
    };
    const auto selectable = [&](std::size_t row, std::size_t) {
        return RowText{std::string(line(row)), row + 1 < rows.size() && rows[row + 1].line == 0};
    };
    const auto mirrored = [&](std::size_t row) {
        return rows[row].line ? shown_code(line(row)) : text(goes_on, ' ', shown_code(line(row)));
    };
    copy_selected(
        shown.commands,
        code_list(ui,
                  {.id = list_id("text", shown.version.content()),
                   .name = "Content",
                   .count = rows.size(),
                   .breaking = columns,
                   .width = shown.screen.state.wrap ? 0 : gutter + letter * static_cast<float>(longest) + theme.px(16),
                   .reveal = wanted.row,
                   .reveal_byte = wanted.byte,
                   .columns = {{.text = gutter}}},
                  shown.box, {.selectable = selectable, .mirrored = mirrored}, draw_row));
}

/// How much of the file is there, and more of it on demand.
void draw_rest(const Shown& shown, const ImVec4& room) {
    Ui& ui = shown.screen.ui;
    const Content& content = shown.content;
    ImGui::SetCursorScreenPos({room.x, room.y});
    label(ui, {.face = Face::small, .colour = ui.theme.colours.dim},
          text("The first ", human_size(content.bytes.size()), " of ", human_size(content.size)));
    space(ui.theme.px(10));
    if (content.request)
        label(ui, {.face = Face::small, .colour = ui.theme.colours.dim}, "reading…");
    else if (content.bytes.size() < most_shown && link(ui, "Show more", Face::small))
        shown.commands.add(WantContent{shown.version.image, shown.version.place,
                                       std::min<std::uint64_t>({content.bytes.size() * 8, most_shown, content.size})});
}

Preview draw_choices(const Screen& screen, Commands& commands, const std::vector<PreviewChoice>& choices,
                     const ImVec4& room) {
    Ui& ui = screen.ui;
    std::vector<std::string_view> names;
    std::size_t active = 0;
    float width = 0;
    for (std::size_t i = 0; i < choices.size(); i++) {
        names.push_back(choices[i].name);
        width += text_extent(ui, Face::small, choices[i].name).x + ui.theme.px(19);
        if (choices[i].preview == screen.state.preview) active = i;
    }
    const float heading_width = text_extent(ui, Face::strong, "Preview").x + ui.theme.gap;
    if (width + heading_width <= width_of(room)) {
        ImGui::SetCursorScreenPos({room.x, room.y});
        heading(ui, "Preview");
    }
    ImGui::SetCursorScreenPos({std::max(room.x, room.z - width), room.y});
    if (const auto pressed = segments(ui, "Preview", names, active))
        commands.add(SetPreview{choices[*pressed].preview});
    return choices[active].preview;
}

std::string nothing_to_show(const Screen& screen, const Selection& selection, const ShownVersion& version) {
    if (!version) return "This path is not in the image up to the chosen layer.";
    if (version.entry->type == FileType::directory && selection.node == no_node) return "A folder of the older image.";
    if (version.entry->type == FileType::directory) {
        const std::uint32_t count = screen.derived.timeline(*screen.image).child_count(selection.node);
        return text("A folder that holds ", grouped(count), count == 1 ? " thing." : " things.");
    }
    if (version.entry->type == FileType::symbolic_link)
        return text("A symbolic link to ", printable(version.tree->extra(*version.entry).link_target), ".");
    if (version.entry->type == FileType::hard_link) return "A hard link to a file that is not in the image.";
    return "It has no content of its own.";
}

void draw_both(const Shown& shown, const Content& earlier, Preview preview, bool as_pictures) {
    const Selection& selection = shown.selection;
    const auto name = [&](const ShownVersion& version, std::string_view side) {
        return shown.screen.against ? std::string(side) : text("layer ", version.stated.layer + 1);
    };
    const DifferenceShown both = {.path = selection.path,
                                  .older = {selection.earlier.content(), earlier, name(selection.earlier, "A")},
                                  .newer = {shown.version.content(), shown.content, name(shown.version, "B")},
                                  .shape = preview == Preview::difference ? DifferenceShape::unified
                                                                          : DifferenceShape::side_by_side,
                                  .contents = shown.screen.contents};
    if (as_pictures)
        draw_pictures(shown.screen, shown.commands, both, shown.box);
    else
        draw_difference(shown.screen, shown.commands, both, shown.box);
}

} // namespace

void draw_preview(const Screen& screen, Commands& commands, const Selection& selection, const ImVec4& room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ShownVersion& version = selection.shown ? selection.shown : selection.earlier;
    if (height_of(room) < theme.px(60)) return;
    if (!version.is_file()) {
        ImGui::SetCursorScreenPos({room.x, room.y});
        return paragraph(ui, {.colour = theme.colours.dim}, nothing_to_show(screen, selection, version),
                         width_of(room));
    }
    const Content* before = screen.contents.find(version.content());
    const auto info = before && before->stage == Stage::ready ? read_picture_info(before->bytes) : std::nullopt;
    const Preview preview =
        draw_choices(screen, commands, preview_choices(screen, selection, before, info ? &*info : nullptr), room);
    ImVec4 box = {room.x, room.y + theme.px(32), room.z, room.w};
    if (preview == Preview::inside) return draw_inside(screen, commands, selection, box);
    const bool as_picture = info && info->kind != PictureKind::svg && preview == Preview::side_by_side;
    const bool whole = as_picture || preview == Preview::picture; // they ask for what they lack
    const bool rest = before && before->stage == Stage::ready && !before->complete() && !whole;
    if (rest) box.w -= theme.px(24);
    const bool as_text = preview == Preview::text && !(before && is_binary(before->bytes));
    if (as_text) {
        const std::string& words = screen.state.search;
        box.y += draw_search_tools(screen, commands,
                                   words.empty() ? 0 : screen.contents.found(version.content(), words).size(), box);
    }
    const bool compares = preview == Preview::difference || preview == Preview::side_by_side;
    const auto is_ready = [&](const ShownVersion& of) {
        const Content* content = screen.contents.find(of.content());
        return content && content->stage == Stage::ready;
    };
    const bool has_own_box = compares && !as_picture && is_ready(version) && is_ready(selection.earlier);
    if (!has_own_box) draw_box(ui, box);
    const Content* earlier = compares ? content_of(screen, commands, selection.earlier, box) : nullptr;
    if (compares && !earlier) {
        // Both are asked for at once.
        if (!before)
            commands.add(WantContent{version.image, version.place, std::min(first_bytes, version.entry->size)});
        return;
    }
    const Content* content = content_of(screen, commands, version, box);
    if (!content) return;
    const Shown shown = {screen, commands, selection, version, *content, has_own_box ? box : inset(box, 1, 1)};
    if (content->bytes.empty() && !compares)
        draw_words(ui, box, theme.colours.dim, "An empty file.");
    else if (compares)
        draw_both(shown, *earlier, preview, as_picture);
    else if (preview == Preview::picture && info)
        draw_picture(screen, commands, {version.content(), *content, *info}, box);
    else if (as_text)
        draw_text_preview(shown);
    else
        draw_hex(ui, commands, version.content(), content->bytes, shown.box);
    if (rest) draw_rest(shown, {room.x, box.w + theme.px(6), room.z, room.w});
}

} // namespace strata::ui

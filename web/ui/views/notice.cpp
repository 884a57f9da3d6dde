#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace strata::ui {

namespace {

/// Whether there is something to say about the file while another image is on screen.
bool is_news(const Session& session, const OpenFile& file) {
    if (file.dismissed) return false;
    if (file.stage != Stage::ready) return true;
    return std::ranges::none_of(session.images, [&](const OpenImage& image) { return image.file == file.id; });
}

std::string words_of(const OpenFile& file) {
    const std::string name = printable(file.name);
    if (!file.failure.empty()) return text(name, ": ", file.reason());
    if (file.stage == Stage::ready) return text(name, " holds ", grouped(file.listing.images.size()), " images.");
    if (file.total == 0) return text("Opening ", name, "…");
    return text("Opening ", name, ": ", human_size(file.done), " of ", human_size(file.total));
}

/// What there is to say: why an action failed, for a moment that one was done, else about a file.
struct News {
    std::string words;
    const OpenFile* file = nullptr;
    bool failed = false, reading = false, done = false;
};
News news_of(const State& state, const Session& session, double now) {
    if (!state.notice.empty()) return {.words = state.notice, .failed = true};
    if (now < state.said_until) return {.words = state.said, .done = true};
    const auto& files = session.files;
    const auto news =
        std::find_if(files.rbegin(), files.rend(), [&](const OpenFile& file) { return is_news(session, file); });
    if (news == files.rend()) return {};
    return {.words = words_of(*news),
            .file = &*news,
            .failed = !news->failure.empty(),
            .reading = news->stage == Stage::reading};
}

void draw_buttons(Ui& ui, Commands& commands, const News& news, ImVec2 end) {
    const Theme& theme = ui.theme;
    if (news.done) return;
    if (news.reading) {
        if (button(ui, "Cancel")) commands.add(CancelFile{news.file->id});
        return;
    }
    if (!news.failed) {
        if (button(ui, "Choose one…")) commands.add(ShowFiles{});
        space(theme.gap);
    }
    ImGui::SetCursorScreenPos({end.x - theme.px(36), end.y + theme.px(10)});
    if (!icon_button(ui, Icon::close, "Dismiss")) return;
    if (news.file)
        commands.add(DismissFile{news.file->id});
    else
        commands.add(DismissNotice{});
}

} // namespace

void draw_notice(const Screen& screen, Commands& commands, ImVec4 room) {
    const News news = news_of(screen.state, screen.session, screen.now);
    if (news.words.empty()) return;
    Ui& ui = screen.ui;
    if (news.done) wake_in(ui, screen.state.said_until - screen.now);
    const Theme& theme = ui.theme;
    const bool failed = news.failed;
    const std::string& words = news.words;
    const float button_room = theme.px(news.reading ? 90 : failed ? 44 : news.done ? 0 : 190);
    const float before = theme.px(failed || news.done ? 36 : 14), behind = theme.px(16);
    const float frame = before + behind + button_room, line = theme.px(20);
    const float most = std::min(theme.px(760), width_of(room) - theme.px(32));
    const auto lines = lines_of(ui, Face::sans, words, most - frame);
    const std::size_t shown = std::min<std::size_t>(lines.size(), 6); // the tooltip has the rest
    const float width = shown > 1 ? most : std::min(most, text_extent(ui, Face::sans, words).x + frame);
    const float height = std::round(theme.px(24) + line * static_cast<float>(shown));
    const float x = std::round((room.x + room.z - width) / 2), y = room.w - height - theme.px(12);
    ImGui::SetCursorScreenPos({x, y});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, theme.colours.raised);
    ImGui::PushStyleVar(ImGuiStyleVar_ChildRounding, theme.radius);
    ImGui::BeginChild("notice", {width, height}, ImGuiChildFlags_NavFlattened);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
    ImGui::GetWindowDrawList()->AddRect({x, y}, {x + width, y + height}, theme.colours.line, theme.radius);
    if (failed)
        draw_icon(ui, {x + theme.px(10), y, x + theme.px(28), y + theme.px(44)}, Icon::warning, theme.colours.removed);
    if (news.done) draw_icon(ui, {x + theme.px(10), y, x + theme.px(28), y + height}, Icon::check, theme.colours.added);
    for (std::size_t i = 0; i < shown; i++) {
        const float top = y + theme.px(12) + line * static_cast<float>(i);
        draw_text(ui, {x + before, top, x + width - button_room, top + line}, {}, lines[i]);
    }
    const Touch touch = [&] {
        ImGui::SetCursorScreenPos({x, y});
        return press_area(ui, "words", {x, y, x + width - button_room, y + height}, Role::status, words);
    }();
    tooltip(ui, touch, words);
    ImGui::SetCursorScreenPos({x + width - button_room, y + theme.px(7)});
    draw_buttons(ui, commands, news, {x + width, y});
    ImGui::EndChild();
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/problems.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

struct Work {
    std::uint64_t done = 0, total = 0;
    std::size_t layers = 0; ///< still on their way
};

Work work_of(const OpenImage& image) {
    Work work;
    for (const LayerSlot& slot : image.layers) {
        work.total += slot.total;
        work.done +=
            slot.stage == Stage::reading || slot.stage == Stage::waiting ? std::min(slot.done, slot.total) : slot.total;
        work.layers += slot.stage == Stage::reading || slot.stage == Stage::waiting;
    }
    return work;
}

std::string rate_text(const Work& work, double seconds) {
    if (seconds < 0.5 || work.done == 0) return {};
    return text(" · ", human_size(static_cast<std::uint64_t>(double(work.done) / seconds)), "/s");
}

void draw_proof(Ui& ui, const OpenImage& image, Commands& commands) {
    const auto count = [&](LayerSlot::Proof proof) {
        return std::ranges::count(image.layers, proof, &LayerSlot::proof);
    };
    const auto wrong = count(LayerSlot::Proof::wrong), damaged = count(LayerSlot::Proof::damaged);
    if (wrong > 0)
        label(ui, {.face = Face::small, .colour = ui.theme.colours.removed},
              text(wrong, wrong == 1 ? " layer does not match its digest" : " layers do not match their digest"));
    else if (damaged > 0)
        label(ui, {.face = Face::small, .colour = ui.theme.colours.removed},
              text(damaged, damaged == 1 ? " layer is damaged" : " layers are damaged"));
    else if (count(LayerSlot::Proof::checking) > 0) {
        label(ui, {.face = Face::small, .colour = ui.theme.colours.dim}, "verifying digests…");
        space(ui.theme.px(10));
        if (link(ui, "Cancel", Face::small)) commands.add(CancelFile{image.file});
    } else if (!image.layers.empty() &&
               count(LayerSlot::Proof::right) == static_cast<std::ptrdiff_t>(image.layers.size()))
        label(ui, {.face = Face::small, .colour = ui.theme.colours.dim}, "✓ digests verified");
    else
        return;
    space(ui.theme.px(18));
}

/// What is wrong with the archive beyond single layers: a press says it all.
void draw_problems_link(const Screen& screen, Commands& commands) {
    const std::size_t count = problems_shown(screen).size();
    if (count == 0) return;
    Ui& ui = screen.ui;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float line = text_extent(ui, Face::small, "A").y;
    draw_icon(ui, {at.x, at.y, at.x + ui.theme.px(14), at.y + line}, Icon::warning, ui.theme.colours.removed);
    ImGui::SetCursorScreenPos({at.x + ui.theme.px(18), at.y});
    if (link(ui, text(count, count == 1 ? " problem" : " problems"), Face::small))
        commands.add(ShowPopup{Popup::problems});
    space(ui.theme.px(18));
}

constexpr std::string_view promise = "Nothing leaves this browser";

/// Why the images differ stands here where the strip has no room for it: it is never left out. What else there is to
/// say gives way to it, then all but its first sentence. Returns where it ends.
float draw_compared(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    draw_problems_link(screen, commands);
    const TextStyle quiet = {.face = Face::small, .colour = ui.theme.colours.dim};
    const float gap = ui.theme.px(18), end = ImGui::GetWindowPos().x + ImGui::GetWindowWidth() - ui.theme.padding;
    const ImageDiff& diff = screen.derived.comparison(*screen.against, *screen.image, screen.state).diff();
    const bool tells_why =
        std::ranges::find(ui.mirror.nodes(), diff.verdict, &MirrorNode::name) == ui.mirror.nodes().end();
    const std::size_t differ = diff.files.rows.size();
    const std::string names = text(screen.against->source, " ↔ ", screen.image->source),
                      count =
                          text(grouped(differ), differ == 1 ? " file or folder differs" : " files and folders differ");
    const auto width = [&](std::string_view words) { return text_extent(ui, Face::small, words).x + gap; };
    float room = end - ImGui::GetCursorScreenPos().x + gap - (tells_why ? width(diff.verdict) : 0);
    const auto say = [&](const std::string& words, float beside) {
        if (width(words) + beside > room) return;
        room -= width(words);
        label(ui, quiet, words);
        space(gap);
    };
    say(names, 0);
    say(count, tells_why ? width(promise) : 0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (!tells_why) return at.x;
    std::string_view why = diff.verdict;
    if (width(why) - gap > end - at.x) why = why.substr(0, std::min(why.find(". "), why.size() - 1) + 1);
    const ImVec4 box = {at.x, at.y, std::min(end, at.x + width(why) - gap + 1),
                        at.y + text_extent(ui, Face::small, why).y};
    tooltip(ui, press_area(ui, "status-verdict", box, Role::status, diff.verdict), diff.verdict);
    draw_text(ui, box, quiet, why);
    return box.z + gap;
}

/// While no image is on screen: what becomes of the file dropped last.
std::string words_without_image(const Screen& screen) {
    if (screen.session.files.empty() || screen.state.at_start) return "Ready";
    const OpenFile& file = screen.session.files.back();
    const std::string name = printable(file.name);
    if (file.stage == Stage::reading) return text("Opening ", name, "…");
    if (!file.failure.empty()) return text(name, " could not be opened");
    return text(name, " · ", grouped(file.listing.images.size()), " images");
}

} // namespace

void draw_status(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    const float width = ImGui::GetWindowWidth();
    const float line = corner.y + (theme.status - text_extent(ui, Face::small, "A").y) / 2;
    const TextStyle quiet = {.face = Face::small, .colour = theme.colours.dim};
    ImGui::SetCursorScreenPos({corner.x + theme.padding, line});
    float used = 0; // where what is said ends, when it is not at the cursor
    if (!screen.image) {
        label(ui, quiet, words_without_image(screen));
    } else if (can_compare(screen)) {
        used = draw_compared(screen, commands);
    } else {
        const OpenFile* file = screen.session.file(screen.image->file);
        label(ui, quiet, text(screen.image->source, file && file->bytes ? text(" · ", human_size(file->bytes)) : ""));
        space(theme.px(18));
        draw_problems_link(screen, commands);
        const Work work = work_of(*screen.image);
        if (work.layers > 0) {
            label(ui, quiet,
                  text("reading ", work.layers, work.layers == 1 ? " layer · " : " layers · ", human_size(work.done),
                       " of ", human_size(work.total), rate_text(work, screen.now - screen.image->started)));
            space(theme.px(10));
            if (link(ui, "Cancel", Face::small)) commands.add(CancelFile{screen.image->file});
        } else {
            const std::size_t layers = screen.image->layers.size();
            label(ui, quiet,
                  text(layers, layers == 1 ? " layer · " : " layers · ", grouped(screen.derived.files(*screen.image)),
                       " files"));
            space(theme.px(18));
            draw_proof(ui, *screen.image, commands);
        }
    }
    const std::string_view words = screen.image                 ? promise
                                   : screen.state.works_offline ? "Works offline"
                                                                : std::string_view();
    if (words.empty()) return;
    const float words_x = corner.x + width - theme.padding - text_extent(ui, Face::small, words).x;
    if (words_x < std::max(used, ImGui::GetCursorScreenPos().x)) return;
    ImGui::SetCursorScreenPos({words_x, line});
    label(ui, quiet, words);
}

} // namespace strata::ui

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <vector>

namespace strata::ui {

namespace {

struct Piece {
    std::string words;
    ImU32 colour = 0;
    Face face = Face::large;
};

/// Pixels that a number and what it counts take.
float fact_width(const Ui& ui, const std::vector<Piece>& number, std::string_view what) {
    float width = 0;
    for (const Piece& piece : number) width += text_extent(ui, piece.face, piece.words).x + ui.theme.px(6);
    return std::max(width, text_extent(ui, Face::small, what).x);
}

/// One number and what it counts, at `x`; returns where it ends. What the strip has no room for is left out.
float draw_fact(Ui& ui, float x, const std::vector<Piece>& number, std::string_view what) {
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos();
    if (x + fact_width(ui, number, what) > corner.x + ImGui::GetWindowWidth()) return x;
    const float top = corner.y + theme.px(11), middle = top + theme.px(22);
    float at = x;
    std::string said;
    for (const Piece& piece : number) {
        const float width = text_extent(ui, piece.face, piece.words).x;
        draw_text(ui, {at, top, at + width + 1, middle}, {.face = piece.face, .colour = piece.colour}, piece.words);
        at += width + theme.px(6);
        said += piece.words + ' ';
    }
    const float below = text_extent(ui, Face::small, what).x;
    draw_text(ui, {x, middle, x + below + 1, middle + theme.px(18)}, {.face = Face::small, .colour = theme.colours.dim},
              what);
    const float end = std::max(at, x + below);
    ui.mirror.add(
        {.role = Role::text, .name = text(said, what), .rectangle = {x, top, end - x, middle + theme.px(18) - top}});
    return end + theme.px(34);
}

struct PackageCounts {
    std::uint64_t added = 0, changed = 0, removed = 0;
    [[nodiscard]] std::uint64_t all() const { return added + changed + removed; }
};
PackageCounts count_packages(const PackageDiff& packages) {
    PackageCounts counts;
    for (const PackageRow& row : packages.rows)
        (row.change == PackageChange::added     ? counts.added
         : row.change == PackageChange::removed ? counts.removed
                                                : counts.changed)++;
    return counts;
}

/// How many of what differs come with another base image: "files, 12 of the base"; only `what` where no base is known.
std::string with_origin(std::string_view what, const BaseDiff& bases, std::uint64_t of_base) {
    if (!bases.known) return std::string(what);
    return of_base == 0 ? text(what, ", all own") : text(what, ", ", grouped(of_base), " of the base");
}

/// At the right: what is new and can hurt, else why the images are not the same.
void draw_verdict(const Screen& screen, Commands& commands, const ImVec4& room, const std::string& verdict) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const FindingsDiff* findings = known_findings(screen);
    if (findings && !findings->added.empty()) {
        const Finding& first = findings->added.front();
        const std::string number =
            text(grouped(findings->added.size()), findings->added.size() == 1 ? " new finding" : " new findings");
        const std::string what = text(first.rule->title, " in ", printable(finding_place(first)));
        ImGui::SetCursorScreenPos({room.x, room.y});
        const Touch touch = press_area(ui, "new-findings", room, Role::button, text(number, ": ", what));
        const float middle = room.y + theme.px(22);
        draw_text(ui, {room.x, room.y, room.z, middle},
                  {.face = Face::large, .colour = touch.hovered ? theme.colours.accent : theme.colours.text}, number,
                  Align::right);
        draw_text(ui, {room.x, middle, room.z, middle + theme.px(18)},
                  {.face = Face::small, .colour = theme.colours.dim}, what,
                  text_extent(ui, Face::small, what).x < width_of(room) ? Align::right : Align::left);
        tooltip(ui, touch, what);
        if (touch) commands.add(ShowView{View::findings});
        return;
    }
    // On one line, or on two; else the line at the bottom says it.
    const bool short_one = text_extent(ui, Face::sans, verdict).x <= width_of(room);
    const Face face = short_one ? Face::sans : Face::small;
    const auto lines = lines_of(ui, face, verdict, width_of(room));
    if (lines.size() > 2) return;
    const float line = theme.px(18);
    float y = (room.y + room.w - line * static_cast<float>(lines.size())) / 2;
    for (const std::string_view words : lines) {
        draw_text(ui, {room.x, y, room.z, y + line}, {.face = face, .colour = theme.colours.dim}, words, Align::right);
        y += line;
    }
    ui.mirror.add(
        {.role = Role::text, .name = verdict, .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
}

} // namespace

void draw_strip(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const Colours& colours = theme.colours;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    if (!can_compare(screen))
        return draw_comparison_awaited(screen,
                                       {corner.x, corner.y - theme.px(10), corner.x + size.x, corner.y + size.y});
    const Comparison& comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state);
    const ImageDiff& diff = comparison.diff();
    float x = corner.x + theme.px(18);
    x = draw_fact(
        ui, x,
        {{human_size(diff.unpacked_b)}, {size_change(diff.unpacked_a, diff.unpacked_b), colours.dim, Face::sans}},
        text("unpacked, was ", human_size(diff.unpacked_a)));
    x = draw_fact(ui, x, {{human_size(diff.layers.download_bytes)}}, "to download for a host that has A");
    x = draw_fact(ui, x, {{text(diff.layers.shared_layers, " of ", screen.image->layers.size())}}, "layers shared");
    std::vector<Piece> files = {{text("+", grouped(diff.files.added)), colours.added},
                                {text("~", grouped(diff.files.changed)), colours.changed},
                                {text("−", grouped(diff.files.removed)), colours.removed}};
    if (diff.files.moved > 0) files.push_back({text("→", grouped(diff.files.moved)), colours.changed});
    const OriginCounts& base = diff.bases.base;
    x = draw_fact(ui, x, files,
                  with_origin(diff.files.moved > 0 ? "files, → moved" : "files", diff.bases, base.files()));
    if (const PackageCounts packages = count_packages(diff.packages); packages.all() > 0)
        x = draw_fact(ui, x,
                      {{text("+", grouped(packages.added)), colours.added},
                       {text("~", grouped(packages.changed)), colours.changed},
                       {text("−", grouped(packages.removed)), colours.removed}},
                      with_origin("packages", diff.bases, base.packages));
    x = draw_fact(ui, x, {{grouped(comparison.settings().size())}},
                  comparison.settings().size() == 1 ? "setting changed" : "settings changed");
    const float right = corner.x + size.x - theme.px(18);
    if (right - x < theme.px(120)) return;
    draw_verdict(screen, commands, {x, corner.y + theme.px(11), right, corner.y + theme.px(51)}, diff.verdict);
}

} // namespace strata::ui

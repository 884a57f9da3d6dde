#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/row_list.hpp"
#include "web/ui/views/problems.hpp"
#include "web/ui/views/views.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace strata::ui {

namespace {

void draw_failure(const Screen& screen, Commands& commands, const OpenFile& file, float width) {
    Ui& ui = screen.ui;
    paragraph(ui, {.colour = ui.theme.colours.removed}, file.reason(), width);
    ui.mirror.tell_last();
    if (file.request == 0) return; // the browser itself could not open it
    ImGui::Dummy({1, ui.theme.px(12)});
    if (button(ui, "Try again")) commands.add(Action::read_again);
}

constexpr std::size_t most_problems = 3;

std::string image_name(const ImageRecord& image) {
    if (!image.names.empty()) return image.names.front().text();
    return image.config_digest ? image.config_digest.short_hex() : "(no name)";
}

/// "2024-05-01 · 12.5 MB"; what is stored, as a pull counts it. A sum without some of the layers would be none.
std::string facts_of(const ImageRecord& image) {
    if (!image.available) return "not in this archive";
    std::uint64_t bytes = 0;
    for (const LayerRecord& layer : image.layers) bytes += layer.stored_size;
    const auto missing =
        std::ranges::count_if(image.layers, [](const LayerRecord& layer) { return layer.state != BlobState::present; });
    if (missing > 0) return text(missing, missing == 1 ? " layer is missing" : " layers are missing");
    const auto created = parse_time(image.config.created);
    return text(created ? format_time(created->seconds).substr(0, 10) + " · " : "", human_size(bytes));
}

void draw_choice(const Screen& screen, Commands& commands, const OpenFile& file, float width) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    label(ui, {.colour = theme.colours.dim},
          text("This archive holds ", file.listing.images.size(), " images. Which one?"));
    const std::vector<std::string> problems = problems_of(file.listing, {});
    for (std::size_t i = 0; i < std::min(most_problems, problems.size()); i++)
        paragraph(ui, {.colour = theme.colours.removed}, problems[i], width);
    ImGui::Dummy({1, theme.px(8)});
    const float row_height = std::round(theme.px(38)), rows = static_cast<float>(file.listing.images.size());
    ImGui::BeginChild("choice", {width, std::min(std::round(theme.px(380)), row_height * rows)},
                      ImGuiChildFlags_NavFlattened);
    const std::optional<ArchiveRow>& chosen = screen.state.choice;
    const RowListUse use = row_list(
        ui,
        {.id = "images",
         .name = "Images in this archive",
         .count = file.listing.images.size(),
         .selected = chosen && chosen->file == file.id ? chosen->index : no_row,
         .row_height = row_height},
        [&](std::size_t row, const ImVec4& room) {
            const ImageRecord& image = file.listing.images[row];
            const ImU32 colour = image.available ? theme.colours.text : theme.colours.faint;
            draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.row_line);
            const float second = room.x + width_of(room) * 0.5f, third = room.x + width_of(room) * 0.72f;
            draw_text(ui, {room.x + theme.px(12), room.y, second, room.w}, {.face = Face::mono, .colour = colour},
                      image_name(image));
            draw_text(ui, {second, room.y, third - theme.gap, room.w}, {.colour = theme.colours.dim},
                      image.platform.text());
            draw_text(ui, {third, room.y, room.z - theme.px(12), room.w}, {.colour = theme.colours.dim},
                      facts_of(image), Align::right);
        },
        [&](std::size_t row) {
            const ImageRecord& image = file.listing.images[row];
            return RowWords{.name = text(image_name(image), ", ", image.platform.text()),
                            .states = image.available ? 0u : unsigned(state_disabled),
                            .details = facts_of(image)};
        });
    if (use.selected) commands.add(SelectChoice{{file.id, static_cast<std::uint32_t>(*use.selected)}});
    const auto open = use.pressed ? use.pressed : use.activated;
    if (open && file.listing.images[*open].available)
        commands.add(ChooseImage{file.id, static_cast<std::uint32_t>(*open)});
    ImGui::EndChild();
}

void draw_one(const Screen& screen, Commands& commands, const OpenFile& file, float width) {
    Ui& ui = screen.ui;
    heading(ui, file.name);
    if (!file.failure.empty()) return draw_failure(screen, commands, file, width);
    if (file.listing.images.size() == 1) { // it is open already
        if (button(ui, printable(image_name(file.listing.images[0])))) commands.add(ChooseImage{file.id, 0});
        return;
    }
    if (file.stage != Stage::reading) return draw_choice(screen, commands, file, width);
    label(ui, {.colour = ui.theme.colours.dim},
          file.total ? text("Unpacking the archive: ", human_size(file.done), " of ", human_size(file.total))
                     : "Reading what is in it…");
    ImGui::Dummy({1, ui.theme.px(8)});
    progress(ui, "Opening", file.total ? static_cast<float>(double(file.done) / double(file.total)) : -1, width);
    ImGui::Dummy({1, ui.theme.px(12)});
    if (button(ui, "Cancel")) commands.add(CancelFile{file.id});
}

/// What else can be done than to wait or to choose; returns where the next thing goes.
float draw_ways_on(const Screen& screen, Commands& commands, ImVec2 corner) {
    Ui& ui = screen.ui;
    ImGui::SetCursorScreenPos(corner);
    if (button(ui, "Open another file…", ButtonKind::primary)) commands.add(Action::open_files);
    space(ui.theme.gap);
    if (button(ui, "Try the sample")) commands.add(Action::open_sample);
    space(ui.theme.gap);
    if (button(ui, "Start page")) commands.add(Action::go_home);
    ImGui::SetCursorScreenPos({corner.x, corner.y + ui.theme.px(42)});
    label(ui, {.face = Face::small, .colour = ui.theme.colours.faint},
          "Or drop a file anywhere on this page. It is never uploaded.");
    return corner.y + ui.theme.px(84);
}

} // namespace

void draw_opening(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const float width = std::min(theme.px(720), size.x - theme.px(32));
    float y = corner.y + std::min(theme.px(120), size.y * 0.15f);
    const float x = corner.x + (size.x - width) / 2;
    // The newest file stands on top; what came before it stays below.
    for (std::size_t i = screen.session.files.size(); i-- > 0 && y < corner.y + size.y;) {
        ImGui::PushID(static_cast<int>(i));
        ImGui::SetCursorScreenPos({x, y});
        ImGui::BeginGroup();
        draw_one(screen, commands, screen.session.files[i], width);
        ImGui::EndGroup();
        y = ImGui::GetItemRectMax().y + theme.px(32);
        ImGui::PopID();
    }
    if (std::ranges::all_of(screen.session.files, [](const OpenFile& file) { return file.stage == Stage::reading; }))
        return;
    y = draw_ways_on(screen, commands, {x, y});
    const float bottom = corner.y + size.y;
    if (!screen.catalog.images.empty() && bottom - y > theme.px(180))
        draw_catalog(screen, commands, {x, y, x + width, bottom});
}

} // namespace strata::ui

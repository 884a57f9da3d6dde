#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr float row_height = 20, padding = 10; // CSS pixels
constexpr std::size_t most_problems = 2;

struct Fact {
    std::string_view name;
    std::string value;
    std::string copied; ///< "": nothing to copy
};

std::string_view compression_name(Compression compression) {
    switch (compression) {
    case Compression::none: return "tar";
    case Compression::gzip: return "gzip";
    case Compression::zstd: return "zstd";
    case Compression::xz: return "xz";
    case Compression::bzip2: return "bzip2";
    }
    return "";
}

std::string size_text(const LayerRecord& record, const LayerSlot& slot) {
    std::string words = text(human_size(record.stored_size), " ", compression_name(record.compression));
    if (slot.layer && slot.layer->tar_bytes > 0 && record.compression != Compression::none)
        words += text(", ", human_size(slot.layer->tar_bytes), " unpacked");
    return words;
}

std::vector<Fact> facts_of(const OpenImage& image, std::uint32_t layer) {
    const LayerRecord& record = image.record.layers[layer];
    std::vector<Fact> facts;
    const auto add = [&](std::string_view name, std::string value, std::string copied = {}) {
        if (!value.empty()) facts.push_back({name, std::move(value), std::move(copied)});
    };
    add("Size", size_text(record, image.layers[layer]));
    add("Digest", record.descriptor.digest.text(), record.descriptor.digest.text());
    add("diff_id", record.diff_id.text(), record.diff_id.text());
    add("Type", printable(record.descriptor.media_type));
    if (record.history < image.record.config.history.size()) {
        const std::string& raw = image.record.config.history[record.history].created_by;
        add("Made by", printable(raw), raw);
    }
    return facts;
}

struct Mark {
    std::string words;
    ImU32 colour;
};
Mark mark_of(const LayerSlot& slot, const Colours& colours) {
    switch (slot.proof) {
    case LayerSlot::Proof::right: return {"✓ digest verified", colours.dim};
    case LayerSlot::Proof::wrong: return {"✗ digest does not match", colours.removed};
    case LayerSlot::Proof::damaged: return {"✗ damaged", colours.removed};
    case LayerSlot::Proof::checking: return {"verifying…", colours.dim};
    case LayerSlot::Proof::unknown: break;
    }
    return {"not verified", colours.faint};
}

std::vector<std::string> problems_of(const LayerSlot& slot) {
    std::vector<std::string> problems;
    if (slot.stage == Stage::failed) problems.push_back(slot.failure);
    if (!slot.proof_text.empty()) problems.push_back(slot.proof_text);
    if (slot.layer)
        for (const Problem& problem : slot.layer->problems) problems.push_back(problem.message);
    return problems;
}

bool draw_fact(Ui& ui, const Fact& fact, const ImVec4& room) {
    const Theme& theme = ui.theme;
    const ImVec4 value = {room.x + theme.px(64), room.y, room.z - theme.px(22), room.w};
    const std::string name = text(fact.name, ": ", fact.value);
    Touch touch;
    if (fact.copied.empty()) {
        ui.mirror.add(
            {.role = Role::text, .name = name, .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    } else {
        ImGui::SetCursorScreenPos({room.x, room.y});
        touch = press_area(ui, fact.name, room, Role::button, text("Copy ", name));
    }
    draw_text(ui, {room.x, room.y, value.x, room.w}, {.face = Face::small, .colour = theme.colours.faint}, fact.name);
    draw_text_middle(ui, value,
                     {.face = Face::small_mono, .colour = touch.hovered ? theme.colours.text : theme.colours.dim},
                     fact.value);
    if (!fact.copied.empty())
        draw_icon(ui, {room.z - theme.px(18), room.y, room.z, room.w}, Icon::copy,
                  touch.hovered || touch.focused ? theme.colours.text : theme.colours.faint);
    tooltip(ui, touch, fact.value);
    return touch.pressed;
}

} // namespace

float layer_details_height(const Screen& screen) {
    const OpenImage& image = *screen.image;
    if (screen.state.layer >= image.layers.size()) return 0;
    const std::size_t rows = 1 + facts_of(image, screen.state.layer).size() +
                             std::min(most_problems, problems_of(image.layers[screen.state.layer]).size()) +
                             (can_read_again(image, screen.state.layer) ? 1 : 0);
    return screen.ui.theme.px(row_height * static_cast<float>(rows) + 2 * padding);
}

void draw_layer_details(const Screen& screen, Commands& commands, ImVec4 room) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const std::uint32_t layer = screen.state.layer;
    const LayerSlot& slot = screen.image->layers[layer];
    draw_line(ui, {room.x, room.y}, {room.z, room.y}, theme.colours.line);
    const ImVec4 inner = inset(room, theme.padding, theme.px(padding));
    float y = inner.y;
    const auto next_row = [&] {
        const ImVec4 row = {inner.x, y, inner.z, y + theme.px(row_height)};
        y = row.w;
        return row;
    };
    ImGui::PushID("layer-details");
    const ImVec4 first = next_row();
    const Mark mark = mark_of(slot, theme.colours);
    draw_text(ui, first, {.face = Face::strong}, text("Layer ", layer + 1));
    draw_text(ui, first, {.face = Face::small, .colour = mark.colour}, mark.words, Align::right);
    ui.mirror.add({.role = Role::heading,
                   .name = text("Layer ", layer + 1, ", ", mark.words),
                   .rectangle = {first.x, first.y, width_of(first), height_of(first)}});
    for (const Fact& fact : facts_of(*screen.image, layer))
        if (draw_fact(ui, fact, next_row())) commands.add(CopyText{fact.copied});
    const std::vector<std::string> problems = problems_of(slot);
    for (std::size_t i = 0; i < std::min(most_problems, problems.size()); i++) {
        const ImVec4 row = next_row();
        ImGui::SetCursorScreenPos({row.x, row.y});
        const Touch touch = press_area(ui, text("problem", i), row, Role::text, printable(problems[i]));
        draw_text(ui, row, {.face = Face::small, .colour = theme.colours.removed}, printable(problems[i]));
        tooltip(ui, touch, printable(problems[i]));
        if (touch) commands.add(CopyText{problems[i]});
    }
    if (can_read_again(*screen.image, layer)) {
        const ImVec4 row = next_row();
        ImGui::SetCursorScreenPos({row.x, row.y});
        if (link(ui, "Read it again", Face::small)) commands.add(Action::read_again);
    }
    ImGui::PopID();
}

} // namespace strata::ui

#include "web/ui/layout.hpp"

#include "core/base/text.hpp"
#include "web/ui/splitter.hpp"
#include "web/ui/views/views.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>

namespace strata::ui {

namespace {

constexpr float strip_height = 64, more_when_comparing = 60, drawer_bar = 36;
constexpr float least_centre = 500; // CSS pixels: all tabs of two images, and a filter beside its switches

float extra_width(const State& state) { return comparing(state) ? more_when_comparing : 0; }

/// Columns leave the list between them the room that it needs, as far as they can.
void give_way(const Theme& theme, Frame& frame) {
    const float page = frame.header.z, narrowest = theme.px(narrowest_column);
    const float left = frame.left_is_drawer ? 0 : width_of(frame.left),
                right = frame.right_is_drawer ? 0 : width_of(frame.right);
    const float left_spare = std::max(0.0f, left - narrowest), right_spare = std::max(0.0f, right - narrowest);
    const float lacking = theme.px(least_centre) - (page - left - right);
    if (lacking <= 0 || left_spare + right_spare <= 0) return;
    const float share = std::min(1.0f, lacking / (left_spare + right_spare));
    if (!frame.left_is_drawer) frame.left.z = std::round(left - left_spare * share);
    if (!frame.right_is_drawer) frame.right.x = std::round(page - right + right_spare * share);
}

/// Inside the room: what the page itself drew would lie below the grounds of its regions.
void draw_edge(const Ui& ui, const ImVec4& room, Edge edge) {
    const ImU32 colour = ui.theme.colours.line;
    switch (edge) {
    case Edge::none: return;
    case Edge::left: return draw_line(ui, {room.x, room.y}, {room.x, room.w}, colour);
    case Edge::right: return draw_line(ui, {room.z - 1, room.y}, {room.z - 1, room.w}, colour);
    case Edge::top: return draw_line(ui, {room.x, room.y}, {room.z, room.y}, colour);
    case Edge::bottom: return draw_line(ui, {room.x, room.w - 1}, {room.z, room.w - 1}, colour);
    }
}

void draw_compared_centre(const Screen& screen, Commands& commands) {
    switch (screen.state.view) {
    case View::waste: return draw_compared_waste(screen, commands);
    case View::packages: return draw_compared_packages(screen, commands);
    case View::findings: return draw_findings(screen, commands);
    case View::files: return draw_compared_files(screen, commands);
    case View::treemap: return draw_treemap(screen, commands);
    case View::layers: return draw_layer_pairs(screen, commands);
    case View::config: return draw_compared_settings(screen, commands);
    case View::history: return draw_compared_history(screen, commands);
    }
}

void draw_centre(const Screen& screen, Commands& commands) {
    if (screen.against) return draw_compared_centre(screen, commands);
    switch (screen.state.view) {
    case View::layers: // of two images; of one the stack stands on the left
    case View::files: return draw_files(screen, commands);
    case View::treemap: return draw_treemap(screen, commands);
    case View::waste: return draw_waste(screen, commands);
    case View::packages: return draw_packages(screen, commands);
    case View::findings: return draw_findings(screen, commands);
    case View::config: return draw_config(screen, commands);
    case View::history: return draw_history(screen, commands);
    }
}

void draw_drawer_bar(const Screen& screen, Commands& commands, std::string_view name, const ImVec4& room,
                     Action closes) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    if (begin_region(ui, text(name, "-bar"), name, room, theme.colours.panel, Edge::bottom)) {
        draw_text(ui, {room.x + theme.padding, room.y, room.z, room.w}, {.face = Face::strong}, name);
        ImGui::SetCursorScreenPos({room.z - theme.px(34), room.y + theme.px(6)});
        if (icon_button(ui, Icon::close, text("Close ", name))) commands.add(closes);
    }
    end_region(ui);
}

void draw_left(const Screen& screen, Commands& commands, const Frame& frame) {
    if (width_of(frame.left) <= 0) return;
    if (height_of(frame.left_bar) > 0)
        draw_drawer_bar(screen, commands, "Layers", frame.left_bar, Action::toggle_layers);
    if (begin_region(screen.ui, "left", "Layers", frame.left, screen.ui.theme.colours.panel, Edge::right)) {
        if (screen.against)
            draw_aligned_layers(screen, commands);
        else
            draw_layers(screen, commands);
    }
    end_region(screen.ui);
}

void draw_right(const Screen& screen, Commands& commands, const Frame& frame) {
    if (width_of(frame.right) <= 0) return;
    if (height_of(frame.right_bar) > 0) draw_drawer_bar(screen, commands, "File", frame.right_bar, Action::toggle_file);
    if (begin_region(screen.ui, "right", "Selected file", frame.right, screen.ui.theme.colours.panel, Edge::left))
        draw_file(screen, commands);
    end_region(screen.ui);
}

/// From left to right, as Tab goes through them and the mirror tells of them; but a drawer lies on what comes before
/// it.
void draw_regions(const Screen& screen, Commands& commands, const Frame& frame) {
    Ui& ui = screen.ui;
    if (height_of(frame.strip) > 0) {
        if (begin_region(ui, "strip", "Summary", frame.strip, ui.theme.colours.panel, Edge::bottom))
            draw_strip(screen, commands);
        end_region(ui);
    }
    if (!frame.left_is_drawer) draw_left(screen, commands, frame);
    if (begin_region(ui, "centre", "Content", frame.centre)) draw_centre(screen, commands);
    end_region(ui);
    if (frame.left_is_drawer) draw_left(screen, commands, frame);
    draw_right(screen, commands, frame);
}

void draw_splitters(const Screen& screen, Commands& commands, const Frame& frame) {
    const State& state = screen.state;
    const float scale = screen.ui.theme.scale, top = frame.centre.y, bottom = frame.centre.w;
    float left = frame.left_is_drawer ? state.left_width : width_of(frame.left) / scale,
          right = frame.right_is_drawer ? state.right_width : width_of(frame.right) / scale - extra_width(state);
    const float more = std::max(0.0f, width_of(frame.centre) / scale - least_centre); // that the list can spare
    bool moved = false;
    const auto use = [&](float& width, const Splitter& splitter) {
        const auto wanted = use_splitter(screen.ui, splitter);
        if (wanted) width = std::min(*wanted, width + more);
        moved = moved || wanted;
    };
    if (!frame.left_is_drawer) use(left, {"Width of the layers", frame.left.z, top, bottom, left, +1});
    if (!frame.right_is_drawer) use(right, {"Width of the selected file", frame.right.x, top, bottom, right, -1});
    if (moved) commands.add(SetColumns{left, right});
}

} // namespace

bool begin_region(Ui& ui, std::string_view id, std::string_view name, ImVec4 room, ImU32 ground, Edge edge) {
    ui.mirror.add({.role = Role::group,
                   .name = std::string(name),
                   .rectangle = {room.x, room.y, width_of(room), height_of(room)}});
    ui.mirror.open();
    ImGui::SetCursorScreenPos({room.x, room.y});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, ground);
    const bool open =
        ImGui::BeginChild(std::string(id).c_str(), {width_of(room), height_of(room)}, ImGuiChildFlags_NavFlattened,
                          ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleColor();
    draw_edge(ui, room, edge);
    return open;
}

void end_region(Ui& ui) {
    ImGui::EndChild();
    ui.mirror.close();
}

Frame make_frame(const Theme& theme, const State& state, ImVec2 size) {
    Frame frame;
    const float css_width = size.x / theme.scale;
    frame.header = {0, 0, size.x, theme.header};
    frame.status = {0, size.y - theme.status, size.x, size.y};
    const float strip = comparing(state) ? theme.px(strip_height) : 0;
    frame.strip = {0, theme.header, size.x, theme.header + strip};
    const float top = theme.header + strip, bottom = frame.status.y;
    frame.right_is_drawer = css_width < narrow_page;
    frame.left_is_drawer = css_width < narrower_page;
    const bool left = !frame.left_is_drawer || state.left_open, right = !frame.right_is_drawer || state.right_open;
    frame.left = {0, top, left ? theme.px(state.left_width) : 0, bottom};
    // Two versions of a file take more room than one.
    const float right_width = state.right_width + extra_width(state);
    frame.right = {size.x - (right ? theme.px(right_width) : 0), top, size.x, bottom};
    // What a drawer covers of the list the layers give up, as far as they can.
    if (frame.right_is_drawer && right && !frame.left_is_drawer)
        frame.left.z =
            std::max(theme.px(std::min(state.left_width, narrowest_column)), frame.left.z - width_of(frame.right));
    give_way(theme, frame);
    if (frame.left_is_drawer && left) {
        frame.left.z = std::min(frame.left.z, size.x);
        frame.left_bar = {frame.left.x, top, frame.left.z, top + theme.px(drawer_bar)};
        frame.left.y = frame.left_bar.w;
    }
    if (frame.right_is_drawer && right) {
        frame.right.x = std::max(frame.right.x, 0.0f);
        frame.right_bar = {frame.right.x, top, frame.right.z, top + theme.px(drawer_bar)};
        frame.right.y = frame.right_bar.w;
    }
    frame.centre = {frame.left_is_drawer ? 0 : frame.left.z, top, frame.right_is_drawer ? size.x : frame.right.x,
                    bottom};
    return frame;
}

void draw_page(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(size);
    ImGui::PushFont(ui.fonts.sans, ui.theme.text_size);
    ImGui::Begin("page", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                     ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoBackground); // the renderer clears to it
    const Frame frame = make_frame(ui.theme, screen.state, size);
    if (begin_region(ui, "header", "Page", frame.header, ui.theme.colours.panel, Edge::bottom))
        draw_header(screen, commands);
    end_region(ui);
    if (screen.image) {
        draw_regions(screen, commands, frame);
        draw_splitters(screen, commands, frame);
        draw_notice(screen, commands, {0, frame.header.w, size.x, frame.status.y});
    } else {
        const ImVec4 middle = {0, frame.header.w, size.x, frame.status.y};
        if (begin_region(ui, "middle", "Start", middle)) {
            if (screen.session.files.empty() || screen.state.at_start)
                draw_landing(screen, commands);
            else
                draw_opening(screen, commands);
        }
        end_region(ui);
    }
    if (begin_region(ui, "status", "Status", frame.status, ui.theme.colours.panel, Edge::top))
        draw_status(screen, commands);
    end_region(ui);
    draw_popups(screen, commands);
    draw_dragging(screen);
    ImGui::End();
    ImGui::PopFont();
}

} // namespace strata::ui

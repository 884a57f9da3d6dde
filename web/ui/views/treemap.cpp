#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/text.hpp"
#include "web/ui/key_area.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/panels.hpp"
#include "web/ui/views/state_of_reading.hpp"
#include "web/ui/views/treemap_legend.hpp"
#include "web/ui/views/treemap_side.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <cmath>
#include <imgui_internal.h>

namespace strata::ui {

namespace {

constexpr std::size_t most_in_mirror = 300;

/// All that the tiles of one frame share.
struct Map {
    const Screen& screen;
    const TreemapSide& side;
    const Timeline& timeline;
    const Overlay& overlay;
    NodeIndex top;
    NodeIndex chosen; ///< no_node where none of the map's nodes is selected
    const std::vector<Tile>& tiles;
    ImVec2 corner;

    [[nodiscard]] ImVec4 room(const Tile& tile) const {
        return {std::round(corner.x + tile.box.left), std::round(corner.y + tile.box.top),
                std::round(corner.x + tile.box.right) - 1, std::round(corner.y + tile.box.bottom) - 1};
    }
    [[nodiscard]] const Tile* selected() const {
        const auto found = std::ranges::find(tiles, chosen, &Tile::node);
        return found == tiles.end() ? nullptr : &*found;
    }
};

std::string name_of(const Map& map, NodeIndex node) {
    return text(printable(map.timeline.name(node)), map.timeline.child_count(node) > 0 ? "/" : "");
}

TreemapColour colour_of(const Screen& screen) {
    const TreemapColour wanted = screen.state.treemap.colour;
    if (wanted != TreemapColour::usual) return wanted;
    return screen.against ? TreemapColour::change : TreemapColour::layer;
}

struct TileLook {
    ImU32 ground, ink;
};
TileLook look_of(const Map& map, const Tile& tile) {
    const Theme& theme = map.screen.ui.theme;
    const Colours& colours = theme.colours;
    if (tile.opened) return {colours.panel, colours.dim};
    if (colour_of(map.screen) == TreemapColour::change) {
        const NodeChange change = map.side.change(tile.node);
        return {change.colour ? faded(change.colour, change_opacity) : colours.track, colours.text};
    }
    const Place place = map.overlay.place(tile.node);
    // Layers' hues are of middling brightness: dark letters stand out on them in both schemes.
    const ImU32 ink = theme.scheme == Scheme::dark ? colours.ground : colours.text;
    return place ? TileLook{layer_colour(theme, place.layer), ink} : TileLook{colours.track, colours.text};
}

void draw_tile(const Map& map, const Tile& tile) {
    const Ui& ui = map.screen.ui;
    const Theme& theme = ui.theme;
    const ImVec4 room = map.room(tile);
    if (width_of(room) < 1 || height_of(room) < 1) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const TileLook look = look_of(map, tile);
    list.AddRectFilled({room.x, room.y}, {room.z, room.w}, look.ground);
    if (width_of(room) < theme.px(36) || height_of(room) < theme.px(17)) return;
    const ImVec4 words = {room.x + theme.px(4), room.y, room.z - theme.px(3), room.y + theme.px(18)};
    const TextStyle style = {.face = Face::small_mono, .colour = look.ink};
    const std::string size = human_size(map.overlay.totals(tile.node).bytes);
    const float size_width = text_extent(ui, Face::small_mono, size).x + theme.gap;
    const std::string name = name_of(map, tile.node);
    if (tile.opened && width_of(words) > size_width + theme.px(60)) {
        draw_text(ui, words, style, size, Align::right);
        return draw_text(ui, {words.x, words.y, words.z - size_width, words.w}, style, name);
    }
    draw_text(ui, words, style, name);
    if (!tile.opened && height_of(room) > theme.px(34) && width_of(room) > size_width)
        draw_text(ui, {words.x, words.w - theme.px(3), words.z, words.w + theme.px(13)}, style, size);
}

std::string tile_words(const Map& map, NodeIndex node) {
    std::string words = text(printable(map.timeline.path(node)), ", ", human_size(map.overlay.totals(node).bytes));
    if (const Place place = map.overlay.place(node); place && map.timeline.child_count(node) == 0)
        words += text(", layer ", place.layer + 1);
    if (const NodeChange change = map.side.change(node); !change.word.empty()) words += text(", ", change.word);
    return words;
}

void zoom(const Screen& screen, NodeIndex top, Commands& commands) {
    TreemapChoice choice = screen.state.treemap;
    choice.top = top;
    commands.add(SetTreemap{choice});
}

/// Into the folder that holds `node` right below the one that is shown; a file that lies there is shown in the files.
void go_into(const Map& map, NodeIndex node, Commands& commands) {
    NodeIndex below = node;
    while (map.timeline.parent(below) != map.top && map.timeline.parent(below) != no_node)
        below = map.timeline.parent(below);
    if (map.timeline.child_count(below) > 0)
        zoom(map.screen, below, commands);
    else
        map.side.open(node, commands);
}

/// The sibling of the selected tile that lies nearest in a direction.
const Tile* neighbour(const Map& map, const Tile& from, float x, float y) {
    const auto centre = [](const Tile& tile) {
        return ImVec2{(tile.box.left + tile.box.right) / 2, (tile.box.top + tile.box.bottom) / 2};
    };
    const ImVec2 start = centre(from);
    const Tile* best = nullptr;
    float nearest = 0;
    for (const Tile& tile : map.tiles) {
        if (tile.node == from.node || map.timeline.parent(tile.node) != map.timeline.parent(from.node)) continue;
        const ImVec2 at = centre(tile);
        const float ahead = (at.x - start.x) * x + (at.y - start.y) * y;
        const float aside = std::abs((at.x - start.x) * y) + std::abs((at.y - start.y) * x);
        const float distance = ahead + 2 * aside;
        if (ahead <= 0 || (best && distance >= nearest)) continue;
        best = &tile;
        nearest = distance;
    }
    return best;
}

void use_keys(const Map& map, Commands& commands) {
    if (ImGui::GetIO().WantTextInput || map.tiles.empty()) return;
    const Tile* selected = map.selected();
    const auto move = [&](ImGuiKey key, float x, float y) {
        if (!ImGui::IsKeyPressed(key)) return;
        const Tile* next = selected ? neighbour(map, *selected, x, y) : &map.tiles.front();
        if (next) map.side.select(next->node, commands);
    };
    move(ImGuiKey_LeftArrow, -1, 0);
    move(ImGuiKey_RightArrow, 1, 0);
    move(ImGuiKey_UpArrow, 0, -1);
    move(ImGuiKey_DownArrow, 0, 1);
    if (ImGui::IsKeyPressed(ImGuiKey_Enter, false) && selected) {
        if (map.timeline.child_count(selected->node) > 0)
            zoom(map.screen, selected->node, commands);
        else
            map.side.open(selected->node, commands);
    }
    if (ImGui::IsKeyPressed(ImGuiKey_Backspace, false) && map.top != root_node)
        zoom(map.screen, map.timeline.parent(map.top), commands);
}

/// The folders from the root to the one that is shown, each a way back.
void draw_path(const Map& map, Commands& commands) {
    Ui& ui = map.screen.ui;
    std::vector<NodeIndex> folders;
    for (NodeIndex node = map.top; node != no_node; node = map.timeline.parent(node)) folders.push_back(node);
    for (std::size_t i = folders.size(); i-- > 0;) {
        const std::string name =
            folders[i] == root_node ? std::string("All files") : printable(map.timeline.name(folders[i]));
        ImGui::PushID(static_cast<int>(i));
        if (i == 0)
            label(ui, {.face = Face::strong}, name);
        else if (link(ui, name))
            zoom(map.screen, folders[i], commands);
        ImGui::PopID();
        space(ui.theme.half_gap);
        label(ui, {.colour = ui.theme.colours.dim}, i == 0 ? human_size(map.overlay.totals(map.top).bytes) : "›");
        space(ui.theme.half_gap);
    }
}

/// Large tiles as rows that can be pressed without seeing them.
void mirror_tiles(const Map& map, ImGuiID area, Commands& commands) {
    Mirror& mirror = map.screen.ui.mirror;
    mirror.open();
    std::size_t said = 0;
    for (const Tile& tile : map.tiles) {
        if (said == most_in_mirror) break;
        const ImVec4 room = map.room(tile);
        if (tile.depth > 2 && tile.node != map.chosen) continue;
        said++;
        const auto key = static_cast<int>(tile.node);
        const ImGuiID id = ImHashData(&key, sizeof key, area);
        if (mirror.take_press(id)) map.side.select(tile.node, commands);
        mirror.add({.id = id,
                    .role = Role::row,
                    .states = static_cast<std::uint16_t>(tile.node == map.chosen ? state_selected : 0),
                    .level = static_cast<std::uint16_t>(tile.depth),
                    .name = tile_words(map, tile.node),
                    // A folder is pressed on its name, where nothing of what it holds lies.
                    .rectangle = {room.x, room.y, width_of(room),
                                  tile.opened ? map.screen.ui.theme.px(18) : height_of(room)}});
    }
    mirror.close();
}

void draw_map(const Map& map, const ImVec4& room, Commands& commands) {
    Ui& ui = map.screen.ui;
    const Theme& theme = ui.theme;
    ImGui::SetCursorScreenPos({room.x, room.y});
    if (map.screen.state.list_focus) ui.mirror.focus(ImGui::GetID("map##keys"));
    const bool focused = begin_key_area(ui, "map", {width_of(room), height_of(room)}).focused;
    const Touch touch = press_area(ui, "treemap", room, Role::tree, "Treemap", focused ? state_focused : 0);
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const Tile* hovered = touch.hovered ? tile_at(map.tiles, mouse.x - map.corner.x, mouse.y - map.corner.y) : nullptr;
    for (const Tile& tile : map.tiles) draw_tile(map, tile);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto outline = [&](const Tile& tile, ImU32 colour, float weight) {
        const ImVec4 at = map.room(tile);
        list.AddRect({at.x, at.y}, {at.z, at.w}, colour, 0, 0, theme.px(weight));
    };
    if (hovered) outline(*hovered, theme.colours.text, 1);
    if (const Tile* selected = map.selected()) outline(*selected, theme.colours.accent, 2);
    mirror_tiles(map, touch.id, commands);
    if (hovered) tooltip(ui, touch, tile_words(map, hovered->node));
    if (hovered && touch.pressed) map.side.select(hovered->node, commands);
    if (hovered && touch.doubled) go_into(map, hovered->node, commands);
    if (hovered && touch.context) {
        map.side.select(hovered->node, commands);
        commands.add(context_menu());
    }
    if (focused) use_keys(map, commands);
    ImGui::EndChild();
}

void draw_choices(const TreemapSide& side, const Screen& screen, Commands& commands, const ImVec2& corner,
                  float right) {
    Ui& ui = screen.ui;
    const std::string_view names[] = {"By layer", "By change"}, sides[] = {"A", "B"};
    const auto width_of_both = [&](const auto& words) {
        return text_extent(ui, Face::small, words[0]).x + text_extent(ui, Face::small, words[1]).x + ui.theme.px(38);
    };
    float x = right - width_of_both(names);
    const float y = corner.y + ui.theme.tab_bar + ui.theme.px(11);
    ImGui::SetCursorScreenPos({x, y});
    const TreemapChoice& choice = screen.state.treemap;
    if (const auto colour =
            segments(ui, "Colours of the treemap", names, colour_of(screen) == TreemapColour::layer ? 0 : 1)) {
        TreemapChoice wanted = choice;
        wanted.colour = *colour == 0 ? TreemapColour::layer : TreemapColour::change;
        commands.add(SetTreemap{wanted});
    }
    if (!screen.against) return;
    x -= width_of_both(sides) + ui.theme.gap;
    ImGui::SetCursorScreenPos({x, y});
    if (const auto wanted = segments(ui, "Image of the treemap", sides, choice.older ? 0 : 1);
        wanted && (*wanted == 0) != choice.older)
        side.swap(commands);
}

} // namespace

void draw_treemap(const Screen& screen, Commands& commands) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec2 corner = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    draw_tabs(screen, commands);
    const ImVec4 room = {corner.x + theme.px(12), corner.y + theme.tab_bar + theme.filter_bar,
                         corner.x + size.x - theme.px(12), corner.y + size.y - theme.px(40)};
    if (screen.against && !can_compare(screen)) return draw_comparison_awaited(screen, room);
    const TreemapSide side(screen);
    const Timeline& timeline = side.timeline();
    const Overlay& overlay = side.overlay();
    const NodeIndex top = side.top();
    const Map map{.screen = screen,
                  .side = side,
                  .timeline = timeline,
                  .overlay = overlay,
                  .top = top,
                  .chosen = side.selected(),
                  .tiles =
                      screen.derived.tiles(side.image(), overlay, top, {width_of(room), height_of(room)}, theme.scale),
                  .corner = {room.x, room.y}};
    ImGui::SetCursorScreenPos({room.x, corner.y + theme.tab_bar + theme.px(14)});
    draw_path(map, commands);
    if (const std::size_t awaited = layers_awaited(side.image()); awaited > 0)
        label(ui, {.face = Face::small, .colour = theme.colours.dim},
              text(" ", awaited, awaited == 1 ? " layer is" : " layers are", " still being read"));
    draw_choices(side, screen, commands, corner, room.z);
    if (map.tiles.empty()) {
        ImGui::SetCursorScreenPos({room.x, room.y + theme.px(24)});
        return label(ui, {.colour = theme.colours.dim}, "There are no bytes to show here.");
    }
    if (width_of(room) <= 0 || height_of(room) <= 0) return;
    draw_map(map, room, commands);
    const ImVec4 below = {room.x, room.w + theme.px(10), room.z, room.w + theme.px(30)};
    if (colour_of(screen) == TreemapColour::change)
        draw_change_legend(ui, below);
    else
        draw_layer_legend(ui, side.image().record, map.tiles, overlay, below);
}

} // namespace strata::ui

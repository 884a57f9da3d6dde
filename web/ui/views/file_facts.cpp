#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "core/tree/follow_path.hpp"
#include "web/ui/file_types.hpp"
#include "web/ui/views/compare.hpp"
#include "web/ui/views/file_parts.hpp"
#include "web/ui/widgets.hpp"

#include <algorithm>
#include <span>

namespace strata::ui {

namespace {

struct Fact {
    std::string key;
    std::string value;
    std::string older = {}; ///< comparing, and another value: that of the older image
    NodeIndex leads_to = no_node;
    bool reads_all = false; ///< known once the whole file is read, which pressing it asks for
};

std::string size_text(std::uint64_t bytes) { return text(grouped(bytes), " B"); }

std::string owner_text(const ShownVersion& version) {
    const Owner& owner = version.tree->owner(*version.entry);
    std::string words = text(owner.uid, ':', owner.gid);
    if (!owner.user.empty() || !owner.group.empty()) words += printable(text(" ", owner.user, ':', owner.group));
    return words;
}

std::string layer_text(const ShownVersion& version) { return text(version.stated.layer + 1); }

/// What differs between both sides as "A → B", what does not once.
Fact both(std::string key, const Selection& selection, std::string (*of)(const ShownVersion&)) {
    const std::string newer = selection.shown ? of(selection.shown) : "–";
    const std::string older = selection.earlier ? of(selection.earlier) : "–";
    return {std::move(key), newer, older == newer ? "" : older};
}

/// The hash of the whole content; of both sides where they are not known to be the same.
void add_hashes(const Screen& screen, const Selection& compared, std::vector<Fact>& facts) {
    const auto content_of = [&](const ShownVersion& version) {
        return version.is_file() && version.place ? screen.contents.find(version.content()) : nullptr;
    };
    const Content *newer = content_of(compared.shown), *older = content_of(compared.earlier);
    const bool one = !screen.against || (newer && older && newer->sha256 && newer->sha256 == older->sha256);
    const auto add = [&](std::string_view key, const Content* content) {
        if (!content || content->stage != Stage::ready) return;
        if (content->sha256)
            facts.push_back({std::string(key), content->sha256.hex()});
        else if (content == newer && !content->complete() && content->size <= most_shown)
            facts.push_back({.key = std::string(key), .value = "read the whole file", .reads_all = true});
    };
    if (!one && compared.earlier.is_file()) add("SHA-256 A", older);
    add(one || !compared.earlier.is_file() ? "SHA-256" : "SHA-256 B", newer);
}

std::vector<Fact> facts_of(const Screen& screen, const Selection& selection) {
    std::vector<Fact> facts;
    const Selection compared = [&] {
        Selection pair = selection;
        if (!screen.against) pair.earlier = pair.shown;
        return pair;
    }();
    const ShownVersion& described = selection.shown ? selection.shown : compared.earlier;
    if (!described || (!selection.shown && !screen.against)) return facts;
    const Timeline& timeline = screen.derived.timeline(selection.shown ? *screen.image : *screen.against);
    if (described.entry->type == FileType::directory && selection.node != no_node) {
        const Totals& totals = screen.derived.overlay(*screen.image, look_of(screen.state)).totals(selection.node);
        facts.push_back({"Size", text(size_text(totals.bytes), " in ", grouped(totals.files),
                                      totals.files == 1 ? " file" : " files")});
    } else {
        facts.push_back(both("Size", compared, [](const ShownVersion& v) { return size_text(v.entry->size); }));
    }
    facts.push_back(both("Mode", compared, [](const ShownVersion& v) {
        return text(type_letter(v.entry->type), mode_letters(v.entry->mode));
    }));
    facts.push_back(both("Modified", compared, [](const ShownVersion& v) { return format_minute(v.entry->mtime); }));
    if (facts.back().older.empty()) facts.back().value += " UTC"; // two of them have no room for it
    facts.push_back(both("Owner", compared, owner_text));
    if (screen.against) facts.push_back(both("Layer", compared, layer_text));
    if (can_compare(screen) && selection.node != no_node) {
        const Comparison& comparison = screen.derived.comparison(*screen.against, *screen.image, screen.state);
        const Difference* item = comparison.at_newer(selection.node);
        const std::string words = item ? comparison.all_reasons(*item) : std::string();
        if (!words.empty()) facts.push_back({"Differs", words});
    }
    add_hashes(screen, compared, facts);
    facts.push_back({"Type", std::string(type_word(
                                 timeline.entry(selection.shown ? selection.shown.stated : described.stated).type))});
    if (!selection.shown) facts.back().value = std::string(type_word(described.entry->type));
    const LayerTree& tree = selection.shown ? timeline.layer(selection.shown.stated.layer).tree : *described.tree;
    const Entry& stated = selection.shown ? timeline.entry(selection.shown.stated) : *described.entry;
    const Extra& extra = tree.extra(stated);
    if (!tree.link_target(stated).empty())
        facts.push_back({.key = "Link to",
                         .value = printable(extra.link_target),
                         .leads_to = selection.shown ? link_end(screen, selection.node) : no_node});
    if (stated.type == FileType::character_device || stated.type == FileType::block_device)
        facts.push_back({"Device", text(extra.device_major, ':', extra.device_minor)});
    for (const auto& [name, value] : described.tree->extra(*described.entry).xattrs)
        facts.push_back({printable(name), printable(value)});
    return facts;
}

std::string_view event_word(Change change) {
    switch (change) {
    case Change::added: return "added";
    case Change::content: return "content changed";
    case Change::metadata: return "attributes changed";
    case Change::same: return "stated again, the same";
    case Change::removed: return "removed";
    }
    return "";
}

/// "owner and mode changed", as precisely as the entries tell.
std::string what_happened(const Timeline& timeline, NodeIndex node, const Event& event) {
    if (event.change != Change::metadata || event.layer == 0 || event.entry == no_entry)
        return text(event.unsure ? "perhaps " : "", event_word(event.change));
    const Place before = timeline.resolve(timeline.at(node, event.layer - 1)),
                after = timeline.resolve({event.layer, event.entry});
    if (!before || !after) return std::string(event_word(event.change));
    const Entry &a = timeline.entry(before), &b = timeline.entry(after);
    const Owner &was = timeline.layer(before.layer).tree.owner(a), &is = timeline.layer(after.layer).tree.owner(b);
    std::vector<std::string_view> parts;
    if (!same_ids(was, is)) parts.push_back("owner");
    if (a.mode != b.mode) parts.push_back("mode");
    if (a.mtime != b.mtime) parts.push_back("time");
    if (parts.empty()) return std::string(event_word(event.change));
    std::string words(parts[0]);
    for (std::size_t i = 1; i < parts.size(); i++) words += text(i + 1 == parts.size() ? " and " : ", ", parts[i]);
    return words + " changed";
}

/// What became of the path in one image, layer by layer.
struct Life {
    std::string_view title;
    const OpenImage& image;
    NodeIndex node;
    std::span<const Event> events;
};

std::vector<Life> lives_of(const Screen& screen, const Selection& selection) {
    std::vector<Life> lives;
    const auto add = [&](std::string_view title, const OpenImage& image, NodeIndex node) {
        if (node != no_node) lives.push_back({title, image, node, screen.derived.timeline(image).events(node)});
    };
    if (screen.against) add("In A", *screen.against, screen.derived.timeline(*screen.against).find(selection.path));
    add(screen.against ? "In B" : "In this image", *screen.image, selection.node);
    return lives;
}

void draw_event(const Screen& screen, Commands& commands, const Life& life, const Event& event) {
    Ui& ui = screen.ui;
    const Theme& theme = ui.theme;
    const ImVec4 room = room_here(ImGui::GetContentRegionAvail().x, theme.px(24));
    const std::string layer = text("layer ", event.layer + 1);
    const std::string happened = what_happened(screen.derived.timeline(life.image), life.node, event);
    const std::string made = printable(readable_instruction(layer_title(life.image.record, event.layer)));
    const bool shown = &life.image == screen.image; // the layers of the older one can't be chosen
    const bool active = shown && event.layer == screen.state.layer;
    const Touch touch = press_area(ui, layer, room, shown ? Role::button : Role::text,
                                   text(layer, ": ", happened, " · ", made), active ? state_selected : 0);
    if (touch.hovered && shown)
        ImGui::GetWindowDrawList()->AddRectFilled({room.x - theme.px(6), room.y}, {room.z, room.w},
                                                  theme.colours.hovered, theme.radius);
    ImGui::GetWindowDrawList()->AddCircleFilled({room.x + theme.px(5), (room.y + room.w) / 2}, theme.px(4.5f),
                                                change_ink(theme.colours, event.change, theme.colours.faint));
    const float words = room.x + theme.px(20), width = text_extent(ui, Face::mono, layer).x;
    draw_text(ui, {words, room.y, words + width + 1, room.w}, {.face = Face::mono}, layer);
    draw_text(ui, {words + width + theme.gap, room.y, room.z, room.w},
              {.face = Face::mono, .colour = theme.colours.dim}, text(happened, " · ", made));
    tooltip(ui, touch, made);
    if (touch && shown) commands.add(ShowLayer{event.layer});
}

} // namespace

ImU32 change_ink(const Colours& colours, Change change, ImU32 unchanged) {
    switch (change) {
    case Change::added: return colours.added;
    case Change::content:
    case Change::metadata: return colours.changed;
    case Change::removed: return colours.removed;
    case Change::same: break;
    }
    return unchanged;
}

NodeIndex link_end(const Screen& screen, NodeIndex node) {
    const Timeline& timeline = screen.derived.timeline(*screen.image);
    const std::uint32_t layer = screen.against ? timeline.top() : screen.state.layer;
    const Place place = node < timeline.size() ? timeline.at(node, layer) : Place{};
    if (!place) return no_node;
    if (const HardLink* link = timeline.hard_link(place))
        return link->target && timeline.at(link->node, layer) ? link->node : no_node;
    if (timeline.entry(place).type != FileType::symbolic_link) return no_node;
    const auto end = follow_path(timeline, layer, timeline.path(node));
    return end && *end != root_node ? *end : no_node;
}

void go_to_end(const Screen& screen, Commands& commands, NodeIndex end) {
    const bool listed = screen.against || screen.derived.overlay(*screen.image, look_of(screen.state)).shows(end);
    if (!listed) commands.add(ShowScope{Scope::up_to_here});
    commands.add(GoToNode{end});
}

float facts_height(const Screen& screen, const Selection& selection) {
    const Theme& theme = screen.ui.theme;
    float height = theme.px(22) * static_cast<float>(facts_of(screen, selection).size());
    for (const Life& life : lives_of(screen, selection))
        height += theme.gap + theme.px(30) + theme.px(24) * static_cast<float>(life.events.size());
    return height;
}

void draw_facts(const Screen& screen, Commands& commands, const Selection& selection) {
    Ui& ui = screen.ui;
    for (const Fact& fact : facts_of(screen, selection)) {
        const std::string value = fact.older.empty() ? fact.value : text(fact.older, " → ", fact.value);
        const bool leads = fact.leads_to != no_node || fact.reads_all;
        if (!key_value(ui, fact.key, {.value = value, .older = fact.older, .copies = !leads, .leads = leads})) continue;
        const ShownVersion& shown = selection.shown;
        if (fact.reads_all)
            commands.add(WantContent{shown.image, shown.place, shown.entry->size});
        else if (leads)
            go_to_end(screen, commands, fact.leads_to);
        else
            commands.add(CopyText{value});
    }
    for (const Life& life : lives_of(screen, selection)) {
        ImGui::Dummy({0, ui.theme.gap});
        heading(ui, life.title);
        ImGui::PushID(life.title.data(), life.title.data() + life.title.size());
        for (const Event& event : life.events) draw_event(screen, commands, life, event);
        ImGui::PopID();
    }
}

} // namespace strata::ui

#include "core/base/ascii.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "web/ui/possible.hpp"
#include "web/ui/views/menu_items.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr std::size_t most_files = 40, most_layers = 12, most_settings = 12;
constexpr NodeIndex most_searched = 250'000; // names looked at in one frame

void add_files(const Screen& screen, std::vector<MenuItem>& items) {
    const std::string& words = screen.state.palette_text;
    if (!screen.image || words.size() < 2) return;
    const Timeline& timeline = screen.derived.timeline(*screen.image);
    const bool whole = words.find('/') != words.npos;
    std::size_t found = 0;
    const NodeIndex end = static_cast<NodeIndex>(std::min<std::size_t>(timeline.size(), most_searched));
    for (NodeIndex node = 1; node < end && found < most_files; node++) {
        if (!(whole ? holds_text(timeline.path(node), words) : holds_text(timeline.name(node), words))) continue;
        items.push_back({printable(timeline.path(node)), "file", {{GoToNode{node}}}});
        found++;
    }
}

} // namespace

std::vector<MenuItem> palette_items(const Screen& screen) {
    const std::string& words = screen.state.palette_text;
    std::vector<MenuItem> items;
    for (const ActionInfo& info : action_table())
        if (info.action != Action::palette && info.action != Action::close_popup && is_possible(screen, info.action) &&
            holds_text(info.name, words))
            items.push_back(item_of(info.action));
    if (!screen.image || words.empty()) return items;
    std::size_t found = 0;
    for (std::uint32_t i = 0; i < screen.image->layers.size() && found < most_layers; i++) {
        const std::string title = printable(readable_instruction(layer_title(screen.image->record, i)));
        if (!holds_text(text("layer ", i + 1, ' ', title), words)) continue;
        items.push_back({title, text("layer ", i + 1), {{ShowLayer{i}}}});
        found++;
    }
    found = 0;
    const ContainerSettings& settings = screen.image->record.config.settings;
    const auto add_setting = [&](std::string_view kind, const std::string& line) {
        if (found >= most_settings || !holds_text(line, words)) return;
        items.push_back({printable(line), std::string(kind), {{ShowView{View::config}}}});
        found++;
    };
    for (const std::string& line : settings.env.value_or(std::vector<std::string>{})) add_setting("setting", line);
    for (const auto& [key, value] : settings.labels) add_setting("label", text(key, '=', value));
    add_files(screen, items);
    return items;
}

} // namespace strata::ui

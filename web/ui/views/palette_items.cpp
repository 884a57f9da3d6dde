#include "core/base/ascii.hpp"
#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/instruction.hpp"
#include "core/report/text.hpp"
#include "web/ui/possible.hpp"
#include "web/ui/views/menu_items.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

constexpr std::size_t most_layers = 40, most_settings = 12;

/// What is found beyond those that are shown, and the view that has it all.
void add_rest(PaletteItems& found, std::size_t count, std::string_view what, std::vector<Command> commands) {
    if (count > 0) found.items.push_back({text(grouped(count), " more ", what), "show them", std::move(commands)});
}

void add_layers(const Screen& screen, PaletteItems& found) {
    std::size_t count = 0;
    for (std::uint32_t i = 0; i < screen.image->layers.size() && count < most_layers; i++) {
        const std::string title = printable(readable_instruction(layer_title(screen.image->record, i)));
        if (!holds_text(text("layer ", i + 1, ' ', title), screen.state.palette_text)) continue;
        found.items.push_back({title, text("layer ", i + 1), {{ShowLayer{i}}}});
        count++;
    }
}

void add_settings(const Screen& screen, PaletteItems& found) {
    const std::string& words = screen.state.palette_text;
    const ContainerSettings& settings = screen.image->record.config.settings;
    std::size_t count = 0;
    const auto add = [&](std::string_view kind, const std::string& line) {
        if (!holds_text(line, words) || ++count > most_settings) return;
        found.items.push_back({printable(line), std::string(kind), {{ShowView{View::config}}}});
    };
    for (const std::string& line : settings.env.value_or(std::vector<std::string>{})) add("setting", line);
    for (const auto& [key, value] : settings.labels) add("label", text(key, '=', value));
    add_rest(found, count - std::min(count, most_settings), "settings", {{SetSearch{words}}, {ShowView{View::config}}});
}

void add_files(const Screen& screen, PaletteItems& found) {
    const std::string& words = screen.state.palette_text;
    if (words.size() < 2) return;
    const Timeline& timeline = screen.derived.timeline(*screen.image);
    const NameSearch& search = screen.derived.search_names(*screen.image, words);
    for (const NodeIndex node : search.first())
        found.items.push_back(
            {printable(timeline.path(node)), timeline.child_count(node) > 0 ? "folder" : "file", {{GoToNode{node}}}});
    found.searching = !search.done();
    // Until all names are looked through the number would only flicker.
    if (search.done())
        add_rest(found, search.count() - search.first().size(), text("files: filter by “", printable(words), "”"),
                 {{SetFilter{{.text = words}}}, {ShowView{View::files}}});
}

} // namespace

PaletteItems palette_items(const Screen& screen) {
    const std::string& words = screen.state.palette_text;
    PaletteItems found;
    for (const ActionInfo& info : action_table())
        if (info.action != Action::palette && info.action != Action::close_popup && is_possible(screen, info.action) &&
            holds_text(info.name, words))
            found.items.push_back(item_of(info.action));
    if (screen.image && !words.empty()) {
        add_layers(screen, found);
        add_settings(screen, found);
        add_files(screen, found);
    }
    if (found.searching)
        found.note = "Looking through the names of the files…";
    else if (found.items.empty())
        found.note = "Nothing is called that.";
    return found;
}

} // namespace strata::ui

#include "tests/kit/examined_image.hpp"

#include "core/bytes/source.hpp"
#include "core/image/read_layer.hpp"
#include "core/insight/secret_examiner.hpp"
#include "tests/kit/layer_text.hpp"

#include <algorithm>
#include <sstream>

namespace strata::kit {

Inspection examined(const std::vector<std::vector<TarFile>>& layers) {
    const auto examiner = make_secret_examiner();
    Inspection inspection;
    for (const auto& files : layers) {
        const auto tar = make_memory_source(write_tar(files));
        ReadLayerOptions options;
        options.examiner = examiner.get();
        options.hashing = Hashing::all;
        inspection.layers.push_back(std::make_shared<const Layer>(read_layer(*tar, options)));
        inspection.image.layers.emplace_back();
    }
    return inspection;
}

Inspection examined_text(std::string_view text) {
    const auto examiner = make_secret_examiner();
    Layer layer = layer_from_text(text);
    layer.examined = examiner->kinds();
    std::istringstream lines{std::string(text)};
    for (std::string line; std::getline(lines, line);) {
        const std::size_t equals = line.find('=');
        if (equals == line.npos || line.find(" => ") != line.npos) continue;
        const std::string path = "/" + line.substr(0, equals);
        const std::string bytes = line.substr(equals + 1, line.find(' ', equals) - equals - 1);
        for (EntryIndex entry = 1; entry < layer.tree.entries.size() && !bytes.empty(); entry++) {
            if (layer.tree.path(entry) != path) continue;
            const auto look = examiner->begin(path, layer.tree.entries[entry]);
            if (!look) continue;
            (void)look->take(std::as_bytes(std::span(bytes)));
            FileFacts facts = look->finish();
            facts.entry = entry;
            layer.facts.push_back(std::move(facts));
        }
    }
    Inspection inspection;
    inspection.layers.push_back(std::make_shared<const Layer>(std::move(layer)));
    inspection.image.layers.emplace_back();
    return inspection;
}

void add_history(Inspection& inspection, std::string_view created_by, MakesLayer makes) {
    std::vector<HistoryRow>& history = inspection.image.config.history;
    if (makes == MakesLayer::yes) {
        const auto next = std::ranges::find(inspection.image.layers, no_index, &LayerRecord::history);
        if (next != inspection.image.layers.end()) next->history = static_cast<std::uint32_t>(history.size());
    }
    history.push_back({.created_by = std::string(created_by), .empty_layer = makes == MakesLayer::no});
}

} // namespace strata::kit

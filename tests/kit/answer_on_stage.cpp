#include "tests/kit/answer_on_stage.hpp"

#include <functional>

namespace strata::kit {

std::vector<ui::Effect>
answer_on_stage(Stage& stage, const Inspection& inspection,
                const std::function<std::string(std::uint32_t layer, const std::string& path)>& content_of) {
    std::vector<ui::Effect> others;
    const auto content = [&](std::uint32_t layer, const Entry& wanted) {
        const LayerTree& tree = inspection.layers[layer]->tree;
        for (EntryIndex i = 0; i < tree.entries.size(); i++)
            if (tree.entries[i].name_offset == wanted.name_offset && tree.entries[i].parent == wanted.parent)
                return content_of(layer, tree.path(i));
        return std::string();
    };
    for (bool asked = true; asked;) {
        asked = false;
        for (ui::Effect& effect : stage.effects()) {
            const auto* send = std::get_if<ui::SendRequest>(&effect);
            const auto* file = send ? std::get_if<web::ContentRequest>(&send->request.what) : nullptr;
            const auto* hash = send ? std::get_if<web::HashRequest>(&send->request.what) : nullptr;
            if (!file && !hash) {
                others.push_back(std::move(effect));
                continue;
            }
            asked = true;
            if (file) {
                const std::string bytes = content(file->layer, file->entry);
                stage.app().receive(
                    {.id = send->request.id, .what = web::ContentAnswer{bytes.substr(0, file->limit), bytes.size()}});
                continue;
            }
            web::HashAnswer answer;
            for (const Entry& entry : hash->files)
                answer.hashes.push_back({std::hash<std::string>()(content(hash->layer, entry)), 1});
            stage.app().receive({.id = send->request.id, .what = std::move(answer)});
        }
        stage.settle();
    }
    return others;
}

std::string exported(Stage& stage, ui::Action action) {
    std::string saved;
    std::uint64_t last_hash = 0; // no two files are the same
    const auto answer = [&] {
        bool asked = false;
        for (const ui::Effect& effect : stage.effects()) {
            if (const auto* save = std::get_if<ui::SaveBytes>(&effect)) saved = save->bytes;
            const auto* send = std::get_if<ui::SendRequest>(&effect);
            const auto* hash = send ? std::get_if<web::HashRequest>(&send->request.what) : nullptr;
            if (!hash) continue;
            web::HashAnswer hashes;
            for (std::size_t i = 0; i < hash->files.size(); i++) hashes.hashes.push_back({++last_hash, 2});
            stage.app().receive({.id = send->request.id, .what = std::move(hashes)});
            asked = true;
        }
        stage.settle();
        return asked;
    };
    while (answer()) {
    }
    stage.app().apply({ui::DoAction{action}});
    while (answer()) {
    }
    return saved;
}

} // namespace strata::kit

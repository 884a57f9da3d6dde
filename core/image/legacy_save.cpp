#include "core/base/text.hpp"
#include "core/image/docker_save.hpp"
#include "core/image/read_config.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace strata {

namespace {

constexpr std::string_view json_file = "/json";

/// The ids of all folders that have a `json` file, in the order of the archive.
std::vector<std::string> legacy_ids(const Documents& documents) {
    std::vector<std::string> ids;
    for (const Member& member : documents.archive().members()) {
        std::string_view name = member.name;
        if (!name.starts_with(documents.top_folder()) || !name.ends_with(json_file)) continue;
        name.remove_prefix(documents.top_folder().size());
        name.remove_suffix(json_file.size());
        if (parse_bare_sha256(name)) ids.emplace_back(name);
    }
    return ids;
}

/// One image by the chain of its parents, top first as the documents lead.
class Chain {
public:
    Chain(Documents& documents, const std::string& id) : documents_(documents) {
        draft_.image.config_digest = parse_bare_sha256(id).value_or(Digest{});
        draft_.config_is_read = true;
        std::unordered_set<std::string> seen;
        for (std::string at = id; !at.empty();) {
            if (!seen.insert(at).second) {
                complain(text(at.substr(0, 12), ": the chain of parents leads in circles"));
                break;
            }
            if (documents_.grant_layers(1) == 0 || seen.size() > documents_.limits().layers) {
                complain(text("more than ", seen.size() - 1, " layers, above the limit"));
                break;
            }
            at = add(at);
        }
        ImageConfig& config = draft_.image.config;
        std::ranges::reverse(config.history);
        std::ranges::reverse(draft_.image.layers);
        for (std::size_t i = 0; i < draft_.image.layers.size(); i++)
            draft_.image.layers[i].history = static_cast<std::uint32_t>(i);
        draft_.image.problems.push_back(
            {Severity::note,
             "saved by docker before 1.10: layers have no digests, their order is the chain of parents"});
    }
    [[nodiscard]] Draft take() && { return std::move(draft_); }

private:
    void complain(std::string message) { draft_.image.problems.push_back({Severity::error, std::move(message)}); }

    /// Adds one layer and its row; returns the parent's id, "" at the bottom.
    std::string add(const std::string& id) {
        LayerRecord layer;
        layer.member_name = id + "/layer.tar";
        if (const auto member = documents_.find(layer.member_name)) layer.member = *member;
        draft_.image.layers.push_back(std::move(layer));
        auto document = documents_.read(id + std::string(json_file));
        if (!document) {
            complain(std::move(document).error().message);
            draft_.image.config.history.emplace_back();
            return {};
        }
        const JsonValue root = document->json.root();
        HistoryRow row = read_v1_history(root);
        row.empty_layer = false; // each of them has its layer.tar, be it empty
        if (draft_.image.config.history.empty()) {
            ReadConfig read = read_v1_config(root);
            draft_.image.config = std::move(read.config);
            draft_.image.config.document = std::move(document->bytes);
            std::ranges::move(read.problems, std::back_inserter(draft_.image.problems));
        }
        draft_.image.config.history.push_back(std::move(row));
        return std::string(root["parent"].string_or(""));
    }

    Documents& documents_;
    Draft draft_;
};

} // namespace

bool has_legacy_folders(const Documents& documents) { return !legacy_ids(documents).empty(); }

Drafts list_legacy_save(Documents& documents) {
    Drafts out;
    std::vector<std::pair<std::string, std::vector<Reference>>> heads;
    std::unordered_map<std::string, std::size_t> known;
    const auto head = [&](const std::string& id) {
        const auto [place, is_new] = known.try_emplace(id, heads.size());
        if (is_new) heads.emplace_back(id, std::vector<Reference>());
        return place->second;
    };
    NameBudget budget(documents.limits());
    if (documents.has("repositories")) {
        if (const auto repositories = documents.read("repositories")) {
            for (const auto& [repository, tags] : repositories->json.root().fields())
                for (const auto& [tag, id] : tags.fields()) {
                    if (budget.is_spent()) break;
                    const std::size_t image = head(std::string(id.string_or("")));
                    Reference name = read_reference(text(repository, ':', tag));
                    if (budget.grant(image, name)) heads[image].second.push_back(std::move(name));
                }
        } else {
            out.problems.push_back({Severity::error, repositories.error().message});
        }
    }
    if (budget.is_spent()) out.problems.push_back({Severity::error, budget.spent_message()});
    if (heads.empty()) { // saved by id: the heads are those that are nobody's parent
        std::unordered_set<std::string> parents;
        const std::vector<std::string> ids = legacy_ids(documents);
        for (const std::string& id : ids)
            if (const auto document = documents.read(id + std::string(json_file)))
                parents.emplace(document->json.root()["parent"].string_or(""));
        for (const std::string& id : ids)
            if (!parents.contains(id)) (void)head(id);
    }
    for (auto& [id, names] : heads) {
        if (out.images.size() == documents.limits().images) break;
        Draft draft = Chain(documents, id).take();
        draft.image.names = std::move(names);
        out.images.push_back(std::move(draft));
    }
    return out;
}

} // namespace strata

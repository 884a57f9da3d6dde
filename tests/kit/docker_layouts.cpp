#include "core/base/text.hpp"
#include "tests/kit/layouts.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <set>

namespace strata::kit {

namespace {

using Json = nlohmann::ordered_json;

/// Members by name, each once: what two images share is written once.
class Members {
public:
    void add(TarFile member) {
        if (seen_.insert(member.path).second) members_.push_back(std::move(member));
    }
    void add_documents(const Json& manifest, const Json& repositories) {
        if (!manifest.is_null()) add(file("manifest.json", manifest.dump()));
        if (!repositories.is_null()) add(file("repositories", repositories.dump() + "\n"));
    }
    [[nodiscard]] bool has(const std::string& path) const { return seen_.contains(path); }
    [[nodiscard]] std::vector<TarFile> take() { return std::move(members_); }

private:
    std::vector<TarFile> members_;
    std::set<std::string> seen_;
};

Json manifest_row(const ImagePlan& image, const std::string& config, const std::vector<std::string>& layers) {
    Json row = {{"Config", config}};
    row["RepoTags"] = image.names.empty() ? Json(nullptr) : Json(image.names);
    row["Layers"] = layers.empty() ? Json(nullptr) : Json(layers);
    return row;
}

void name_image(Json& repositories, const ImagePlan& image, const std::string& id) {
    for (const std::string& name : image.names) {
        const NameParts parts = split_name(name);
        repositories[parts.repository][parts.tag] = id;
    }
}

/// The v1 chain of one image: every step that has a folder, in order.
struct LegacyImage {
    std::string id;
    std::string json;
    std::string layer;
};

/// Docker's v1 ids hash parent, layer and, for the last, the config (moby, image/v1/imagev1.go); any stable hash does.
std::vector<LegacyImage> legacy_chain(const ImagePlan& image, bool every_step) {
    std::vector<const Step*> steps;
    for (const Step& step : image.steps)
        if (every_step || step.layer) steps.push_back(&step);
    std::vector<LegacyImage> chain;
    std::string parent;
    for (std::size_t at = 0; at < steps.size(); ++at) {
        const bool last = at + 1 == steps.size();
        const std::string layer = steps[at]->layer ? *steps[at]->layer : std::string(1024, '\0');
        const Json config = Json::parse(config_of(image), nullptr, false);
        const std::string id =
            sha256_hex(text(parent, sha256_hex(layer), steps[at]->created_by, last ? config.dump() : ""));
        Json document = {{"id", id}};
        if (!parent.empty()) document["parent"] = parent;
        document["created"] = steps[at]->created;
        document["container_config"] = {{"Cmd", {steps[at]->created_by}}};
        if (!steps[at]->author.empty()) document["author"] = steps[at]->author;
        if (!steps[at]->comment.empty()) document["comment"] = steps[at]->comment;
        if (last && config.is_object() && config.contains("config")) document["config"] = config["config"];
        document["architecture"] = image.platform.architecture;
        document["os"] = image.platform.os;
        chain.push_back({.id = id, .json = document.dump(), .layer = layer});
        parent = id;
    }
    return chain;
}

} // namespace

NameParts split_name(const std::string& name) {
    const auto colon = name.rfind(':');
    if (colon == std::string::npos || name.find('/', colon) != std::string::npos) return {name, "latest"};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

std::vector<TarFile> lay_out_docker_save(std::span<const ImagePlan> images, const LayoutOptions& options) {
    const bool manifest_too = options.layout == Layout::docker_save;
    Members members;
    std::map<std::string, std::string> folder_of_layer;
    Json manifest = manifest_too ? Json::array() : Json(nullptr);
    Json repositories;
    for (const ImagePlan& image : images) {
        const std::string config = config_of(image);
        std::vector<std::string> layers;
        const auto chain = legacy_chain(image, !manifest_too);
        for (const LegacyImage& each : chain) {
            const std::string path = each.id + "/layer.tar";
            layers.push_back(path);
            if (members.has(each.id)) continue;
            members.add(folder(each.id));
            members.add(file(each.id + "/VERSION", "1.0"));
            members.add(file(each.id + "/json", each.json));
            const auto [first, is_new] = folder_of_layer.emplace(sha256_hex(each.layer), each.id);
            if (is_new || !manifest_too)
                members.add(file(path, pack(each.layer, options.layers)));
            else
                members.add(symbolic_link(path, "../" + first->second + "/layer.tar"));
        }
        if (manifest_too) {
            members.add(file(sha256_hex(config) + ".json", config));
            manifest.push_back(manifest_row(image, sha256_hex(config) + ".json", layers));
        }
        if (!chain.empty()) name_image(repositories, image, chain.back().id);
    }
    members.add_documents(manifest, repositories);
    return members.take();
}

std::vector<TarFile> lay_out_podman(std::span<const ImagePlan> images, const LayoutOptions& options) {
    Members members;
    Json manifest = Json::array();
    Json repositories = Json::object();
    for (const ImagePlan& image : images) {
        const std::string config = config_of(image);
        std::vector<std::string> layers;
        for (const LegacyImage& each : legacy_chain(image, false)) {
            const std::string blob = sha256_hex(each.layer) + ".tar";
            layers.push_back(blob);
            members.add(file(blob, pack(each.layer, options.layers), 0444));
            TarFile link = symbolic_link(each.id + "/layer.tar", "../" + blob);
            link.mode = 0;
            members.add(std::move(link));
            members.add(file(each.id + "/VERSION", "1.0", 0444));
            members.add(file(each.id + "/json", each.json, 0444));
        }
        members.add(file(sha256_hex(config) + ".json", config, 0444));
        Json row = manifest_row(image, sha256_hex(config) + ".json", layers);
        if (layers.empty()) row["Layers"] = Json::array();
        if (image.names.empty()) row["RepoTags"] = Json::array();
        manifest.push_back(std::move(row));
    }
    members.add_documents(manifest, repositories);
    return members.take();
}

std::vector<TarFile> lay_out_crane(std::span<const ImagePlan> images, const LayoutOptions& options) {
    Members members;
    Json manifest = Json::array();
    for (const ImagePlan& image : images) {
        const std::string config = config_of(image);
        members.add(file("sha256:" + sha256_hex(config), config));
        std::vector<std::string> layers;
        for (const Step& step : image.steps) {
            if (!step.layer) continue;
            std::string blob = pack(*step.layer, options.layers);
            layers.push_back(sha256_hex(blob) + ".tar.gz");
            members.add(file(layers.back(), std::move(blob)));
        }
        manifest.push_back(manifest_row(image, "sha256:" + sha256_hex(config), layers));
    }
    members.add_documents(manifest, nullptr);
    return members.take();
}

} // namespace strata::kit

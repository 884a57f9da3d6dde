#include "tests/kit/image_builder.hpp"

#include "core/base/text.hpp"
#include "tests/kit/layouts.hpp"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

namespace strata::kit {

namespace {

using Json = nlohmann::ordered_json;

void set_list(Json& config, const char* key, const std::optional<std::vector<std::string>>& list) {
    if (list) config[key] = *list;
}

/// Docker's sets: {"80/tcp": {}}.
void set_keys(Json& config, const char* key, const std::vector<std::string>& names) {
    for (const std::string& name : names) config[key][name] = Json::object();
}

Json settings_document(const ContainerSettings& settings) {
    Json config = Json::object();
    if (!settings.user.empty()) config["User"] = settings.user;
    set_keys(config, "ExposedPorts", settings.exposed_ports);
    set_list(config, "Env", settings.env);
    set_list(config, "Cmd", settings.cmd);
    if (settings.args_escaped) config["ArgsEscaped"] = true;
    set_keys(config, "Volumes", settings.volumes);
    if (!settings.working_dir.empty()) config["WorkingDir"] = settings.working_dir;
    set_list(config, "Entrypoint", settings.entrypoint);
    set_list(config, "OnBuild", settings.on_build);
    for (const auto& [key, value] : settings.labels) config["Labels"][key] = value;
    if (!settings.stop_signal.empty()) config["StopSignal"] = settings.stop_signal;
    set_list(config, "Shell", settings.shell);
    return config;
}

Json history_document(const ImagePlan& image) {
    Json rows = Json::array();
    for (const Step& step : image.steps) {
        if (!step.in_history) continue;
        Json row = {{"created", step.created}, {"created_by", step.created_by}};
        if (!step.author.empty()) row["author"] = step.author;
        if (!step.comment.empty()) row["comment"] = step.comment;
        if (!step.layer) row["empty_layer"] = true;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace

std::string_view name_of(Layout layout) {
    constexpr std::array<std::string_view, 9> names = {
        "docker save before 1.10", "docker save", "hybrid", "containerd store", "oci", "skopeo dir", "podman", "crane",
        "root file system"};
    return names[static_cast<std::size_t>(layout)];
}

std::vector<std::string> diff_ids_of(const ImagePlan& image) {
    std::vector<std::string> ids;
    for (const Step& step : image.steps)
        if (step.layer) ids.push_back("sha256:" + sha256_hex(*step.layer));
    return ids;
}

std::string config_of(const ImagePlan& image) {
    if (!image.config.empty()) return image.config;
    Json document = {{"architecture", image.platform.architecture}};
    if (!image.author.empty()) document["author"] = image.author;
    document["config"] = settings_document(image.settings);
    document["created"] = image.created;
    document["history"] = history_document(image);
    document["os"] = image.platform.os;
    if (!image.platform.os_version.empty()) document["os.version"] = image.platform.os_version;
    document["rootfs"] = {{"type", "layers"}, {"diff_ids", diff_ids_of(image)}};
    if (!image.platform.variant.empty()) document["variant"] = image.platform.variant;
    return document.dump();
}

std::vector<TarFile> lay_out(std::span<const ImagePlan> images, const LayoutOptions& options) {
    switch (options.layout) {
    case Layout::docker_save_v1:
    case Layout::docker_save: return lay_out_docker_save(images, options);
    case Layout::podman: return lay_out_podman(images, options);
    case Layout::crane: return lay_out_crane(images, options);
    case Layout::skopeo_dir: return lay_out_skopeo_dir(images.front(), options);
    default: return lay_out_blobs(images, options);
    }
}

std::string build_archive(std::span<const ImagePlan> images, const LayoutOptions& options) {
    if (options.layout != Layout::root_filesystem)
        return pack(write_tar(lay_out(images, options), options.tar), options.outer);
    for (const Step& step : images.front().steps)
        if (step.layer) return pack(*step.layer, options.outer);
    return pack(write_tar({}), options.outer);
}

std::string build_archive(const ImagePlan& image, const LayoutOptions& options) {
    return build_archive(std::span(&image, 1), options);
}

void write_folder(std::span<const TarFile> files, const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    for (const TarFile& each : files) {
        const std::filesystem::path path = folder / each.path;
        std::filesystem::create_directories(path.parent_path());
        if (each.type == FileType::directory)
            std::filesystem::create_directories(path);
        else if (each.type == FileType::symbolic_link)
            std::filesystem::create_symlink(each.link_target, path);
        else
            std::ofstream(path, std::ios::binary) << each.content;
    }
}

} // namespace strata::kit

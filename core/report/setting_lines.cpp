#include "core/report/setting_lines.hpp"

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/diff/compact_json.hpp"
#include "core/report/text.hpp"
#include "core/tree/follow_path.hpp"

#include <algorithm>
#include <optional>

namespace strata {

namespace {

using Words = std::vector<std::string>;

std::string list_text(const Words& words) {
    std::string out = "[";
    for (std::size_t i = 0; i < words.size(); i++) out += text(i == 0 ? "" : ", ", json_quote(words[i]));
    return out + ']';
}

class Lines {
public:
    Lines(const ImageRecord& image, const Timeline& timeline) : image_(image), timeline_(timeline) {}

    std::vector<SettingLine> run() {
        add_start();
        add_environment();
        add_rest_of_settings();
        add_identity();
        add_annotations();
        add_documents();
        return std::move(lines_);
    }

private:
    void add(std::string_view group, std::string_view name, std::string_view value, NodeIndex node = no_node) {
        if (!value.empty())
            lines_.push_back({.group = group, .name = printable(name), .value = std::string(value), .node = node});
    }

    [[nodiscard]] NodeIndex find(std::string_view path) const {
        if (timeline_.layer_count() == 0 || !path.starts_with('/')) return no_node;
        const auto node = follow_path(timeline_, timeline_.top(), path);
        return node ? *node : no_node;
    }

    /// What a container would run for the first word: a path, or a name looked up along PATH.
    [[nodiscard]] NodeIndex find_program(const std::string& word) const {
        if (word.empty()) return no_node;
        if (word.find('/') != word.npos)
            return find(word.front() == '/' ? word : text(image_.config.settings.working_dir, '/', word));
        for (const std::string& folder : path_)
            if (const NodeIndex node = find(text(folder, '/', word)); node != no_node) return node;
        return no_node;
    }

    /// The first of the words that leads to a file.
    [[nodiscard]] NodeIndex find_any(const Words& words) const {
        for (std::size_t i = 0; i < words.size(); i++)
            if (const NodeIndex node = i == 0 ? find_program(words[i]) : find(words[i]); node != no_node) return node;
        return no_node;
    }

    void add_start() {
        const ContainerSettings& settings = image_.config.settings;
        constexpr std::string_view path = "PATH=";
        for (const std::string& variable : settings.env.value_or(Words{}))
            if (variable.starts_with(path)) split_path_list(std::string_view(variable).substr(path.size()));
        const auto command = [&](std::string_view name, const std::optional<Words>& words) {
            if (words) add("Start", name, list_text(*words), find_any(*words));
        };
        command("Entrypoint", settings.entrypoint);
        command("Cmd", settings.cmd);
        add("Start", "WorkingDir", settings.working_dir, find(settings.working_dir));
        add("Start", "User", settings.user);
        add("Start", "StopSignal", settings.stop_signal);
        command("Shell", settings.shell);
        command("OnBuild", settings.on_build);
    }

    void split_path_list(std::string_view value) {
        path_.clear();
        while (!value.empty()) {
            const std::size_t colon = std::min(value.find(':'), value.size());
            if (colon > 0) path_.emplace_back(value.substr(0, colon));
            value.remove_prefix(std::min(value.size(), colon + 1));
        }
    }

    void add_environment() {
        for (const std::string& variable : image_.config.settings.env.value_or(Words{})) {
            const std::size_t equals = std::min(variable.find('='), variable.size());
            const std::string_view name = std::string_view(variable).substr(0, equals);
            if (name == "PATH") {
                for (const std::string& folder : path_) add("Environment", "PATH", folder, find(folder));
                continue;
            }
            const std::string_view value = std::string_view(variable).substr(std::min(variable.size(), equals + 1));
            add("Environment", name, value.empty() ? "\"\"" : value, find(value));
        }
    }

    void add_rest_of_settings() {
        const ContainerSettings& settings = image_.config.settings;
        for (const std::string& port : settings.exposed_ports) add("Ports", "ExposedPorts", port);
        for (const std::string& volume : settings.volumes) add("Volumes", "Volumes", volume, find(volume));
        constexpr std::string_view shown[] = {"Entrypoint", "Cmd", "WorkingDir",   "User",    "StopSignal", "Shell",
                                              "OnBuild",    "Env", "ExposedPorts", "Volumes", "Labels"};
        const auto document = parse_json(image_.config.document);
        if (document)
            for (const auto& [name, value] : document->root()["config"].fields())
                if (std::ranges::find(shown, name) == std::end(shown) && value && value.string_or("?") != "" &&
                    !(value.is(JsonKind::boolean) && !value.boolean_or(true)))
                    add("Other settings", name, compact_json(value));
        for (const auto& [name, value] : settings.labels) add("Labels", name, value.empty() ? "\"\"" : value);
    }

    void add_identity() {
        const ImageConfig& config = image_.config;
        for (const Reference& name : image_.names) add("Image", "Name", name.text());
        add("Image", "Platform", image_.platform.text());
        add("Image", "OS version", image_.platform.os_version);
        add("Image", "Created", config.created);
        add("Image", "Author", config.author);
        add("Image", "Docker version", config.docker_version);
        add("Image", "Image id", image_.config_digest.text());
        add("Image", "Manifest", image_.manifest_digest.text());
        if (image_.target_digest != image_.manifest_digest) add("Image", "Index", image_.target_digest.text());
        add("Image", "Media type", image_.manifest_media_type);
        for (std::size_t i = 0; i < image_.layers.size(); i++)
            add("Layers", text("Layer ", i + 1), image_.layers[i].diff_id.text());
    }

    void add_annotations() {
        for (const auto& [name, value] : image_.annotations) add("Annotations", name, value);
        for (const Attestation& attestation : image_.attestations) {
            std::string kinds;
            for (const std::string& kind : attestation.predicates) kinds += (kinds.empty() ? "" : ", ") + kind;
            add("Attestations", attestation.present ? "Attestation" : "Attestation (not in the archive)",
                text(kinds, kinds.empty() ? "" : " · ", attestation.manifest.digest.text()));
        }
        for (const Problem& problem : image_.problems) add("Problems", "Problem", problem.message);
    }

    void add_documents() {
        add("Documents", "Config", image_.config.document);
        add("Documents", "Manifest", image_.manifest_document);
    }

    const ImageRecord& image_;
    const Timeline& timeline_;
    Words path_;
    std::vector<SettingLine> lines_;
};

} // namespace

std::vector<SettingLine> setting_lines(const ImageRecord& image, const Timeline& timeline) {
    return Lines(image, timeline).run();
}

} // namespace strata

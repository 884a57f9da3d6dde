#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/report/docker.hpp"

#include <algorithm>

namespace strata {
namespace {

Value strings(JsonValue list) {
    const auto items = list.strings();
    return items ? Value::texts(*items) : Value::nil_list();
}

/// A set, as JSON writes Go's map[string]struct{}: {"80/tcp": {}}.
Value set_of_names(JsonValue object) {
    if (!object.is(JsonKind::object)) return Value::nil_map(MapOf::nothing);
    ValueFields names;
    for (const auto& [name, ignored] : object.fields()) names.emplace_back(name, Value::record({}));
    return Value::map(std::move(names), MapOf::nothing);
}

Value texts_by_name(JsonValue object) {
    if (!object.is(JsonKind::object)) return Value::nil_map(MapOf::texts);
    ValueFields entries;
    for (const auto& [name, value] : object.fields()) {
        const auto known =
            std::ranges::find(entries, name, [](const auto& entry) { return std::string_view(entry.first); });
        if (known != entries.end())
            known->second = value.string_or("");
        else
            entries.emplace_back(name, value.string_or(""));
    }
    return Value::map(std::move(entries), MapOf::texts);
}

/// A record built field by field; Go's omitempty fields are written only when they hold something.
class RecordBuilder {
public:
    void add(std::string_view name, Value value) { fields_.emplace_back(name, std::move(value)); }
    void add_unless_empty(std::string_view name, Value value) {
        (value.truth() ? fields_ : unwritten_).emplace_back(name, std::move(value));
    }
    [[nodiscard]] Value take(std::vector<std::pair<std::string, std::string>> aliases = {}) {
        return Value::record(std::move(fields_), std::move(aliases), std::move(unwritten_));
    }

private:
    ValueFields fields_;
    ValueFields unwritten_;
};

Value health_check(JsonValue check) {
    if (!check.is(JsonKind::object)) return {};
    RecordBuilder record;
    record.add_unless_empty("Test", strings(check["Test"]));
    for (const std::string_view name : {"Interval", "Timeout", "StartPeriod", "StartInterval"})
        record.add_unless_empty(name, Value::duration(check[name].integer().value_or(0)));
    record.add_unless_empty("Retries", Value(check["Retries"].integer().value_or(0)));
    return record.take();
}

/// The fields of Go's container.Config (docker 26), in its order.
Value container_config(JsonValue config) {
    RecordBuilder record;
    const auto text_field = [&](std::string_view name) { record.add(name, config[name].string_or("")); };
    const auto flag_field = [&](std::string_view name) { record.add(name, config[name].boolean_or(false)); };
    text_field("Hostname");
    text_field("Domainname");
    text_field("User");
    flag_field("AttachStdin");
    flag_field("AttachStdout");
    flag_field("AttachStderr");
    record.add_unless_empty("ExposedPorts", set_of_names(config["ExposedPorts"]));
    flag_field("Tty");
    flag_field("OpenStdin");
    flag_field("StdinOnce");
    record.add("Env", strings(config["Env"]));
    record.add("Cmd", strings(config["Cmd"]));
    record.add_unless_empty("Healthcheck", health_check(config["Healthcheck"]));
    record.add_unless_empty("ArgsEscaped", config["ArgsEscaped"].boolean_or(false));
    text_field("Image");
    record.add("Volumes", set_of_names(config["Volumes"]));
    text_field("WorkingDir");
    record.add("Entrypoint", strings(config["Entrypoint"]));
    record.add_unless_empty("NetworkDisabled", config["NetworkDisabled"].boolean_or(false));
    record.add_unless_empty("MacAddress", config["MacAddress"].string_or(""));
    record.add("OnBuild", strings(config["OnBuild"]));
    record.add("Labels", texts_by_name(config["Labels"]));
    record.add_unless_empty("StopSignal", config["StopSignal"].string_or(""));
    const auto stop_timeout = config["StopTimeout"].integer();
    record.add_unless_empty("StopTimeout", stop_timeout ? Value(*stop_timeout) : Value());
    record.add_unless_empty("Shell", strings(config["Shell"]));
    return record.take();
}

std::string exact_time(std::string_view written) {
    const auto time = parse_time(written);
    return time ? format_time_exact(*time) : std::string(written);
}

Value repo_tags(const ImageRecord& image) {
    std::vector<std::string> tags;
    for (const Reference& name : image.names) {
        Reference tagged = name;
        tagged.digest = {};
        if (!name.tag.empty()) tags.push_back(tagged.text());
    }
    return Value::texts(tags);
}

Value repo_digests(const ImageRecord& image, ArchiveKind kind) {
    std::vector<std::string> digests;
    const Digest digest = registry_digest(image, kind);
    for (const Reference& name : image.names) {
        if (name.repository.empty() || !digest) continue;
        std::string one = text(name.repository, '@', digest.text());
        if (std::ranges::find(digests, one) == digests.end()) digests.push_back(std::move(one));
    }
    return Value::texts(digests);
}

} // namespace

Digest image_id(const ImageRecord& image) { return image.config_digest ? image.config_digest : image.manifest_digest; }

Digest registry_digest(const ImageRecord& image, ArchiveKind kind) {
    const bool plain = !image.layers.empty() && std::ranges::all_of(image.layers, [](const LayerRecord& layer) {
        return layer.compression == Compression::none && layer.state == BlobState::present;
    });
    if (kind == ArchiveKind::hybrid && plain) return {};
    return image.target_digest ? image.target_digest : image.manifest_digest;
}

Value docker_inspect(const ImageRecord& image, ArchiveKind kind, std::uint64_t size) {
    const ImageConfig& config = image.config;
    const auto document = parse_json(config.document);
    const JsonValue root = document ? document->root() : JsonValue();
    std::string comment(root["comment"].string_or(""));
    if (comment.empty() && !config.history.empty()) comment = config.history.back().comment;
    std::vector<std::string> layers;
    for (const Digest& diff_id : config.diff_ids) layers.push_back(diff_id.text());

    RecordBuilder record;
    record.add("Id", image_id(image).text());
    record.add("RepoTags", repo_tags(image));
    record.add("RepoDigests", repo_digests(image, kind));
    record.add("Parent", "");
    record.add("Comment", std::move(comment));
    record.add("Created", exact_time(config.created));
    record.add("DockerVersion", config.docker_version);
    record.add("Author", config.author);
    record.add("Config", container_config(root["config"]));
    record.add("Architecture", image.platform.architecture);
    record.add_unless_empty("Variant", image.platform.variant);
    record.add("Os", image.platform.os);
    record.add_unless_empty("OsVersion", image.platform.os_version);
    record.add("Size", size);
    record.add("GraphDriver", Value::record({{"Data", Value::nil_map(MapOf::texts)}, {"Name", ""}}));
    RecordBuilder root_fs;
    root_fs.add("Type", config.rootfs_type.empty() ? std::string("layers") : config.rootfs_type);
    root_fs.add_unless_empty("Layers", Value::texts(layers));
    record.add("RootFS", root_fs.take());
    record.add("Metadata", Value::record({{"LastTagTime", "0001-01-01T00:00:00Z"}}));
    return record.take({{"ID", "Id"}});
}

} // namespace strata

#include "core/image/read_config.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <algorithm>
#include <unordered_set>

namespace strata {

namespace {

constexpr std::size_t most_problems = 20; // a broken document needs no longer list

/// Reads fields and remembers which had the wrong type.
class FieldReader {
public:
    std::vector<Problem> problems;

    void report(std::string_view message) {
        if (problems.size() < most_problems)
            problems.push_back({Severity::warning, text("the config's ", message)});
        else if (problems.size() == most_problems)
            problems.push_back({Severity::warning, "the config has more fields of a wrong type"});
    }

    /// Whether `value` has the wanted kind; missing and null are nobody's fault.
    bool check(JsonValue value, JsonKind wanted, std::string_view where) {
        if (value.is(wanted)) return true;
        if (value) report(text(where, " is ", json_kind_name(value.kind()), ", not ", json_kind_name(wanted)));
        return false;
    }

    std::string string(JsonValue object, std::string_view key, std::string_view above = "") {
        const JsonValue value = object[key];
        check(value, JsonKind::string, text(above, key));
        return std::string(value.string_or(""));
    }

    bool boolean(JsonValue object, std::string_view key, std::string_view above = "") {
        const JsonValue value = object[key];
        check(value, JsonKind::boolean, text(above, key));
        return value.boolean_or(false);
    }

    std::optional<std::vector<std::string>> strings(JsonValue object, std::string_view key, std::string_view above) {
        const JsonValue value = object[key];
        if (!check(value, JsonKind::array, text(above, key))) return std::nullopt;
        std::vector<std::string> out;
        for (const JsonValue item : value.items()) {
            if (const auto text = item.string())
                out.emplace_back(*text);
            else
                report(strata::text(above, key, " holds ", json_kind_name(item.kind()), ", not a string"));
        }
        return out;
    }

    /// The keys of an object that is used as a set: `{"80/tcp": {}}`.
    std::vector<std::string> keys(JsonValue object, std::string_view key, std::string_view above) {
        const JsonValue value = object[key];
        std::vector<std::string> out;
        if (!check(value, JsonKind::object, text(above, key))) return out;
        std::unordered_set<std::string_view> seen;
        for (const auto& [name, ignored] : value.fields())
            if (seen.insert(name).second) out.emplace_back(name);
        return out;
    }

    StringMap map(JsonValue object, std::string_view key, std::string_view above) {
        const JsonValue value = object[key];
        StringMap out;
        if (!check(value, JsonKind::object, text(above, key))) return out;
        for (const auto& [name, item] : value.fields())
            if (check(item, JsonKind::string, text(above, key, '.', quote(name))))
                out.emplace_back(name, *item.string());
        // The last of two equal keys wins.
        std::unordered_set<std::string_view> seen;
        StringMap last;
        for (auto at = out.rbegin(); at != out.rend(); ++at)
            if (seen.insert(at->first).second) last.push_back(*at);
        std::ranges::reverse(last);
        return last;
    }
};

ContainerSettings read_settings(FieldReader& reader, JsonValue config) {
    constexpr std::string_view above = "config.";
    ContainerSettings settings;
    if (!reader.check(config, JsonKind::object, "config")) return settings;
    settings.user = reader.string(config, "User", above);
    settings.working_dir = reader.string(config, "WorkingDir", above);
    settings.stop_signal = reader.string(config, "StopSignal", above);
    settings.env = reader.strings(config, "Env", above);
    settings.entrypoint = reader.strings(config, "Entrypoint", above);
    settings.cmd = reader.strings(config, "Cmd", above);
    settings.shell = reader.strings(config, "Shell", above);
    settings.on_build = reader.strings(config, "OnBuild", above);
    settings.exposed_ports = reader.keys(config, "ExposedPorts", above);
    settings.volumes = reader.keys(config, "Volumes", above);
    settings.labels = reader.map(config, "Labels", above);
    settings.args_escaped = reader.boolean(config, "ArgsEscaped", above);
    return settings;
}

void read_common(FieldReader& reader, JsonValue root, ImageConfig& config) {
    config.created = reader.string(root, "created");
    config.author = reader.string(root, "author");
    config.docker_version = reader.string(root, "docker_version");
    config.platform = {.os = reader.string(root, "os"),
                       .architecture = reader.string(root, "architecture"),
                       .variant = reader.string(root, "variant"),
                       .os_version = reader.string(root, "os.version")};
    config.settings = read_settings(reader, root["config"]);
}

std::vector<Digest> read_diff_ids(FieldReader& reader, JsonValue diff_ids, const Limits& limits) {
    std::vector<Digest> out;
    if (!reader.check(diff_ids, JsonKind::array, "rootfs.diff_ids")) return out;
    for (const JsonValue item : diff_ids.items()) {
        if (out.size() == limits.layers) {
            reader.report(text("rootfs.diff_ids has ", diff_ids.size(), " layers; only ", limits.layers, " are read"));
            break;
        }
        auto digest = parse_digest(item.string_or(""));
        if (!digest) reader.report(text("rootfs.diff_ids, layer ", out.size() + 1, ": ", digest.error().message));
        out.push_back(digest.value_or(Digest{}));
    }
    return out;
}

std::vector<HistoryRow> read_history(FieldReader& reader, JsonValue history, const Limits& limits) {
    std::vector<HistoryRow> rows;
    if (!reader.check(history, JsonKind::array, "history")) return rows;
    for (const JsonValue item : history.items()) {
        if (rows.size() == limits.history_rows) {
            reader.report(text("history has ", history.size(), " rows; only the first ", rows.size(), " are read"));
            break;
        }
        const std::string above = text("history[", rows.size(), "].");
        if (!reader.check(item, JsonKind::object, std::string_view(above).substr(0, above.size() - 1))) {
            rows.emplace_back();
            continue;
        }
        rows.push_back({.created = reader.string(item, "created", above),
                        .created_by = reader.string(item, "created_by", above),
                        .author = reader.string(item, "author", above),
                        .comment = reader.string(item, "comment", above),
                        .empty_layer = reader.boolean(item, "empty_layer", above)});
    }
    return rows;
}

} // namespace

ReadConfig read_config(JsonValue root, const Limits& limits) {
    FieldReader reader;
    ReadConfig out;
    if (!root.is(JsonKind::object)) {
        out.problems.push_back(
            {Severity::error, text("the config is ", json_kind_name(root.kind()), ", not an object")});
        return out;
    }
    read_common(reader, root, out.config);
    const JsonValue rootfs = root["rootfs"];
    reader.check(rootfs, JsonKind::object, "rootfs");
    out.config.rootfs_type = reader.string(rootfs, "type", "rootfs.");
    out.config.diff_ids = read_diff_ids(reader, rootfs["diff_ids"], limits);
    out.config.history = read_history(reader, root["history"], limits);
    out.problems = std::move(reader.problems);
    return out;
}

ReadConfig read_v1_config(JsonValue root) {
    FieldReader reader;
    ReadConfig out;
    read_common(reader, root, out.config);
    out.problems = std::move(reader.problems);
    return out;
}

HistoryRow read_v1_history(JsonValue root) {
    HistoryRow row;
    row.created = root["created"].string_or("");
    row.author = root["author"].string_or("");
    row.comment = root["comment"].string_or("");
    row.empty_layer = root["throwaway"].boolean_or(false);
    for (const JsonValue word : root["container_config"]["Cmd"].items())
        row.created_by += text(row.created_by.empty() ? "" : " ", word.string_or(""));
    return row;
}

} // namespace strata

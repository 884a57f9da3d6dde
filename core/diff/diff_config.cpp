#include "core/diff/diff_config.hpp"

#include "core/base/sort_list.hpp"
#include "core/diff/compact_json.hpp"
#include "core/insight/secret_scanner.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <tuple>

namespace strata {
namespace {

/// One thing that an image's documents say.
struct Fact {
    SettingGroup group = SettingGroup::settings;
    std::uint32_t order = 0; ///< of the field; the same field always has the same
    std::string field;
    std::string key;
    std::string value;
};

constexpr std::uint32_t order_of_unknown = 1000; ///< behind all fields we know, by name

std::string list_text(const std::vector<std::string>& list) {
    std::string out = "[";
    for (const std::string& item : list) {
        if (out.size() > 1) out += ',';
        out += json_quote(item);
    }
    return out + ']';
}

bool is_one_of(std::string_view word, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

/// What builders write for "not set".
bool is_blank(JsonValue value) {
    switch (value.kind()) {
    case JsonKind::missing:
    case JsonKind::null: return true;
    case JsonKind::boolean: return !value.boolean_or(false);
    case JsonKind::string: return value.string_or("").empty();
    case JsonKind::array:
    case JsonKind::object: return value.size() == 0;
    case JsonKind::number: return value.unsigned_or(1) == 0;
    }
    return false;
}

class Facts {
public:
    explicit Facts(const ImageRecord& image) : image_(image) {
        add_settings();
        add_platform();
        add_unknown();
        add_names_and_annotations();
        sort_list(facts_, before);
    }
    [[nodiscard]] const std::vector<Fact>& sorted() const { return facts_; }

    static bool before(const Fact& a, const Fact& b) { return place(a) < place(b); }

private:
    static std::tuple<SettingGroup, std::uint32_t, const std::string&, const std::string&> place(const Fact& fact) {
        return {fact.group, fact.order, fact.field, fact.key};
    }

    void add(SettingGroup group, std::string_view field, std::string_view key, std::string value) {
        facts_.push_back({group, order_, std::string(field), std::string(key), std::move(value)});
    }
    void add_text(SettingGroup group, std::string_view field, const std::string& value) {
        ++order_;
        if (!value.empty()) add(group, field, "", value);
    }
    void add_list(std::string_view field, const std::optional<std::vector<std::string>>& list) {
        ++order_;
        if (list) add(SettingGroup::settings, field, "", list_text(*list));
    }
    void add_keys(std::string_view field, const std::vector<std::string>& keys) {
        ++order_;
        for (const std::string& key : keys) add(SettingGroup::settings, field, key, "");
    }

    void add_settings() {
        const ContainerSettings& settings = image_.config.settings;
        add_text(SettingGroup::settings, "User", settings.user);
        add_text(SettingGroup::settings, "WorkingDir", settings.working_dir);
        add_list("Entrypoint", settings.entrypoint);
        add_list("Cmd", settings.cmd);
        add_list("Shell", settings.shell);
        add_text(SettingGroup::settings, "StopSignal", settings.stop_signal);
        ++order_;
        for (const std::string& variable : settings.env.value_or(std::vector<std::string>{})) {
            const std::size_t equals = std::min(variable.find('='), variable.size());
            const std::size_t behind = std::min(equals + 1, variable.size());
            add(SettingGroup::settings, "Env", variable.substr(0, equals), variable.substr(behind));
        }
        add_keys("ExposedPorts", settings.exposed_ports);
        add_keys("Volumes", settings.volumes);
        ++order_;
        for (const auto& [key, value] : settings.labels) add(SettingGroup::settings, "Labels", key, value);
        add_list("OnBuild", settings.on_build);
        add_text(SettingGroup::settings, "ArgsEscaped", settings.args_escaped ? "true" : "");
    }

    void add_platform() {
        const Platform& platform = image_.config.platform;
        add_text(SettingGroup::platform, "os", platform.os);
        add_text(SettingGroup::platform, "architecture", platform.architecture);
        add_text(SettingGroup::platform, "variant", platform.variant);
        add_text(SettingGroup::platform, "os.version", platform.os_version);
        add_text(SettingGroup::build, "author", image_.config.author);
        add_text(SettingGroup::build, "docker_version", image_.config.docker_version);
        add_text(SettingGroup::time, "created", image_.config.created);
    }

    /// Fields of the document that the model has no place for.
    void add_unknown() {
        static constexpr auto top =
            std::to_array<std::string_view>({"created", "author", "docker_version", "architecture", "os", "variant",
                                             "os.version", "config", "rootfs", "history"});
        static constexpr auto known =
            std::to_array<std::string_view>({"User", "WorkingDir", "Entrypoint", "Cmd", "Shell", "StopSignal", "Env",
                                             "ExposedPorts", "Volumes", "Labels", "OnBuild", "ArgsEscaped"});
        static constexpr auto of_builder = std::to_array<std::string_view>({"Image", "Hostname", "Domainname"});
        const auto document = parse_json(image_.config.document);
        if (!document) return;
        order_ = order_of_unknown;
        for (const auto [key, value] : document->root()["config"].fields()) {
            if (is_one_of(key, known) || is_blank(value)) continue;
            add(is_one_of(key, of_builder) ? SettingGroup::build : SettingGroup::settings, key, "", shown(value));
        }
        for (const auto [key, value] : document->root().fields())
            if (!is_one_of(key, top) && !is_blank(value)) add(SettingGroup::build, key, "", shown(value));
    }
    static std::string shown(JsonValue value) {
        return value.is(JsonKind::string) ? std::string(value.string_or("")) : compact_json(value);
    }

    void add_names_and_annotations() {
        static constexpr auto names =
            std::to_array<std::string_view>({"org.opencontainers.image.ref.name", "io.containerd.image.name"});
        order_ = 0;
        for (const Reference& name : image_.names) add(SettingGroup::name, "name", name.text(), "");
        add_text(SettingGroup::manifest, "mediaType", image_.manifest_media_type);
        ++order_;
        for (const auto& [key, value] : image_.annotations) {
            const SettingGroup group = is_one_of(key, names)                       ? SettingGroup::name
                                       : key == "org.opencontainers.image.created" ? SettingGroup::time
                                                                                   : SettingGroup::manifest;
            add(group, "annotations", key, value);
        }
    }

    const ImageRecord& image_;
    std::uint32_t order_ = 0;
    std::vector<Fact> facts_;
};

bool ignored(const Fact& fact, IgnoreSet ignore) {
    switch (fact.group) {
    case SettingGroup::time: return ignore.has(Ignore::image_times);
    case SettingGroup::name: return ignore.has(Ignore::image_name);
    case SettingGroup::manifest: return fact.field == "mediaType" && ignore.has(Ignore::tar_format);
    case SettingGroup::settings:
    case SettingGroup::platform:
    case SettingGroup::build: break;
    }
    return false;
}

/// What an archive has no place for is no difference: docker's own archives have no manifest, and an image that was
/// saved by its id has no name.
void drop_unstated(std::vector<SettingRow>& rows, const ImageRecord& a, const ImageRecord& b) {
    const bool manifests = a.manifest_digest && b.manifest_digest;
    const bool names = !a.names.empty() && !b.names.empty();
    std::erase_if(rows, [&](const SettingRow& row) {
        if (row.field == "name" && row.group == SettingGroup::name) return !names;
        return !manifests && (row.field == "annotations" || row.group == SettingGroup::manifest);
    });
}

} // namespace

std::vector<SettingRow> diff_config(const ImageRecord& a, const ImageRecord& b, IgnoreSet ignore) {
    const Facts of_a(a);
    const Facts of_b(b);
    std::vector<SettingRow> rows;
    const auto add = [&](SettingChange change, const Fact& fact, const std::string& in_a, const std::string& in_b) {
        if (!ignored(fact, ignore)) rows.push_back({fact.group, change, fact.field, fact.key, in_a, in_b});
    };
    auto left = of_a.sorted().begin();
    auto right = of_b.sorted().begin();
    while (left != of_a.sorted().end() || right != of_b.sorted().end()) {
        const bool from_a =
            right == of_b.sorted().end() || (left != of_a.sorted().end() && !Facts::before(*right, *left));
        const bool from_b =
            left == of_a.sorted().end() || (right != of_b.sorted().end() && !Facts::before(*left, *right));
        if (from_a && !from_b) add(SettingChange::removed, *left, left->value, "");
        if (from_b && !from_a) add(SettingChange::added, *right, "", right->value);
        if (from_a && from_b && left->value != right->value)
            add(SettingChange::changed, *left, left->value, right->value);
        if (from_a) ++left;
        if (from_b) ++right;
    }
    drop_unstated(rows, a, b);
    return rows;
}

std::vector<SettingRow> without_secrets(std::vector<SettingRow> rows) {
    for (SettingRow& row : rows) {
        for (std::string* value : {&row.a, &row.b})
            *value = secret_scanner().redacted_value(row.key.empty() ? row.field : row.key, *value);
        row.key = secret_scanner().redacted(row.key); // a volume has no more than that
    }
    return rows;
}

} // namespace strata

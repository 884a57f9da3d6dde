#include "shell/check_file.hpp"

#include "core/base/text.hpp"
#include "shell/allow_option.hpp"
#include "shell/yaml_file.hpp"

#include <algorithm>
#include <filesystem>
#include <span>

namespace strata {
namespace {

std::string suggestion(std::string_view key) {
    std::vector<std::string_view> keys = {"rules", "allow"};
    for (const CheckKindRow& row : check_kinds()) {
        keys.push_back(row.key);
        if (!row.dive_key.empty()) keys.push_back(row.dive_key);
    }
    const std::string_view near = nearest(key, keys);
    return near.empty() ? "" : text("; did you mean \"", near, "\"?");
}

Result<std::vector<std::string>> words_of(const YamlValue& value) {
    if (value.kind == YamlKind::map) return fail("a value or a list is needed");
    if (value.kind == YamlKind::text) return std::vector<std::string>{value.text};
    std::vector<std::string> words;
    for (const YamlValue& item : value.items) {
        if (item.kind != YamlKind::text) return fail("the list may hold nothing but text");
        words.push_back(item.text);
    }
    return words;
}

class FileReader {
public:
    explicit FileReader(std::string_view name) : name_(name), dives_(name.ends_with(".dive-ci")) {}

    Result<CheckFile> read(const YamlValue& root) {
        if (root.kind == YamlKind::list || !root.text.empty())
            TRY(refuse(root.line, "rules are written in YAML: keys and values are needed, like \"max-size: 400MB\""));
        if (root.rest > 0) TRY(refuse(root.rest, "only the first document is read, and here another one begins"));
        for (const auto& [key, value] : root.fields) {
            if (key == "rules") {
                if (value.kind == YamlKind::list || !value.text.empty())
                    TRY(refuse(value.line, "\"rules\" must hold keys and values"));
                for (const auto& [inner, setting] : value.fields) TRY(read_key(inner, setting));
            } else if (dives_) {
                const bool misplaced = find_check(key) != nullptr;
                warn(value.line, misplaced ? text("\"", key, "\" counts only below \"rules:\"")
                                           : text("\"", key, "\" means nothing here", suggestion(key)));
            } else {
                TRY(read_key(key, value));
            }
        }
        if (dives_)
            for (CheckRule& rule : dive_default_rules())
                if (std::ranges::find(file_.rules, rule.kind, &CheckRule::kind) == file_.rules.end())
                    file_.rules.push_back(std::move(rule));
        return std::move(file_);
    }

private:
    Result<> read_key(const std::string& key, const YamlValue& value) {
        const std::string origin = text(name_, ", line ", value.line);
        if (key == "allow" && !dives_) {
            for (std::string& line : TRY_WITHIN(text("line ", value.line, ": allow"), words_of(value)))
                file_.allowed.push_back(std::move(line));
            return {};
        }
        const CheckKindRow* kind = find_check(key);
        if (kind == nullptr) {
            warn(value.line, text("\"", key, "\" is no rule", suggestion(key)));
            return {};
        }
        if (dives_ && !kind->dive_key.empty() && key != kind->dive_key) {
            warn(value.line, text("\"", key, "\" means nothing to dive; did you mean \"", kind->dive_key, "\"?"));
            return {};
        }
        if (dives_ && value.is_null) return {}; // dive's default holds
        if (!dives_ && kind->value != CheckValue::list && value.kind == YamlKind::list)
            return fail(text("line ", value.line, ": ", key, ": one value is needed, not a list"));
        auto words = TRY_WITHIN(text("line ", value.line, ": ", key), words_of(value));
        CheckRule rule = TRY_WITHIN(text("line ", value.line), make_check_rule(*kind, std::move(words), origin));
        const auto known = std::ranges::find(file_.rules, kind, &CheckRule::kind);
        if (known == file_.rules.end()) {
            file_.rules.push_back(std::move(rule));
            return {};
        }
        TRY(refuse(value.line, text("\"", key, "\" is set already (", known->origin, "); the last one would count")));
        *known = std::move(rule);
        return {};
    }

    /// What does not count fails, but in dive's own file, which dive reads too.
    Result<> refuse(std::uint32_t line, const std::string& words) {
        if (!dives_) return fail(text("line ", line, ": ", words));
        warn(line, words);
        return {};
    }

    void warn(std::uint32_t line, const std::string& words) {
        file_.warnings.push_back(text(name_, ", line ", line, ": ", words));
    }

    std::string name_;
    bool dives_;
    CheckFile file_;
};

} // namespace

Result<CheckFile> read_check_file(std::string_view text, std::string_view name) {
    const YamlValue root = TRY_WITHIN(strata::text(name, ", read as YAML"), parse_yaml(text));
    return TRY_WITHIN(name, FileReader(name).read(root));
}

namespace {

constexpr const char* own_file = ".strata-check.yaml";
constexpr const char* dives_file = ".dive-ci";

/// The file of rules: the one named, else the first of the usual ones that is there, else none.
std::string rules_file(const Arguments& arguments) {
    if (const auto named = arguments.value("rules")) return std::string(*named);
    std::error_code ignored;
    for (const char* usual : {own_file, dives_file})
        if (std::filesystem::is_regular_file(usual, ignored)) return usual;
    return "";
}

/// Both usual files are there and none is named: one of them does not count.
bool passes_over_dives(std::string_view path) {
    std::error_code ignored;
    return path == own_file && std::filesystem::is_regular_file(dives_file, ignored);
}

std::string option_of(const CheckKindRow& kind) {
    switch (kind.kind) {
    case CheckKind::forbidden_paths: return "forbid";
    case CheckKind::required_labels: return "require-label";
    case CheckKind::denied_packages: return "deny-package";
    case CheckKind::allowed_packages: return "allow-package";
    default: return std::string(kind.key);
    }
}

} // namespace

Result<CheckFile> read_check_rules(const Arguments& arguments, Console& console) {
    CheckFile file;
    const std::string path = rules_file(arguments);
    if (!arguments.value("rules") && passes_over_dives(path))
        console.complain(text("warning: ", own_file, " is read, ", dives_file, " beside it is not"));
    if (!path.empty()) {
        const std::string written = TRY_WITHIN(path, read_settings_file(path));
        file = TRY(read_check_file(written, path));
    }
    for (const CheckKindRow& kind : check_kinds()) {
        const std::string option = option_of(kind);
        std::vector<std::string> values;
        if (kind.value == CheckValue::yes && arguments.flag(option)) values.emplace_back("true");
        const std::span<const std::string> listed = arguments.values(option);
        if (kind.value == CheckValue::list) values.assign(listed.begin(), listed.end());
        if (values.empty() && kind.value != CheckValue::yes && kind.value != CheckValue::list)
            if (const auto value = arguments.value(option)) values.emplace_back(*value);
        if (values.empty()) continue;
        const auto known = std::ranges::find(file.rules, &kind, &CheckRule::kind);
        if (kind.value == CheckValue::list && known != file.rules.end())
            values.insert(values.begin(), known->words.begin(), known->words.end());
        CheckRule rule = TRY_WITHIN(text("--", option), make_check_rule(kind, std::move(values), text("--", option)));
        if (known == file.rules.end())
            file.rules.push_back(std::move(rule));
        else
            *known = std::move(rule);
    }
    if (file.rules.empty() && !path.empty())
        return fail(text(path, ": no rule is set; write one, like \"max-size: 400MB\""));
    if (file.rules.empty()) {
        file.rules = dive_default_rules();
        console.complain("no rules are set, neither by options nor in .strata-check.yaml or .dive-ci: dive's hold");
    }
    for (const std::string& warning : file.warnings) console.complain(text("warning: ", warning));
    return file;
}

} // namespace strata

#include "shell/check_file.hpp"

#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/yaml_file.hpp"

#include <algorithm>

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
        if (root.kind != YamlKind::map && !root.text.empty()) return fail("the file must be a list of keys and values");
        for (const auto& [key, value] : root.fields) {
            if (key == "rules" && value.kind == YamlKind::map) {
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
        auto words = TRY_WITHIN(text("line ", value.line, ": ", key), words_of(value));
        CheckRule rule = TRY_WITHIN(text("line ", value.line), make_check_rule(*kind, std::move(words), origin));
        std::erase_if(file_.rules, [&](const CheckRule& known) { return known.kind == kind; }); // the last one counts
        file_.rules.push_back(std::move(rule));
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
    const YamlValue root = TRY_WITHIN(name, parse_yaml(text));
    return TRY_WITHIN(name, FileReader(name).read(root));
}

} // namespace strata

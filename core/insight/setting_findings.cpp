#include "core/base/text.hpp"
#include "core/insight/finding_search.hpp"
#include "core/insight/secret_scanner.hpp"

#include <map>

namespace strata {

namespace {

class SettingSearch {
public:
    explicit SettingSearch(const FindingScene& scene) : scene_(scene) {}

    std::vector<Finding> search() {
        const ContainerSettings& settings = scene_.inspection.image.config.settings;
        for (const std::string& variable : settings.env.value_or(std::vector<std::string>{}))
            scan(text("ENV ", variable.substr(0, variable.find('='))), variable);
        for (const auto& [key, value] : settings.labels) scan(text("LABEL ", key), text(key, '=', value));
        scan("ENTRYPOINT", joined(settings.entrypoint));
        scan("CMD", joined(settings.cmd));
        const std::vector<HistoryRow>& history = scene_.inspection.image.config.history;
        for (std::uint32_t row = 0; row < history.size(); row++) scan_history(row, history[row]);
        return std::move(rows_);
    }

private:
    static std::string joined(const std::optional<std::vector<std::string>>& words) {
        std::string line;
        for (const std::string& word : words.value_or(std::vector<std::string>{})) line.append(word).append(" ");
        return line;
    }

    void scan(const std::string& setting, const std::string& value) {
        for (const Sighting& each : scanner_.scan(value, TextKind::configuration)) add(setting, each);
    }

    /// The same secret mostly stands in an ENV too, and an ARG in every RUN behind it.
    void scan_history(std::uint32_t row, const HistoryRow& history) {
        for (const Sighting& each : scanner_.scan(history.created_by, TextKind::configuration)) {
            Finding& finding = add(text("history ", row + 1), each);
            if (finding.history == no_index) finding.history = row;
            if (finding.setting.starts_with("history ")) note_argument(finding, history.created_by, each.offset);
        }
    }

    /// BuildKit and docker write the build's arguments before a RUN's command: "|1 TOKEN=x /bin/sh -c …".
    static void note_argument(Finding& finding, std::string_view created_by, std::uint64_t offset) {
        const std::size_t command = created_by.find(" -c ");
        const bool prelude = created_by.starts_with('|') || created_by.starts_with("RUN |");
        if (prelude && command != created_by.npos && offset < command) finding.note = "an ARG of the build";
    }

    Finding& add(const std::string& setting, const Sighting& sighting) {
        const FindingRule* rule = find_rule(sighting.rule);
        const auto [known, is_new] = known_.try_emplace({sighting.rule, sighting.masked}, rows_.size());
        if (is_new)
            rows_.push_back({.rule = rule,
                             .severity = rule->severity,
                             .setting = setting,
                             .offset = sighting.offset,
                             .shown = sighting.masked});
        return rows_[known->second];
    }

    const FindingScene& scene_;
    const SecretScanner& scanner_ = secret_scanner();
    std::vector<Finding> rows_;
    std::map<std::pair<std::string, std::string>, std::size_t> known_;
};

} // namespace

std::vector<Finding> setting_findings(const FindingScene& scene) {
    std::vector<Finding> rows = SettingSearch(scene).search();
    for (std::uint32_t layer = 0; layer < scene.timeline.layer_count(); layer++)
        for (Finding& row : rows)
            if (row.history != no_index && history_of_layer(scene.inspection, layer) == row.history) row.layer = layer;
    return rows;
}

} // namespace strata

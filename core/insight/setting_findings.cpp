#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/insight/finding_search.hpp"
#include "core/insight/secret_scanner.hpp"
#include "core/model/instruction.hpp"

#include <algorithm>
#include <iterator>
#include <map>

namespace strata {

namespace {

/// A test of health is not among the settings that are read.
std::vector<std::string> health_test(const std::string& document) {
    const auto parsed = parse_json(document);
    if (!parsed) return {};
    return parsed->root()["config"]["Healthcheck"]["Test"].strings().value_or(std::vector<std::string>{});
}

std::string joined(const std::vector<std::string>& words) {
    std::string line;
    for (const std::string& word : words) line.append(word).append(" ");
    return line;
}

std::string_view name_in(std::string_view word) {
    if (word.starts_with('"') || word.starts_with('\'')) word.remove_prefix(1);
    return word.substr(0, word.find('='));
}

/// The variable that has what stands at `at` of `A=b "C=d e"`, or of `A b`.
std::string_view variable_at(std::string_view text, std::size_t at) {
    std::size_t start = 0;
    char quote = 0;
    for (std::size_t i = 0; i < at; i++) {
        if (quote != 0)
            quote = text[i] == quote ? '\0' : quote;
        else if (text[i] == '"' || text[i] == '\'')
            quote = text[i];
        else if (text[i] == ' ')
            start = i + 1;
    }
    const std::string_view word = text.substr(start);
    return word.substr(0, at - start).find('=') == word.npos ? name_in(text.substr(0, text.find(' '))) : name_in(word);
}

class SettingSearch {
public:
    explicit SettingSearch(const FindingScene& scene) : image_(scene.inspection.image) {}

    std::vector<Finding> search() {
        const ContainerSettings& settings = image_.config.settings;
        const std::vector<std::string> none;
        for (const std::string& variable : settings.env.value_or(none))
            scan(text("ENV ", variable.substr(0, variable.find('='))), variable);
        for (const auto& [key, value] : settings.labels) scan(text("LABEL ", key), text(key, '=', value));
        scan("ENTRYPOINT", joined(settings.entrypoint.value_or(none)));
        scan("CMD", joined(settings.cmd.value_or(none)));
        scan("HEALTHCHECK", joined(health_test(image_.config.document)));
        scan("SHELL", joined(settings.shell.value_or(none)));
        for (const std::string& instruction : settings.on_build.value_or(none)) scan("ONBUILD", instruction);
        scan("USER", settings.user);
        scan("WORKDIR", settings.working_dir);
        scan("STOPSIGNAL", settings.stop_signal);
        for (const std::string& volume : settings.volumes) scan("VOLUME", volume);
        for (const std::string& port : settings.exposed_ports) scan("EXPOSE", port);
        scan("MAINTAINER", image_.config.author);
        for (const auto& [key, value] : image_.annotations) scan(text("ANNOTATION ", key), text(key, '=', value));
        const std::vector<HistoryRow>& history = image_.config.history;
        for (std::uint32_t row = 0; row < history.size(); row++) scan_history(row, history[row]);
        return std::move(rows_);
    }

private:
    void scan(const std::string& setting, const std::string& value) {
        for (const SecretScanner::Hit& hit : scanner_.find(value, TextKind::configuration))
            add(setting, setting, value, hit);
    }

    void scan_history(std::uint32_t row, const HistoryRow& history) {
        const std::string setting = text("history ", row + 1);
        const Instruction instruction = read_instruction(history.created_by);
        for (const SecretScanner::Hit& hit : scanner_.find(history.created_by, TextKind::configuration)) {
            const std::string source = source_of(instruction, history.created_by, hit.secret_start);
            Finding& finding = add(source.empty() ? setting : source, setting, history.created_by, hit);
            if (finding.history == no_index) finding.history = row;
            if (source.starts_with("ARG ")) finding.note = "an ARG of the build";
        }
        for (const std::string* words : {&history.comment, &history.author})
            for (const SecretScanner::Hit& hit : scanner_.find(*words, TextKind::configuration)) {
                // Builders write the image's author into each row.
                const bool of_image = words == &history.author && *words == image_.config.author;
                Finding& finding = add(of_image ? "MAINTAINER" : setting, setting, *words, hit);
                if (finding.history == no_index) finding.history = row;
            }
    }

    /// What an instruction sets where it has a secret, named as the settings are: "ENV TOKEN", "CMD"; "ARG TOKEN" where
    /// it states an argument of the build, which BuildKit and docker write before each RUN's command too:
    /// "|1 TOKEN=x /bin/sh -c …". "" where it sets nothing.
    static std::string source_of(const Instruction& instruction, std::string_view created_by, std::size_t at) {
        const auto variable = [&](std::string_view part) {
            return variable_at(part, at - static_cast<std::size_t>(part.data() - created_by.data()));
        };
        const auto within = [&](std::string_view part) {
            const char* place = created_by.data() + at;
            return !part.empty() && place >= part.data() && place < part.data() + part.size();
        };
        if (within(instruction.build_arguments)) return text("ARG ", variable(instruction.build_arguments));
        if (!within(instruction.arguments)) return "";
        const std::string_view verb = instruction.verb;
        if (verb == "ENV" || verb == "ARG" || verb == "LABEL") return text(verb, ' ', variable(instruction.arguments));
        constexpr std::string_view wholes[] = {"ENTRYPOINT", "CMD",        "HEALTHCHECK", "SHELL",
                                               "ONBUILD",    "MAINTAINER", "USER",        "WORKDIR",
                                               "STOPSIGNAL", "VOLUME",     "EXPOSE"};
        return std::ranges::find(wholes, verb) != std::end(wholes) ? std::string(verb) : "";
    }

    /// One row for each secret of a source, whatever it stands in; `setting` names the row when it is a new one.
    Finding& add(const std::string& source, const std::string& setting, std::string_view text,
                 const SecretScanner::Hit& hit) {
        const FindingRule* rule = find_rule(hit.sighting.rule);
        const std::string_view secret = text.substr(hit.secret_start, hit.secret_end - hit.secret_start);
        const auto [known, is_new] = known_.try_emplace({source, rule, std::string(secret)}, rows_.size());
        if (is_new)
            rows_.push_back({.rule = rule,
                             .severity = rule->severity,
                             .setting = scanner_.redacted(setting), // a label's name may be the secret
                             .offset = hit.sighting.offset,
                             .shown = hit.sighting.masked});
        return rows_[known->second];
    }

    const ImageRecord& image_;
    const SecretScanner& scanner_ = secret_scanner();
    std::vector<Finding> rows_;
    std::map<std::tuple<std::string, const FindingRule*, std::string>, std::size_t> known_; ///< source, rule, secret
};

} // namespace

std::vector<Finding> setting_findings(const FindingScene& scene) {
    std::vector<Finding> rows = SettingSearch(scene).search();
    std::map<std::uint32_t, std::uint32_t> layers; // by the row of the history that made them
    for (std::uint32_t layer = 0; layer < scene.timeline.layer_count(); layer++)
        layers[history_of_layer(scene.inspection, layer)] = layer;
    for (Finding& row : rows)
        if (const auto made = layers.find(row.history); row.history != no_index && made != layers.end())
            row.layer = made->second;
    return rows;
}

} // namespace strata

#include "core/insight/without_secrets.hpp"

#include "core/base/text.hpp"
#include "core/insight/secret_scanner.hpp"

namespace strata {

namespace {

class Redaction {
public:
    void settings(ContainerSettings& settings) const {
        for (auto* list : {&settings.env, &settings.entrypoint, &settings.cmd, &settings.shell, &settings.on_build})
            if (*list)
                for (std::string& word : **list) redact(word);
        for (auto& [key, value] : settings.labels) { // the rules go by the name before a value
            const std::string whole = scanner_.redacted(text(key, '=', value));
            if (whole.starts_with(key)) value = whole.substr(key.size() + 1);
        }
    }
    void history(HistoryRow& row) const {
        redact(row.created_by);
        redact(row.comment);
    }
    void redact(std::string& words) const { words = scanner_.redacted(words); }

private:
    SecretScanner scanner_;
};

} // namespace

Inspection without_secrets(Inspection inspection) {
    const Redaction redaction;
    ImageConfig& config = inspection.image.config;
    redaction.settings(config.settings);
    for (HistoryRow& row : config.history) redaction.history(row);
    redaction.redact(config.document);
    redaction.redact(inspection.image.manifest_document);
    return inspection;
}

} // namespace strata

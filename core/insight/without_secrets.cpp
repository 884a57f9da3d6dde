#include "core/insight/without_secrets.hpp"

#include "core/insight/secret_scanner.hpp"

#include <utility>

namespace strata {

namespace {

class Redaction {
public:
    void settings(ContainerSettings& settings) {
        for (std::string* word : {&settings.user, &settings.working_dir, &settings.stop_signal}) text(*word);
        for (auto* list : {&settings.exposed_ports, &settings.volumes})
            for (std::string& word : *list) text(word);
        for (auto* list : {&settings.env, &settings.on_build})
            if (*list)
                for (std::string& word : **list) text(word);
        for (auto* list : {&settings.entrypoint, &settings.cmd, &settings.shell})
            if (*list) {
                const std::vector<std::string> shown = scanner_.redacted_words(**list);
                for (std::size_t at = 0; at < shown.size(); at++) put((**list)[at], shown[at]);
            }
        values(settings.labels);
    }
    void values(StringMap& map) {
        for (auto& [name, value] : map) {
            put(value, scanner_.redacted_value(name, value));
            text(name);
        }
    }
    void text(std::string& words) { put(words, scanner_.redacted(words)); }

    [[nodiscard]] bool found_any() const { return found_any_; }

private:
    void put(std::string& words, std::string redacted) {
        found_any_ = found_any_ || words != redacted;
        words = std::move(redacted);
    }

    const SecretScanner& scanner_ = secret_scanner();
    bool found_any_ = false;
};

} // namespace

Inspection without_secrets(Inspection inspection) {
    Redaction redaction;
    ImageRecord& image = inspection.image;
    redaction.settings(image.config.settings);
    redaction.values(image.annotations);
    redaction.text(image.config.author);
    for (HistoryRow& row : image.config.history) {
        redaction.text(row.created_by);
        redaction.text(row.comment);
        redaction.text(row.author);
    }
    redaction.text(image.config.document);
    redaction.text(image.manifest_document);
    if (redaction.found_any()) {
        image.config.document.clear();
        image.manifest_document.clear();
    }
    return inspection;
}

} // namespace strata

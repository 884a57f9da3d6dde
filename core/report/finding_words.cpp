#include "core/report/finding_words.hpp"

#include "core/base/text.hpp"
#include "core/report/instruction.hpp"

namespace strata {

std::string finding_counts(const std::array<std::uint64_t, finding_severities>& counts) {
    std::string words;
    for (std::size_t at = 0; at < counts.size(); at++)
        if (counts[at] > 0)
            words += text(words.empty() ? "" : ", ", grouped(counts[at]), ' ',
                          severity_name(static_cast<FindingSeverity>(at)));
    return words.empty() ? "nothing" : words;
}

std::string finding_text(const Finding& finding) {
    std::string words;
    const auto add = [&](std::string_view more) {
        if (!more.empty()) words += text(words.empty() ? "" : "; ", more);
    };
    if (finding.files > 0)
        add(text(grouped(finding.files), finding.files == 1 ? " file" : " files", finding.bytes > 0 ? ", " : "",
                 finding.bytes > 0 ? human_size(finding.bytes) : ""));
    add(finding.shown);
    if (words.empty() && finding.bytes > 0) add(human_size(finding.bytes));
    add(finding.note);
    return words;
}

std::string finding_place(const Finding& finding) {
    return finding.line > 0 && !finding.path.empty() ? text(finding.path, ':', finding.line)
                                                     : std::string(finding.where());
}

std::string finding_origin(const Finding& finding) {
    if (finding.layer == no_index) return "the configuration";
    if (!finding.is_ghost()) return text("layer ", finding.layer + 1);
    return text("layer ", finding.layer + 1, finding.deleted ? ", deleted by layer " : ", overwritten by layer ",
                finding.hidden_by + 1);
}

std::string finding_instruction(const Inspection& inspection, const Finding& finding, const SecretScanner& scanner) {
    const std::vector<HistoryRow>& history = inspection.image.config.history;
    if (finding.history >= history.size()) return "";
    return readable_instruction(scanner.redacted(history[finding.history].created_by));
}

} // namespace strata

#include "core/report/diff_findings_report.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/diff_markdown.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/origin_text.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t widest_text = 80;

std::string row_text(std::string_view mark, const Finding& finding) {
    return text("  ", mark, ' ', severity_name(finding.severity), "  ", finding.rule->id, "  ",
                printable(finding_place(finding)), "  ", ellipsis(printable(finding_text(finding)), widest_text),
                finding.is_ghost() ? "  (in a layer alone)" : "");
}

template <class Row>
void for_each_row(const DiffReport& report, Row row) {
    for (const Finding& finding : report.findings.added) row(finding, true);
    for (const Finding& finding : report.findings.gone) row(finding, false);
}

Value text_or_null(const std::string& words) { return words.empty() ? Value() : Value(words); }

} // namespace

std::string findings_section_text(const DiffReport& report, const PaintDiff& paint) {
    const std::size_t rows = report.findings.added.size() + report.findings.gone.size();
    if (rows == 0) return "";
    std::string out = text('\n', paint(DiffTone::heading, "Findings"), '\n');
    std::size_t shown = 0;
    for_each_row(report, [&](const Finding& finding, bool added) {
        if (shown++ >= report.most_rows) return;
        out += paint(added ? DiffTone::added : DiffTone::removed, row_text(added ? "+" : "-", finding)) + '\n';
    });
    if (rows > report.most_rows)
        out += paint(DiffTone::muted, text("  … and ", rows - report.most_rows, " more (--all)")) + '\n';
    return out;
}

std::string findings_section_markdown(const DiffReport& report) {
    const std::size_t rows = report.findings.added.size() + report.findings.gone.size();
    if (rows == 0) return "";
    std::string out =
        text("\n<details><summary>Findings (", report.findings.added.size(), " new, ", report.findings.gone.size(),
             " gone)</summary>\n\n| | severity | rule | where | found |\n", "|---|---|---|---|---|\n");
    std::size_t shown = 0;
    for_each_row(report, [&](const Finding& finding, bool added) {
        if (shown++ >= report.most_rows) return;
        out += text("| ", added ? '+' : '-', " | ", severity_name(finding.severity), " | ", finding.rule->id, " | ",
                    code_cell(finding_place(finding)), " | ", code_cell(finding_text(finding)), " |\n");
    });
    if (rows > report.most_rows) out += text("\n… and ", rows - report.most_rows, " more.\n");
    return out + "\n</details>\n";
}

Value findings_section_value(const DiffReport& report) {
    ValueList list;
    for_each_row(report, [&](const Finding& finding, bool added) {
        list.push_back(
            Value::record({{"change", added ? "added" : "removed"},
                           {"rule", finding.rule->id},
                           {"severity", severity_name(finding.severity)},
                           {"path", text_or_null(finding.path)},
                           {"setting", text_or_null(finding.setting)},
                           {"line", finding.line > 0 ? Value(std::uint64_t{finding.line}) : Value()},
                           {"layer", finding.layer == no_index ? Value() : Value(std::uint64_t{finding.layer} + 1)},
                           {"origin", origin_of_finding(report, finding, added)},
                           {"found", finding.shown},
                           {"note", finding.note},
                           {"ghost", finding.is_ghost()}}));
    });
    return Value::list(std::move(list));
}

} // namespace strata

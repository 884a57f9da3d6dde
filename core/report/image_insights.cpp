#include "core/report/image_insights.hpp"

#include "core/base/format.hpp"
#include "core/base/saturating.hpp"
#include "core/base/text.hpp"
#include "core/insight/origin.hpp"
#include "core/report/advice_words.hpp"
#include "core/report/finding_words.hpp"
#include "core/report/image_report.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>
#include <span>

namespace strata {
namespace {

using Column = HtmlColumn;

template <class Row>
std::span<const Row> shown(const ImageReport& report, const std::vector<Row>& rows) {
    return std::span(rows).first(std::min(report.most_rows, rows.size()));
}

Value number_or_null(std::uint32_t layer) { return layer == no_index ? Value{} : Value(std::uint64_t{layer} + 1); }

Value base_value(const ImageReport& report) {
    const BaseImage& base = report.insights->base;
    std::uint64_t bytes = 0;
    for (std::uint32_t i = 0; i < base.layers && i < report.inspection.layers.size(); i++)
        bytes = add_saturating(bytes, report.inspection.layers[i]->file_bytes);
    return Value::record({{"layers", std::uint64_t{base.layers}},
                          {"name", base.name},
                          {"name_is_guess", base.name_is_guess},
                          {"reason", base.reason},
                          {"bytes", bytes}});
}

Value advice_value(const ImageReport& report) {
    ValueList list;
    for (const Advice& advice : shown(report, report.insights->advice)) {
        ValueList edits;
        for (const std::string& edit : advice_edits(advice, report.inspection.image)) edits.emplace_back(edit);
        list.push_back(Value::record({{"title", advice_title(advice)},
                                      {"edits", Value::list(std::move(edits))},
                                      {"bytes", advice.bytes},
                                      {"files", advice.files},
                                      {"layer", std::uint64_t{advice.layer} + 1}}));
    }
    return Value::list(std::move(list));
}

Value packages_value(const ImageReport& report) {
    ValueList list;
    for (const FoundPackage& found : shown(report, report.insights->packages.packages))
        list.push_back(Value::record({{"ecosystem", ecosystem_name(found.package.ecosystem)},
                                      {"name", found.package.name},
                                      {"version", found.package.version},
                                      {"license", found.package.license},
                                      {"bytes", found.bytes},
                                      {"layer", std::uint64_t{found.layer} + 1},
                                      {"in_base", is_of_base(found, report.insights->base)}}));
    return Value::list(std::move(list));
}

Value findings_value(const ImageReport& report) {
    ValueList list;
    for (const Finding& finding : shown(report, report.insights->findings.rows))
        list.push_back(Value::record({{"rule", finding.rule->id},
                                      {"severity", severity_name(finding.severity)},
                                      {"where", finding.where()},
                                      {"line", finding.line > 0 ? Value(std::uint64_t{finding.line}) : Value{}},
                                      {"found", finding_text(finding)},
                                      {"layer", number_or_null(finding.layer)},
                                      {"hidden_by", number_or_null(finding.hidden_by)},
                                      {"in_base", is_of_base(finding, report.insights->base)}}));
    return Value::list(std::move(list));
}

/// "and 12 more", on a line of its own.
std::string rest_text(std::size_t all, std::size_t some) {
    return all == some ? "" : text("\n… and ", all - some, " more\n");
}

std::string advice_markdown(const ImageReport& report) {
    const auto rows = shown(report, report.insights->advice);
    if (rows.empty()) return "";
    std::string out = "\n## What to change\n\n";
    for (const Advice& advice : rows) {
        out += text("1. ", human_size(advice.bytes), ": ", markdown_cell(advice_title(advice)), "\n");
        for (const std::string& edit : advice_edits(advice, report.inspection.image))
            out += text("   - ", markdown_cell(edit), "\n");
    }
    return out + rest_text(report.insights->advice.size(), rows.size());
}

std::string packages_markdown(const ImageReport& report) {
    const auto rows = shown(report, report.insights->packages.packages);
    if (rows.empty()) return "";
    std::string out = "\n## Packages\n\n| Type | Name | Version | Size | Layer | Licence |\n| --- | --- | --- | ---: | "
                      "---: | --- |\n";
    for (const FoundPackage& found : rows)
        out += text("| ", ecosystem_name(found.package.ecosystem), " | ", markdown_cell(found.package.name), " | ",
                    markdown_cell(found.package.version), " | ",
                    found.size_known == SizeKnown::not_at_all ? "" : human_size(found.bytes), " | ", found.layer + 1,
                    " | ", markdown_cell(found.package.license), " |\n");
    return out + rest_text(report.insights->packages.packages.size(), rows.size());
}

std::string findings_markdown(const ImageReport& report) {
    const auto rows = shown(report, report.insights->findings.rows);
    if (rows.empty()) return "";
    std::string out = text("\n## Findings\n\n", finding_counts(report.insights->findings.counts),
                           "\n\n| Severity | Rule | Where | Found | By |\n| --- | --- | --- | --- | --- |\n");
    for (const Finding& finding : rows)
        out += text("| ", severity_name(finding.severity), " | ", finding.rule->id, " | ",
                    markdown_cell(finding_place(finding)), " | ", markdown_cell(finding_text(finding)), " | ",
                    finding_origin(finding), " |\n");
    return out + rest_text(report.insights->findings.rows.size(), rows.size());
}

void add_advice(const ImageReport& report, HtmlPage& page) {
    const auto rows = shown(report, report.insights->advice);
    if (rows.empty()) return;
    HtmlTable table({{"Saves", Column::number}, {"What to change", Column::words}, {"Where", Column::code}});
    for (const Advice& advice : rows) {
        std::string edits;
        for (const std::string& edit : advice_edits(advice, report.inspection.image))
            edits += text(edits.empty() ? "" : "<br>", html_code(edit));
        table.add({human_size(advice.bytes), html_text(advice_title(advice)), edits});
    }
    page.section("advice", "What to change", grouped(report.insights->advice.size()),
                 table.text() + html_rest(report.insights->advice.size() - rows.size()));
}

void add_packages(const ImageReport& report, HtmlPage& page) {
    const std::vector<FoundPackage>& all = report.insights->packages.packages;
    const auto rows = shown(report, all);
    if (rows.empty()) return;
    HtmlTable table({{"Type"},
                     {"Package", Column::code},
                     {"Version", Column::code},
                     {"Size", Column::number},
                     {"Layer", Column::number},
                     {"Licence"}});
    for (const FoundPackage& found : rows)
        table.add({std::string(ecosystem_name(found.package.ecosystem)), html_text(found.package.name),
                   html_text(found.package.version),
                   found.size_known == SizeKnown::not_at_all ? "" : human_size(found.bytes), text(found.layer + 1),
                   html_code(found.package.license, 60)});
    page.section("packages", "Packages", grouped(all.size()), table.text() + html_rest(all.size() - rows.size()));
}

void add_findings(const ImageReport& report, HtmlPage& page) {
    const std::vector<Finding>& all = report.insights->findings.rows;
    const auto rows = shown(report, all);
    if (rows.empty()) return;
    HtmlTable table({{"Severity"}, {"Rule"}, {"Where", Column::code}, {"Found", Column::code}, {"By"}});
    for (const Finding& finding : rows)
        table.add(
            {std::string(severity_name(finding.severity)),
             text("<span title=\"", html_text(finding.rule->why), "\">", html_text(finding.rule->title), "</span>"),
             html_code(finding_place(finding)), html_code(finding_text(finding)), html_text(finding_origin(finding))});
    page.section("findings", "Findings", finding_counts(report.insights->findings.counts),
                 table.text() + html_rest(all.size() - rows.size()));
}

} // namespace

ValueFields insight_fields(const ImageReport& report) {
    if (report.insights == nullptr) return {};
    return {{"base", base_value(report)},
            {"advice", advice_value(report)},
            {"packages", packages_value(report)},
            {"findings", findings_value(report)}};
}

std::string insights_markdown(const ImageReport& report) {
    if (report.insights == nullptr) return "";
    const std::string base = base_text(report.insights->base);
    return text(base.empty() ? "" : text("\n", markdown_cell(base), "\n"), advice_markdown(report),
                packages_markdown(report), findings_markdown(report));
}

void add_insights(const ImageReport& report, HtmlPage& page) {
    if (report.insights == nullptr) return;
    add_advice(report, page);
    add_packages(report, page);
    add_findings(report, page);
}

} // namespace strata

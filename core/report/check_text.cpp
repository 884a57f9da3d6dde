#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/check_report.hpp"
#include "core/report/text.hpp"

#include <algorithm>

namespace strata {
namespace {

constexpr std::size_t shown_evidence = 20;

std::string tally(const CheckReport& report) {
    std::string words;
    const auto add = [&](std::string_view name, std::uint64_t number) {
        if (number > 0) words += text(words.empty() ? "" : " ", name, ':', number);
    };
    add("pass", report.passed);
    add("fail", report.failed);
    add("skip", report.skipped);
    add("error", report.unknown);
    return text(report.failed > 0 ? "FAIL" : report.holds() ? "PASS" : "ERROR", " [", words, ']');
}

std::string evidence_line(const CheckEvidence& evidence) {
    const std::string place = evidence.line > 0 ? text(evidence.where, ':', evidence.line) : evidence.where;
    return text(printable(place), place.empty() ? "" : "  ", printable(evidence.what));
}

std::string_view mark_of(CheckStatus status) {
    switch (status) {
    case CheckStatus::passed: return "✅";
    case CheckStatus::failed: return "❌";
    case CheckStatus::skipped: return "➖";
    case CheckStatus::unknown: break;
    }
    return "⚠️";
}

std::uint64_t left_out(const CheckResult& result) {
    return result.more + (result.evidence.size() - std::min(result.evidence.size(), shown_evidence));
}

} // namespace

std::string check_text(const CheckReport& report, const CheckedImage& image) {
    std::string out = text("Rules for ", printable(image.title), '\n');
    for (const CheckResult& result : report.results) {
        out += text("  ", check_status_name(result.status), "  ", result.rule.kind->key, ": ",
                    printable(result.rule.setting), "  (", printable(result.rule.origin), ")\n        ",
                    printable(result.message), '\n');
        for (std::size_t at = 0; at < std::min(result.evidence.size(), shown_evidence); at++)
            out += text("          ", evidence_line(result.evidence[at]), '\n');
        if (const std::uint64_t rest = left_out(result); rest > 0)
            out += text("          … and ", grouped(rest), " more\n");
    }
    for (const std::string& line : report.allowed) out += text("  Allowed: ", printable(line), '\n');
    for (const std::string& part : report.unread) out += text("  Not read: ", printable(part), '\n');
    return out + '\n' + tally(report) + '\n';
}

std::string check_markdown(const CheckReport& report, const CheckedImage& image) {
    std::string out = text("### ", report.holds() ? "✅" : "❌", " Image check of ", markdown_text(image.title), ": ",
                           tally(report), "\n\n| | rule | result |\n|---|---|---|\n");
    for (const CheckResult& result : report.results) {
        out += text("| ", mark_of(result.status), " | ", markdown_text(result.rule.kind->key), ": ",
                    markdown_text(result.rule.setting), " | ", markdown_text(result.message), " |\n");
    }
    for (const std::string& line : report.allowed) out += text("\nAllowed: ", markdown_text(line), '\n');
    for (const std::string& part : report.unread) out += text("\nNot read: ", markdown_text(part), '\n');
    for (const CheckResult& result : report.results) {
        if (result.evidence.empty()) continue;
        out +=
            text("\n<details><summary>", result.rule.kind->key, ": ", markdown_text(result.message), "</summary>\n\n");
        for (std::size_t at = 0; at < std::min(result.evidence.size(), shown_evidence); at++)
            out += text("- ", markdown_text(evidence_line(result.evidence[at])), '\n');
        if (const std::uint64_t rest = left_out(result); rest > 0) out += text("- … and ", grouped(rest), " more\n");
        out += "\n</details>\n";
    }
    return out;
}

} // namespace strata

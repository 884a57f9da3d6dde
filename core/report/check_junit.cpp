#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/report/check_report.hpp"
#include "core/report/text.hpp"

namespace strata {
namespace {

/// Text and attributes of XML 1.0: what it can't say is made printable first.
std::string xml(std::string_view words) {
    std::string out;
    for (const char c : printable_lines(words)) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\n': out += "&#10;"; break;
        default: out += c;
        }
    }
    return out;
}

std::string details(const CheckResult& result) {
    std::string lines = result.message;
    for (const CheckEvidence& each : result.evidence) {
        lines += text('\n', each.where, each.line > 0 ? text(':', each.line) : "", each.where.empty() ? "" : "  ",
                      each.what);
    }
    if (result.more > 0) lines += text("\n… and ", grouped(result.more), " more");
    return lines;
}

} // namespace

std::string check_junit(const CheckReport& report, const CheckedImage& image) {
    const std::string counts = text("tests=\"", report.results.size(), "\" failures=\"", report.failed,
                                    "\" errors=\"0\" skipped=\"", report.skipped, "\" time=\"0\"");
    std::string out = text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"strata check\" tests=\"",
                           report.results.size(), "\" failures=\"", report.failed,
                           "\" errors=\"0\" time=\"0\">\n  <testsuite name=\"", xml(image.title), "\" ", counts, ">\n");
    for (const CheckResult& result : report.results) {
        out += text("    <testcase classname=\"strata.check\" name=\"", xml(result.rule.kind->key), ": ",
                    xml(result.rule.setting), "\" time=\"0\"");
        switch (result.status) {
        case CheckStatus::passed: out += "/>\n"; continue;
        case CheckStatus::failed:
            out += text(">\n      <failure message=\"", xml(result.message), "\" type=\"", result.rule.kind->key, "\">",
                        xml(details(result)), "</failure>\n");
            break;
        case CheckStatus::skipped: out += text(">\n      <skipped message=\"", xml(result.message), "\"/>\n"); break;
        }
        out += "    </testcase>\n";
    }
    return out + "  </testsuite>\n</testsuites>\n";
}

} // namespace strata

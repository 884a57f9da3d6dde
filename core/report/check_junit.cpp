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

/// What could not be read, as a case of its own: a rule that needs none of it may hold all the same.
std::string unread_case(const CheckReport& report) {
    if (report.unread.empty()) return "";
    std::string lines;
    for (const std::string& part : report.unread) lines += text(lines.empty() ? "" : "\n", part);
    return text(
        "    <testcase classname=\"strata.check\" name=\"the image can be read\" time=\"0\">\n      <error message=\"",
        xml(report.unread.front()), "\" type=\"unread\">", xml(lines), "</error>\n    </testcase>\n");
}

} // namespace

std::string check_junit(const CheckReport& report, const CheckedImage& image) {
    const std::uint64_t unread = report.unread.empty() ? 0 : 1;
    const std::string counts = text("tests=\"", report.results.size() + unread, "\" failures=\"", report.failed,
                                    "\" errors=\"", report.unknown + unread, '"');
    std::string out = text("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"strata check\" ", counts,
                           " time=\"0\">\n  <testsuite name=\"", xml(image.title), "\" ", counts, " skipped=\"",
                           report.skipped, "\" time=\"0\">\n", unread_case(report));
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
        case CheckStatus::unknown:
            out += text(">\n      <error message=\"", xml(result.message), "\" type=\"unread\"/>\n");
            break;
        }
        out += "    </testcase>\n";
    }
    return out + "  </testsuite>\n</testsuites>\n";
}

} // namespace strata

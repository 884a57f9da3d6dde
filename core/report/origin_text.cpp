#include "core/report/origin_text.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/insight/origin.hpp"
#include "core/report/text.hpp"
#include "core/report/waste_words.hpp"

#include <algorithm>

namespace strata {
namespace {

/// How many findings came, or went, with the bases, or with the rest.
std::uint64_t findings_of(const DiffReport& report, Origin origin, bool added) {
    const std::vector<Finding>& rows = added ? report.findings.added : report.findings.gone;
    const BaseImage& base = added ? report.diff.bases.b : report.diff.bases.a;
    return static_cast<std::uint64_t>(std::ranges::count_if(
        rows, [&](const Finding& finding) { return is_of_base(finding, base) == (origin == Origin::base); }));
}

std::string counts_text(const DiffReport& report, Origin origin) {
    const OriginCounts& counts = origin == Origin::base ? report.diff.bases.base : report.diff.bases.own;
    const std::uint64_t found = findings_of(report, origin, true), gone = findings_of(report, origin, false);
    std::vector<std::string> parts;
    if (counts.added + counts.changed + counts.removed + counts.moved > 0)
        parts.push_back(text('+', counts.added, " ~", counts.changed, " -", counts.removed,
                             counts.moved == 0 ? "" : text(" >", counts.moved), " files"));
    if (counts.packages > 0) parts.push_back(text(counts.packages, counts.packages == 1 ? " package" : " packages"));
    if (found > 0) parts.push_back(text(found, found == 1 ? " new finding" : " new findings"));
    if (gone > 0) parts.push_back(text(gone, gone == 1 ? " finding gone" : " findings gone"));
    std::string out;
    for (const std::string& part : parts) out += (out.empty() ? "" : ", ") + part;
    if (out.empty()) out = "no file or package differs";
    if (counts.bytes_a == counts.bytes_b) return out;
    return text(out, "; ", human_size(counts.bytes_a), " → ", human_size(counts.bytes_b));
}

std::string base_words(const DiffReport& report) {
    const BaseDiff& bases = report.diff.bases;
    if (bases.same) return text("the same: ", base_place(bases.b));
    const std::string names = bases.a.name.empty() || bases.b.name.empty() || bases.a.name == bases.b.name
                                  ? ""
                                  : text(", ", printable(bases.a.name), " → ", printable(bases.b.name));
    return text("another one", names, ": ", counts_text(report, Origin::base));
}

Value base_value(const BaseImage& base) {
    return Value::record({{"layers", std::uint64_t{base.layers}},
                          {"name", base.name},
                          {"name_is_guess", base.name_is_guess},
                          {"reason", base.reason}});
}

Value counts_value(const DiffReport& report, Origin origin) {
    const OriginCounts& counts = origin == Origin::base ? report.diff.bases.base : report.diff.bases.own;
    return Value::record({{"files_added", counts.added},
                          {"files_changed", counts.changed},
                          {"files_removed", counts.removed},
                          {"files_moved", counts.moved},
                          {"packages", counts.packages},
                          {"findings_added", findings_of(report, origin, true)},
                          {"findings_removed", findings_of(report, origin, false)},
                          {"bytes_a", counts.bytes_a},
                          {"bytes_b", counts.bytes_b}});
}

std::string_view name_of(Origin origin) { return origin == Origin::base ? "base" : "own"; }

} // namespace

std::vector<OriginLine> origin_lines(const DiffReport& report) {
    if (!report.diff.bases.known) return {};
    return {{"Base", base_words(report)}, {"Own", counts_text(report, Origin::own)}};
}

Value origin_value(const DiffReport& report) {
    const BaseDiff& bases = report.diff.bases;
    if (!bases.known) return {};
    return Value::record({{"same", bases.same},
                          {"a", base_value(bases.a)},
                          {"b", base_value(bases.b)},
                          {"base", counts_value(report, Origin::base)},
                          {"own", counts_value(report, Origin::own)}});
}

Value origin_of_row(const std::vector<Origin>& origins, std::size_t row) {
    return row < origins.size() ? Value(name_of(origins[row])) : Value{};
}

Value origin_of_finding(const DiffReport& report, const Finding& finding, bool added) {
    const BaseDiff& bases = report.diff.bases;
    if (!bases.known) return {};
    return name_of(is_of_base(finding, added ? bases.b : bases.a) ? Origin::base : Origin::own);
}

} // namespace strata

#include "web/ui/listed_rows.hpp"

#include "core/base/ascii.hpp"
#include "core/base/sort_list.hpp"
#include "core/report/diff_report.hpp"
#include "core/report/finding_words.hpp"

#include <algorithm>
#include <string_view>

namespace strata::ui {

namespace {

template <class Rows>
std::vector<std::uint32_t> numbers_of(const Rows& rows, auto fits) {
    std::vector<std::uint32_t> numbers;
    for (std::uint32_t i = 0; i < rows.size(); i++)
        if (fits(rows[i])) numbers.push_back(i);
    return numbers;
}

bool matches(const FoundPackage& found, std::string_view wanted) {
    return holds_text(found.package.name, wanted) || holds_text(found.package.version, wanted) ||
           holds_text(found.package.license, wanted) || holds_text(found.package.source, wanted) ||
           holds_text(ecosystem_name(found.package.ecosystem), wanted);
}

bool matches(const Finding& finding, std::string_view wanted) {
    return holds_text(finding.rule->title, wanted) || holds_text(finding_place(finding), wanted) ||
           holds_text(finding.rule->id, wanted) || holds_text(severity_name(finding.severity), wanted);
}

bool matches(const PackageRow& row, std::string_view wanted) {
    return holds_text(row.name, wanted) || holds_text(package_versions(row), wanted) ||
           holds_text(ecosystem_name(row.ecosystem), wanted);
}

/// `origin_of(number)` is asked where `known`; else every row is shown.
template <class Row, class OriginOf>
Listed<Row> list(const std::vector<Row>& rows, const State& state, bool known, OriginOf origin_of) {
    Listed<Row> listed{.origins = {.known = known}, .all = rows.size(), .rows = {}};
    for (std::size_t i = 0; i < rows.size(); i++) {
        if (!matches(rows[i], state.search)) continue;
        if (known) {
            const Origin origin = origin_of(i);
            listed.origins.add(origin);
            if ((state.origins & (origin == Origin::base ? show_base : show_own)) == 0) continue;
        }
        listed.rows.push_back(&rows[i]);
    }
    return listed;
}

void sort_packages(std::vector<const FoundPackage*>& rows, const PackageChoice& choice) {
    const auto by = [&](auto key) { sort_list(rows, {}, [&](const FoundPackage* found) { return key(*found); }); };
    switch (choice.sort) {
    case PackageSort::ecosystem: break; // find_packages' own order
    case PackageSort::name: by([](const FoundPackage& found) { return std::string_view(found.package.name); }); break;
    case PackageSort::version:
        by([](const FoundPackage& found) { return std::string_view(found.package.version); });
        break;
    case PackageSort::size: by([](const FoundPackage& found) { return ~found.bytes; }); break;
    case PackageSort::layer: by([](const FoundPackage& found) { return found.layer; }); break;
    case PackageSort::licence:
        by([](const FoundPackage& found) { return std::string_view(found.package.license); });
        break;
    }
    if (choice.order == SortOrder::reversed) std::ranges::reverse(rows);
}

} // namespace

Listed<FoundPackage> listed_packages(Derived& derived, const OpenImage& image, const State& state) {
    const BaseImage& base = derived.base(image);
    const std::vector<FoundPackage>& packages = derived.packages(image).packages;
    Listed<FoundPackage> listed =
        list(packages, state, can_split(base, image), [&](std::size_t i) { return origin_of(packages[i], base); });
    sort_packages(listed.rows, state.packages);
    return listed;
}

Listed<Finding> listed_findings(Derived& derived, const OpenImage& image, const State& state) {
    const BaseImage& base = derived.base(image);
    const std::vector<Finding>& findings = derived.findings(image).rows;
    return list(findings, state, can_split(base, image), [&](std::size_t i) { return origin_of(findings[i], base); });
}

Listed<Finding> listed_findings(const std::vector<Finding>& findings, const State& state) {
    return list(findings, state, false, [](std::size_t) { return Origin::own; });
}

Listed<PackageRow> listed_package_rows(const ImageDiff& diff, const State& state) {
    return list(diff.packages.rows, state, diff.bases.known, [&](std::size_t i) { return diff.bases.packages[i]; });
}

std::vector<std::uint32_t> listed_settings(const std::vector<SettingLine>& lines, std::string_view search) {
    return numbers_of(lines, [&](const SettingLine& line) {
        return holds_text(line.name, search) || holds_text(line.value, search) || holds_text(line.group, search);
    });
}

std::vector<std::uint32_t> listed_settings(const std::vector<SettingRow>& rows, std::string_view search) {
    return numbers_of(rows, [&](const SettingRow& row) {
        return holds_text(setting_title(row), search) || holds_text(row.a, search) || holds_text(row.b, search);
    });
}

std::vector<std::uint32_t> listed_history(const std::vector<HistoryRow>& history, std::string_view search) {
    return numbers_of(history, [&](const HistoryRow& row) {
        return holds_text(row.created_by, search) || holds_text(row.comment, search) || holds_text(row.author, search);
    });
}

std::vector<std::uint32_t> listed_steps(const Comparison& comparison, std::string_view search) {
    return numbers_of(comparison.diff().history,
                      [&](const HistoryDiffRow& row) { return holds_text(step_instruction(comparison, row), search); });
}

std::string step_instruction(const Comparison& comparison, const HistoryDiffRow& row) {
    return row.b != no_index ? history_instruction(comparison.newer(), row.b)
                             : history_instruction(comparison.older(), row.a);
}

} // namespace strata::ui

#include "core/diff/diff_findings.hpp"

#include <map>
#include <string_view>
#include <tuple>

namespace strata {

namespace {

using Key = std::tuple<const FindingRule*, std::string_view, std::string_view>;

/// A row of the history has another number in every image.
Key key_of(const Finding& finding) {
    const std::string_view where = finding.where();
    return {finding.rule, where.starts_with("history ") ? "history" : where, finding.shown};
}

} // namespace

FindingsDiff diff_findings(const Findings& a, const Findings& b) {
    std::map<Key, std::uint64_t> left;
    for (const Finding& finding : a.rows) left[key_of(finding)]++;
    FindingsDiff diff;
    for (const Finding& finding : b.rows) {
        const auto known = left.find(key_of(finding));
        if (known != left.end() && known->second > 0) {
            known->second--;
            diff.kept++;
        } else {
            diff.added.push_back(finding);
        }
    }
    for (const Finding& finding : a.rows) {
        std::uint64_t& count = left[key_of(finding)];
        if (count == 0) continue;
        count--;
        diff.gone.push_back(finding);
    }
    return diff;
}

} // namespace strata

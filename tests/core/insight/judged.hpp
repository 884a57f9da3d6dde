// What is found in images with one known fault each.
#pragma once

#include "core/insight/findings.hpp"
#include "tests/kit/examined_image.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <vector>

namespace strata::kit {

inline const Time day_of_judgement = *parse_time("2026-11-24T00:00:00Z");

inline Findings judge(const Inspection& inspection, const AllowList* allowed = nullptr) {
    return find_findings(inspection, Timeline(inspection), {day_of_judgement, allowed});
}

inline std::vector<Finding> of_rule(const Findings& found, std::string_view rule) {
    std::vector<Finding> rows;
    std::ranges::copy_if(found.rows, std::back_inserter(rows),
                         [&](const Finding& row) { return row.rule->id == rule; });
    return rows;
}

/// The one finding of this rule.
inline Finding only(const Findings& found, std::string_view rule) {
    const auto rows = of_rule(found, rule);
    REQUIRE(rows.size() == 1);
    return rows[0];
}

} // namespace strata::kit

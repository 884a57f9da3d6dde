#include "core/insight/finding_rules.hpp"

#include "core/insight/rules/attribute_rules.hpp"
#include "core/insight/rules/cloud_token_rules.hpp"
#include "core/insight/rules/command_rules.hpp"
#include "core/insight/rules/content_rules.hpp"
#include "core/insight/rules/developer_token_rules.hpp"
#include "core/insight/rules/service_token_rules.hpp"
#include "core/insight/rules/setting_rules.hpp"
#include "core/insight/rules/token_rules.hpp"

#include <algorithm>

namespace strata {

namespace {

template <std::size_t... Counts>
constexpr auto joined(const std::array<FindingRule, Counts>&... parts) {
    std::array<FindingRule, (Counts + ...)> all{};
    auto end = all.begin();
    ((end = std::ranges::copy(parts, end).out), ...);
    return all;
}

constexpr auto table = joined(content_rules, token_rules, cloud_token_rules, developer_token_rules, service_token_rules,
                              setting_rules, command_rules, attribute_rules);

} // namespace

std::string_view severity_name(FindingSeverity severity) {
    switch (severity) {
    case FindingSeverity::high: return "high";
    case FindingSeverity::medium: return "medium";
    case FindingSeverity::low: return "low";
    case FindingSeverity::note: return "note";
    }
    return "note";
}

std::span<const FindingRule> finding_rules() { return table; }

const FindingRule* find_rule(std::string_view id) {
    const auto found = std::ranges::find(table, id, &FindingRule::id);
    return found == table.end() ? nullptr : &*found;
}

} // namespace strata

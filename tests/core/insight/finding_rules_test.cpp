// Every rule of the table finds its fault and leaves its near miss alone.
#include "core/insight/finding_rules.hpp"
#include "core/insight/findings.hpp"
#include "core/insight/secret_scanner.hpp"
#include "tests/kit/examined_image.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

using namespace strata;

namespace {

bool has_rule(const std::vector<Sighting>& sightings, std::string_view id) {
    return std::ranges::any_of(sightings, [&](const Sighting& each) { return each.rule == id; });
}

bool breaks(const SecretScanner& scanner, const FindingRule& rule, std::string_view example) {
    switch (rule.look) {
    case RuleLook::token:
    case RuleLook::key_block:
    case RuleLook::certificate: return has_rule(scanner.scan(example, TextKind::any), rule.id);
    case RuleLook::setting: return has_rule(scanner.scan(example, TextKind::configuration), rule.id);
    case RuleLook::file_setting: return has_rule(scanner.scan(example, TextKind::configuration, &rule), rule.id);
    case RuleLook::account: return has_rule(scanner.scan_accounts(example), rule.id);
    case RuleLook::file_name:
    case RuleLook::folder:
    case RuleLook::attribute: break;
    }
    const Inspection inspection = kit::examined_text(example);
    const Findings found = find_findings(inspection, Timeline(inspection), {});
    return std::ranges::any_of(found.rows, [&](const Finding& row) { return row.rule == &rule; });
}

} // namespace

TEST_CASE("each rule finds its example and leaves the near miss") {
    const SecretScanner scanner;
    for (const FindingRule& rule : finding_rules()) {
        INFO(rule.id);
        CHECK(breaks(scanner, rule, rule.finds));
        CHECK_FALSE(breaks(scanner, rule, rule.leaves));
    }
}

TEST_CASE("each rule says what it is, why it matters and what to do") {
    std::set<std::string_view> ids;
    for (const FindingRule& rule : finding_rules()) {
        INFO(rule.id);
        CHECK(ids.insert(rule.id).second);
        CHECK(find_rule(rule.id) == &rule);
        CHECK_FALSE(rule.title.empty());
        CHECK_FALSE(rule.why.empty());
        CHECK_FALSE(rule.advice.empty());
        CHECK_FALSE(rule.why.ends_with('.'));
        CHECK_FALSE(rule.advice.ends_with('.'));
        if (!rule.pattern.empty()) CHECK(Regex::parse(rule.pattern));
        CHECK((rule.look == RuleLook::token) == !rule.words.empty());
    }
    CHECK(find_rule("no-such-rule") == nullptr);
}

TEST_CASE("what is found never shows the secret") {
    const SecretScanner scanner;
    for (const FindingRule& rule : finding_rules()) {
        if (rule.look != RuleLook::token && rule.look != RuleLook::setting && rule.look != RuleLook::key_block)
            continue;
        INFO(rule.id);
        const std::string example(rule.finds);
        const std::string hidden = scanner.redacted(example);
        CHECK_FALSE(has_rule(scanner.scan(hidden, TextKind::configuration), rule.id));
        const std::size_t start = hidden.find("…");
        REQUIRE(start != std::string::npos);
        const std::size_t behind = hidden.size() - start - std::string_view("…").size();
        const std::string secret = example.substr(start, example.size() - start - behind);
        for (const Sighting& each : scanner.scan(example, TextKind::configuration)) {
            CHECK(each.masked.find("…") != std::string::npos);
            // The mark of its maker and the last two characters, no more.
            for (std::size_t at = 1; at + 5 <= secret.size() && rule.look != RuleLook::key_block; at++)
                CHECK(each.masked.find(secret.substr(at, 5)) == std::string::npos);
        }
    }
}

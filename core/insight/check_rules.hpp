// The rules that a team sets for its images: what each is called, what it takes, and one that was set.
#pragma once

#include "core/base/result.hpp"
#include "core/insight/finding_rules.hpp"
#include "core/model/facts.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

enum class CheckKind : std::uint8_t {
    max_size,
    max_growth,
    max_waste,
    lowest_efficiency,
    highest_wasted_bytes,
    highest_user_wasted_percent,
    forbidden_paths,
    findings,
    no_secrets,
    no_new_privileges,
    no_root,
    no_latest,
    required_labels,
    denied_packages,
    allowed_packages,
};

/// What a rule's value must be.
enum class CheckValue : std::uint8_t {
    bytes,          ///< "20MB", in dive's syntax (go-humanize): kB is 1000, KiB 1024
    bytes_or_share, ///< that, or "5%"
    ratio,          ///< 0 to 1
    severity,       ///< "high" "medium" "low" "note"
    yes,            ///< "true"
    list,           ///< of globs or names
};

struct CheckKindRow {
    CheckKind kind = CheckKind::max_size;
    std::string_view key;      ///< in a file of rules, and as an option: "max-size"
    std::string_view dive_key; ///< dive's own name for it, "" for none
    CheckValue value = CheckValue::bytes;
    std::string_view help; ///< one sentence without a full stop
};
[[nodiscard]] std::span<const CheckKindRow> check_kinds();
/// By either key; nullptr where there is none.
[[nodiscard]] const CheckKindRow* find_check(std::string_view key);

/// A rule as set.
struct CheckRule {
    const CheckKindRow* kind = nullptr; ///< of check_kinds(); never null
    std::string setting;                ///< as written: "20MB"; of a list its words, separated by ", "
    std::string origin;                 ///< where it was set: ".dive-ci, line 3", "--max-size", "dive's default"
    bool disabled = false;              ///< by one of dive's words: it is listed and skipped
    std::uint64_t bytes = 0;
    double ratio = 0;
    bool is_share = false; ///< bytes_or_share: `ratio` counts
    FindingSeverity severity = FindingSeverity::high;
    std::vector<std::string> words;
};

/// Fails with what is wrong about the values. "", "disabled", "off" and "false" disable a rule, in any case (dive,
/// `isRuleDisabled`).
[[nodiscard]] Result<CheckRule> make_check_rule(const CheckKindRow& kind, std::vector<std::string> values,
                                                std::string_view origin);

/// What must be looked for in files so that these rules can be judged: bits of FactKind.
[[nodiscard]] std::uint8_t facts_wanted(std::span<const CheckRule> rules);

/// The thresholds that dive has when nobody sets any: efficiency 0.9, user wasted percent 0.1, wasted bytes disabled.
[[nodiscard]] std::vector<CheckRule> dive_default_rules();

/// go-humanize's ParseBytes: "20MB", "19 Mb", "1.5GiB", "1,000"; letters of any case.
[[nodiscard]] Result<std::uint64_t> parse_humanized_bytes(std::string_view written);

} // namespace strata

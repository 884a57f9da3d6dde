// An image judged by a team's rules: which hold, which don't, and what shows it.
#pragma once

#include "core/insight/check_rules.hpp"
#include "core/insight/findings.hpp"
#include "core/insight/waste.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace strata {

enum class CheckStatus : std::uint8_t {
    passed,
    failed,
    skipped,
    unknown, ///< what was read does not break it, and not all could be read
};
/// "PASS", "FAIL", "SKIP": dive's words; and "ERROR".
[[nodiscard]] std::string_view check_status_name(CheckStatus status);

/// One thing that breaks a rule.
struct CheckEvidence {
    std::string where;              ///< a path, a setting, a package; "" for the image as a whole
    std::string what;               ///< one line
    std::uint32_t line = 0;         ///< of the file; 0 for none
    std::uint32_t layer = no_index; ///< from 0
    std::string rule;               ///< the finding's rule; "" where it is none
};

struct CheckResult {
    CheckRule rule;
    CheckStatus status = CheckStatus::passed;
    std::string message;                 ///< "412 MB are more than 400MB": one line, for people
    std::vector<CheckEvidence> evidence; ///< the first most_evidence
    std::uint64_t more = 0;              ///< pieces of evidence beyond that
};
inline constexpr std::size_t most_evidence = 200;

struct CheckReport {
    std::vector<CheckResult> results; ///< in the order of the rules
    std::uint64_t passed = 0, failed = 0, skipped = 0, unknown = 0;
    std::vector<std::string> unread;  ///< what of the images could not be read, a line each
    std::vector<std::string> allowed; ///< lines of the allow lists, as written: findings that break no rule
    [[nodiscard]] bool holds() const { return failed == 0 && all_known(); }
    /// Whether all that the rules ask for could be read.
    [[nodiscard]] bool all_known() const { return unknown == 0 && unread.empty(); }
};

/// The image to compare with.
struct CheckAgainst {
    std::string name;
    std::uint64_t bytes = 0;               ///< of all layers' files
    std::span<const Finding> new_findings; ///< what the judged image has and this one has not
    std::vector<std::string> unread;       ///< what of it could not be read (unread_parts)
};

/// What is judged; all of one image.
struct CheckSubject {
    const Inspection& inspection;
    const Timeline& timeline;
    const Waste& waste;
    const DiveScore& dive;
    const Findings& findings;
    std::optional<CheckAgainst> against = std::nullopt;
    std::string passwd; ///< /etc/passwd of the finished image, which tells whose number USER names; "" where not known
};

/// The parts that could not be read, a line each: "layer 3: it is encrypted, so its files can't be shown".
[[nodiscard]] std::vector<std::string> unread_parts(const Inspection& inspection);

/// Total. Comparisons with thresholds are strict, as dive's are: what equals the threshold holds.
[[nodiscard]] CheckReport run_checks(const CheckSubject& subject, std::span<const CheckRule> rules);

} // namespace strata

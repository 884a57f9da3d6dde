// Findings in words: the same in the terminal, in reports for CI and on the page.
#pragma once

#include "core/insight/findings.hpp"
#include "core/insight/secret_scanner.hpp"

#include <string>
#include <string_view>

namespace strata {

/// "2 high, 1 low": counts above 0, by severity; "nothing" where there are none.
[[nodiscard]] std::string finding_counts(const std::array<std::uint64_t, finding_severities>& counts);
/// What there is to see in one line: "ghp_…k3 (40 characters)", "cap_sys_admin=ep; as good as root",
/// "30 files, 1.2 MB; rw-rw-rw- 0:0".
[[nodiscard]] std::string finding_text(const Finding& finding);
/// "/srv/app/.env:3"; a setting as it is. Bytes as stored: make them printable before showing them.
[[nodiscard]] std::string finding_place(const Finding& finding);
/// "layer 6", "layer 6, deleted by layer 8", "the configuration".
[[nodiscard]] std::string finding_origin(const Finding& finding);
/// The instruction that brought it, readable, its secrets replaced by "…"; "" where no row of the history did.
[[nodiscard]] std::string finding_instruction(const Inspection& inspection, const Finding& finding,
                                              const SecretScanner& scanner);

} // namespace strata

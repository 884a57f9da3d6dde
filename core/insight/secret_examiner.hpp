// Looks for secrets, certificates and accounts in files while their layer is read.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/examiner.hpp"

#include <memory>

namespace strata {

/// Of a text so much is looked at: what is longer is data, and secrets stand near the top.
inline constexpr std::uint64_t examined_text = 2 * mebibyte;

/// Looks into every file whose first bytes are text. Facts: sightings by the ids of finding_rules(); of /etc/passwd and
/// /etc/group also one for each line, rule "account", `masked` the name and `detail` the number.
[[nodiscard]] std::unique_ptr<Examiner> make_secret_examiner();

} // namespace strata

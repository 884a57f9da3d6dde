// Looks for secrets, certificates and accounts in files while their layer is read.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/examiner.hpp"

#include <memory>

namespace strata {

/// Looks into every file whose first bytes are text, up to Limits::text_bytes; that a text is longer is a sighting too.
/// Facts: sightings by the ids of finding_rules(); of each etc/passwd and etc/group also one for each line, rule
/// "account", `masked` the name and `detail` the number.
[[nodiscard]] std::unique_ptr<Examiner> make_secret_examiner(const Limits& limits = {});

} // namespace strata

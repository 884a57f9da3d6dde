// An image's documents as they may be shown to anyone.
#pragma once

#include "core/model/inspection.hpp"

namespace strata {

/// The same with "…" for each secret that a rule for secrets finds in its settings, its history and the documents as
/// stored. Files stay as they are.
[[nodiscard]] Inspection without_secrets(Inspection inspection);

} // namespace strata

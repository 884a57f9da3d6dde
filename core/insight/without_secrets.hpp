// An image's documents as they may be shown to anyone.
#pragma once

#include "core/model/inspection.hpp"

namespace strata {

/// The same with "…" for each secret that a rule for secrets finds in its settings, annotations and history, in names
/// of labels and volumes too. Where there is one, the documents as stored are left out: there it may stand in another
/// spelling. Files stay as they are.
[[nodiscard]] Inspection without_secrets(Inspection inspection);

} // namespace strata

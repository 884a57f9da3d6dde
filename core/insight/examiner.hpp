// The one examiner that the reading wing is given: all that is looked for in a file, while its bytes pass once.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/examiner.hpp"

#include <memory>
#include <vector>

namespace strata {

/// Looks for what `kinds` (bits of FactKind) names and for nothing else; a file that no part wants is not read.
[[nodiscard]] std::unique_ptr<Examiner> make_examiner(std::uint8_t kinds = facts_all, const Limits& limits = {});

/// Several examiners as one: each looks at the files it wants, what they find is put together in their order.
[[nodiscard]] std::unique_ptr<Examiner> join_examiners(std::vector<std::unique_ptr<Examiner>> parts);

} // namespace strata

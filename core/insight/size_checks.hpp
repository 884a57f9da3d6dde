// Rules of a check about how large an image is and how much of it is wasted.
#pragma once

#include "core/insight/checks.hpp"

#include <string>
#include <utility>
#include <vector>

namespace strata {

/// What a rule comes to.
struct CheckVerdict {
    CheckStatus status = CheckStatus::passed;
    std::string message;
    std::vector<CheckEvidence> evidence;
    std::uint64_t more = 0; ///< pieces of evidence that are only counted
};

inline CheckVerdict judged(bool holds, std::string message, std::vector<CheckEvidence> evidence = {}) {
    return {holds ? CheckStatus::passed : CheckStatus::failed, std::move(message), std::move(evidence)};
}

/// For a rule of one of the kinds from max_size to highest_user_wasted_percent.
[[nodiscard]] CheckVerdict check_sizes(const CheckSubject& subject, const CheckRule& rule);

} // namespace strata

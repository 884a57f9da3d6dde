// What to do about a finding, said once for many rules.
#pragma once

#include "core/insight/finding_rules.hpp"

#include <string_view>

namespace strata {

inline constexpr std::string_view revoke_token =
    "revoke it: whoever had the image has it; then give it to the build with RUN --mount=type=secret, or to the "
    "container when it starts";
inline constexpr std::string_view mount_secret =
    "change it, and give it to the build with RUN --mount=type=secret, or to the container when it starts";
inline constexpr std::string_view leave_out =
    "keep it out of the image: a line in .dockerignore, or RUN --mount=type=secret where the build needs it";
inline constexpr std::string_view drop_mode = "take the bit away in the same RUN that brings the file: chmod u-s,g-s";
inline constexpr std::string_view same_run = "clean up in the same RUN, or use RUN --mount=type=cache";

} // namespace strata

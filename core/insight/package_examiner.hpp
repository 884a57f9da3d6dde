// Which files tell of packages, and which parser reads each of them while it passes.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/examiner.hpp"

#include <memory>

namespace strata {

/// Looks for facts_packages. Of a file above Limits::examined_bytes no more is said than that.
[[nodiscard]] std::unique_ptr<Examiner> make_package_examiner(const Limits& limits);

} // namespace strata

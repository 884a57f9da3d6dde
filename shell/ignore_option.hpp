// What `strata diff` overlooks: diffoci's `--semantic` and `--ignore-…`, and `--ignore CAUSE,…`.
#pragma once

#include "core/diff/ignore.hpp"
#include "shell/arguments.hpp"

#include <span>
#include <string_view>

namespace strata {

/// What `--ignore` takes, as the report names causes.
inline constexpr std::string_view causes_to_ignore[] = {"time", "owner",   "mode",   "xattr",   "order",
                                                        "form", "packing", "nested", "bytecode"};

/// All of these options together; an error for a cause that is none.
[[nodiscard]] Result<IgnoreSet> read_ignores(const Arguments& arguments);

} // namespace strata

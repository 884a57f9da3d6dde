// Looks into a file that is an archive itself, is packed, or is compiled Python.
#pragma once

#include "core/base/limits.hpp"
#include "core/model/nested.hpp"

#include <string>
#include <string_view>

namespace strata {

/// Whether a file that starts with `head` (512 bytes of it are enough) is: a tar, zip or ar archive, something packed,
/// or by its name too a .pyc.
[[nodiscard]] bool holds_files(std::string_view head, std::string_view name);

/// Total: every member with the hash of its bytes, archives among them looked into as deep as Limits::nested_depth;
/// what can't be read, or is beyond a limit, is a problem of its archive. Same bytes, same result.
[[nodiscard]] NestedFile look_inside(std::string_view bytes, std::string_view name, const Limits& limits = {});

} // namespace strata

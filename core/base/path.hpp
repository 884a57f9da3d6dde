// Paths as archives write them, and the canonical ones Strata thinks in: "usr/bin/env", no matter how it was written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// The path without what everybody writes around it: "./" and "/" in front, "/" behind. "" for the root.
[[nodiscard]] std::string_view trim_path(std::string_view path);

/// Whether this is a name: not "", "." or "..".
[[nodiscard]] bool is_name(std::string_view part);

struct PathParts {
    std::vector<std::string_view> names; ///< of folders and, last, of the thing itself; they point into the path
    bool rewritten = false;              ///< the path had "", "." or ".." among its parts
};
/// The parts of a trimmed path; ".." takes back the part before it and never climbs above the root.
[[nodiscard]] PathParts split_path(std::string_view trimmed);

/// Whether a trimmed path is canonical already: no "", "." or ".." among its parts.
[[nodiscard]] bool is_canonical(std::string_view trimmed);

/// "./a//b/../c/" is "a/c"; the root is "".
[[nodiscard]] std::string canonical_path(std::string_view path);

/// What stands before the last "/", "" where there is none; and what stands behind it.
[[nodiscard]] std::string_view folder_of(std::string_view path);
[[nodiscard]] std::string_view base_name(std::string_view path);

} // namespace strata

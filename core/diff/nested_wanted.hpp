// Which pairs of files are worth a look inside, to tell why they differ.
#pragma once

#include "core/diff/diff_images.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace strata {

/// Bytes of files that are looked into without being asked to.
inline constexpr std::uint64_t usual_inside_bytes = std::uint64_t{256} << 20;

enum class NestedChoice : std::uint8_t {
    by_name, ///< files with the name of an archive, of something packed or of compiled Python
    all,     ///< every file: what it is, its first bytes tell
};

struct NestedPair {
    Place a;
    Place b;
    std::uint64_t bytes = 0; ///< of both
};

/// Whether a file of this name may be something to look into: by its ending, "app.jar", "data.tar.gz", "x.pyc".
[[nodiscard]] bool may_hold_files(std::string_view name);

/// The files of equal path and other bytes, hard links resolved, that nothing explains yet: in the finished file
/// systems, then those of layers of which they alone could be the cause. The smallest first; each pair once.
[[nodiscard]] std::vector<NestedPair> nested_wanted(const ImageDiff& diff, const DiffSide& a, const DiffSide& b,
                                                    NestedChoice choice);

/// How many of `pairs`, from the first one on, stay within so many bytes.
[[nodiscard]] std::size_t within_budget(const std::vector<NestedPair>& pairs, std::uint64_t bytes);

} // namespace strata

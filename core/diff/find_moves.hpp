// Which of the files that only one image has are the same file at another path, and which folders moved as a whole.
#pragma once

#include "core/diff/diff_files.hpp"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace strata {

struct Moves {
    /// Rows of a removed and an added thing that are one, in the order of the former. Of a folder that moved as a whole
    /// it is itself and all that is in it.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
    std::vector<FolderMove> folders; ///< none inside another, in the order of their rows in A
};

/// A folder moved where the other image has a folder that holds the same, name by name: types, bytes, link targets;
/// attributes may differ. Then files with bytes, by their hash. Where several could be the other end, names decide: the
/// most equal parts at the end of the path, then at its front, then the likeness of the last part; where that can't
/// tell them apart nothing moved. Files without a hash and empty ones move only with their folder. `rows` are those of
/// diff_files. Changing sides gives the same pairs.
[[nodiscard]] Moves find_moves(std::span<const FileRow> rows, const DiffSide& a, const DiffSide& b);

} // namespace strata

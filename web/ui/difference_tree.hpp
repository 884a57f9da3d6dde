// What differs between two images' files as a tree: the rows of a diff under the folders that hold them.
#pragma once

#include "core/diff/diff_files.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace strata::ui {

/// Something that differs, or a folder that holds what does.
struct Difference {
    NodeIndex a = no_node, b = no_node;                ///< no_node in the image that does not have it
    std::uint32_t row = no_index;                      ///< of FileDiff::rows; no_index: only what is below it differs
    std::uint32_t end = 0;                             ///< the first one behind all that is below it
    std::uint64_t a_bytes = 0, b_bytes = 0;            ///< with all it holds, what is the same included
    std::uint32_t added = 0, changed = 0, removed = 0; ///< itself and below
    Reasons reasons = 0;                               ///< of itself and all changed below
    bool unsure = false;
};

/// A folder before what is in it, in the order of `rows`, which are those of diff_files. The root is no folder above
/// the others. Bytes are left at 0. Time grows with rows and names, however deep they lie.
[[nodiscard]] std::vector<Difference> difference_tree(std::span<const FileRow> rows, const Timeline& a,
                                                      const Timeline& b);

} // namespace strata::ui

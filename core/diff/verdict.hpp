// One line that says why two images are not the same.
#pragma once

#include "core/diff/diff_images.hpp"

#include <string>

namespace strata {

/// The smallest explanation for the whole: "Same files; 86 differ only in time.", "Same layers, compressed otherwise:
/// gzip → zstd.". All of `diff` but its verdict must be there.
[[nodiscard]] std::string verdict_of(const ImageDiff& diff, const Inspection& a, const Inspection& b);

} // namespace strata

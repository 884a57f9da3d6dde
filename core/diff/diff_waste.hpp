// The waste of two images compared: what each class holds, what came, what went.
#pragma once

#include "core/insight/waste.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// Bytes that are hidden or needless at one path for one reason.
struct WasteDiffRow {
    std::string path; ///< "/var/cache/apt/pkgcache.bin"
    ByteClass which = ByteClass::removed;
    std::uint64_t bytes_a = 0, bytes_b = 0; ///< of all files that were there; 0 where the image has no such waste
    std::uint32_t layer_a = 0, layer_b = 0; ///< that holds the largest of them, counting from 0; 0 where none does
};

struct WasteDiff {
    std::uint64_t wasted_a = 0, wasted_b = 0;            ///< Waste::wasted_bytes of either
    std::uint64_t needless_a = 0, needless_b = 0;        ///< Waste::needless_bytes
    std::array<ByteClassSum, byte_class_count> a{}, b{}; ///< by ByteClass
    std::vector<WasteDiffRow> rows; ///< where the bytes of both differ: the largest difference first, then by path.
                                    ///< What is needed, or `tools`, has none
};

/// One image's waste, and the tree that it was found in.
struct WasteSide {
    const Waste& waste;
    const Timeline& timeline;
};

/// Total. Hash what waste_wanted() names of both first, or duplicates and what was restated are not known of one alone.
[[nodiscard]] WasteDiff diff_waste(const WasteSide& a, const WasteSide& b);

} // namespace strata

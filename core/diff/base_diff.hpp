// What of a diff comes with another base image, and what one's own build changed.
#pragma once

#include "core/diff/diff_files.hpp"
#include "core/diff/diff_packages.hpp"
#include "core/insight/origin.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace strata {

/// What differs, in the numbers of FileDiff and PackageDiff.
struct OriginCounts {
    std::uint64_t added = 0;
    std::uint64_t removed = 0;
    std::uint64_t changed = 0;
    std::uint64_t moved = 0;
    std::uint64_t packages = 0; ///< rows
    std::uint64_t bytes_a = 0;  ///< of the files of these layers in A
    std::uint64_t bytes_b = 0;

    [[nodiscard]] std::uint64_t files() const { return added + removed + changed + moved; }
    [[nodiscard]] bool none() const { return files() + packages == 0; }
};

struct BaseDiff {
    BaseImage a, b;     ///< where each base ends
    bool known = false; ///< whether both do end somewhere; else all that follows is empty
    bool same = false;  ///< whether the bases are the same layers
    OriginCounts base, own;
    std::vector<Origin> files;    ///< of each row of FileDiff
    std::vector<Origin> packages; ///< of each row of PackageDiff
};

/// Both lists of packages, as diff_packages took them.
struct PackageLists {
    const PackageList& a;
    const PackageList& b;
};

/// Total. A path belongs to the bases where no own layer of either image did anything to it; a package where base
/// layers brought its versions, and what only one image has is not in the other one's base. Where a base image is
/// found to end differs between the images, and both have all layers of the larger one, that is the base of both.
[[nodiscard]] BaseDiff diff_bases(const DiffSide& a, const DiffSide& b, const FileDiff& files,
                                  const PackageDiff& packages, const PackageLists& lists);

} // namespace strata

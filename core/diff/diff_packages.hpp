// Which packages came, went and changed their version from one image to another.
#pragma once

#include "core/insight/find_packages.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace strata {

enum class PackageChange : std::uint8_t {
    added,
    removed,
    upgraded,
    downgraded,
    changed, ///< another version or architecture, of which none is the newer
};

struct PackageRow {
    PackageChange change = PackageChange::changed;
    Ecosystem ecosystem = Ecosystem::deb;
    std::string name;
    std::string version_a; ///< "" of added
    std::string version_b; ///< "" of removed
    std::string purl_a, purl_b;
    std::uint32_t layer_a = 0, layer_b = 0; ///< that brought it, counting from 0; 0 where there is none
    std::uint64_t bytes_a = 0, bytes_b = 0;
    friend bool operator==(const PackageRow&, const PackageRow&) = default;
};

struct PackageDiff {
    std::vector<PackageRow> rows; ///< by ecosystem, then name
    /// Of each ecosystem, in the order of Ecosystem, the rows of each change, in the order of PackageChange.
    std::array<std::array<std::uint32_t, 5>, ecosystem_count> counts{};
    /// Whether all of both that may tell of packages was looked into; otherwise `rows` may miss some, or be empty.
    bool complete = true;
};

/// One image's packages, and where they are known to be.
struct PackageSide {
    PackageSide(const PackageList& packages, const Timeline* tree = nullptr) : list(packages), timeline(tree) {}
    const PackageList& list;
    const Timeline* timeline; ///< of the same image; null: no places are compared
};

/// A package that is there in several versions: what both have is the same, the rest is paired by the place it is found
/// at, where each image has one of them there, and what is left from the newest on.
[[nodiscard]] PackageDiff diff_packages(const PackageSide& a, const PackageSide& b);

/// "upgraded".
[[nodiscard]] std::string_view package_change_name(PackageChange change);

} // namespace strata

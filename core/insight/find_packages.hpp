// The packages of an image: each with the layer that brought it, the files it owns and what they take.
#pragma once

#include "core/model/facts.hpp"
#include "core/tree/timeline.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// A file of the finished image that says a package is there.
struct Declaration {
    NodeIndex file = no_node;
    std::uint32_t layer = 0; ///< since which the file says so, of this version
    std::string within;      ///< where in the file, when that is an archive
    friend bool operator==(const Declaration&, const Declaration&) = default;
};

/// Where a package's size is from.
enum class SizeKnown : std::uint8_t {
    files,  ///< the sizes of the files it owns, a file with several names once
    stated, ///< what the package says of itself
    not_at_all,
};

struct FoundPackage {
    Package package;                       ///< its list of files and `within` are empty: they are in the two below
    std::uint32_t layer = 0;               ///< that brought this version, counting from 0
    std::vector<Declaration> declarations; ///< one for each place it is found at, in the order of the tree
    std::vector<NodeIndex> files; ///< that it owns and that are there in the end, folders left out; each once, in order
    std::uint64_t bytes = 0;
    SizeKnown size_known = SizeKnown::not_at_all;
};

/// A file of the finished image that may have more packages than were found in it.
struct UnreadFile {
    NodeIndex file = no_node;
    std::uint32_t layer = 0; ///< that has it
    std::string why;         ///< "it has 283 MB, … (--limit examined-bytes)", "it can't be read whole: …"
};

struct PackageList {
    /// By ecosystem, name, version and architecture; the same package at several places is one.
    std::vector<FoundPackage> packages;
    Distribution distribution;
    std::uint32_t layers_not_examined = 0; ///< layers whose files nobody looked into for packages
    std::vector<UnreadFile> unread;        ///< in the order of the tree
    [[nodiscard]] bool complete() const { return layers_not_examined == 0 && unread.empty(); }
};

/// The packages that the finished image has: those declared by files that are still there. Read the layers with an
/// examiner for facts_packages before. Total.
[[nodiscard]] PackageList find_packages(const Timeline& timeline);

/// Why the list may not be complete: "/app/a.jar (layer 2): it has …; /var/lib/rpm/rpmdb.sqlite (layer 1): it can't be
/// read whole: …", of the first few files; "" where it is.
[[nodiscard]] std::string missing_packages(const PackageList& list, const Timeline& timeline);

/// "deb", "npm": the type in package URLs, and the word people choose an ecosystem by.
[[nodiscard]] std::string_view ecosystem_name(Ecosystem ecosystem);
inline constexpr std::size_t ecosystem_count = 11;

} // namespace strata

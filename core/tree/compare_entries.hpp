// What changed between two versions of one path.
#pragma once

#include "core/model/layer.hpp"

namespace strata {

/// What a layer did to a path, judged against the image below that layer.
enum class Change : std::uint8_t {
    added,    ///< was not there
    content,  ///< other bytes, other type, other link target or device; or the same size with bytes not compared yet
    metadata, ///< the same bytes with other mode, owner, time or xattrs: a copy of the whole file for nothing
    same,     ///< stated again, nothing differs
    removed,  ///< hidden by a whiteout of it or of a folder above, by an opaque folder, or by a file that took a
              ///< folder's place
};

/// An entry and the tree it stands in.
struct Version {
    const LayerTree& tree;
    const Entry& entry;
};

struct Comparison {
    Change change = Change::same; ///< content, metadata or same
    bool unsure = false;          ///< content, for want of a hash: same size, and not both files were hashed
    friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// Compares what a container would see: type, bytes, link target, device; then mode, owner, time and xattrs. Names of
/// users don't count, numbers do. Times are equal by docker's rule (moby, `sameFsTime`): the same second, and the same
/// fraction unless one of them has none. Hard links must be resolved before; two that can't be are compared by target.
[[nodiscard]] Comparison compare_entries(Version before, Version after);

} // namespace strata

// The nodes that two trees have at the same paths.
#pragma once

#include "core/tree/timeline.hpp"

#include <vector>

namespace strata {

/// Answers from one tree's nodes to another's, in time that grows with the names and not with the paths. Both timelines
/// must outlive it.
class Counterparts {
public:
    Counterparts(const Timeline& from, const Timeline& to);
    /// The other tree's node at the same path, whether or not it exists in the end; no_node for none.
    [[nodiscard]] NodeIndex of(NodeIndex node);

private:
    const Timeline& from_;
    const Timeline& to_;
    std::vector<NodeIndex> known_; ///< by node of `from`; `unknown` where nobody asked yet
    std::vector<NodeIndex> open_;  ///< scratch of of()
};

} // namespace strata

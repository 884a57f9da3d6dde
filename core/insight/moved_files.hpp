// Files that a layer deletes and has again at another path: it moved them, and both copies are stored.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace strata {

class MovedFiles {
public:
    explicit MovedFiles(const Timeline& timeline);

    /// Where layer `by` has the bytes of `file`, which it deletes: by their hash, and where they were not hashed by
    /// size and name. no_node where it has them nowhere.
    [[nodiscard]] NodeIndex find(Place file, std::uint32_t by) const;

    /// A file that a layer added, or gave other content.
    struct Added {
        std::uint64_t size = 0;
        NodeIndex node = no_node;
        Place place;
    };
    /// Those of layer `by` that have this size.
    [[nodiscard]] std::span<const Added> of_size(std::uint32_t by, std::uint64_t size) const;

private:
    const Timeline& timeline_;
    std::vector<std::vector<Added>> added_; ///< by layer, then size
};

} // namespace strata

// Both final file systems of a diff, walked side by side.
#pragma once

#include "core/diff/diff_files.hpp"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace strata {

/// A path that one or both images have in the end.
struct Both {
    NodeIndex a = no_node;
    NodeIndex b = no_node;
};

[[nodiscard]] Version version(const Timeline& timeline, Place place);

class WalkBoth {
public:
    WalkBoth(const DiffSide& a, const DiffSide& b);

    /// Calls `visit(Both)` for each path, depth first, names by bytes. Where `visit` is not told of a path, it and all
    /// below is the same.
    template <class Visit>
    void run(Visit visit) {
        std::vector<Both> open = {root()};
        std::vector<Both> children;
        while (!open.empty()) {
            const Both both = open.back();
            open.pop_back();
            if ((both.a == no_node && both.b == no_node) || made_by_base(both)) continue;
            visit(both);
            merge_children(both, children);
            open.insert(open.end(), children.rbegin(), children.rend());
        }
    }

    /// Whether both places are the same entry of a layer that both images have.
    [[nodiscard]] bool same_entry(Place in_a, Place in_b);

private:
    [[nodiscard]] Both root() const;
    [[nodiscard]] bool made_by_base(Both both) const;
    void merge_children(Both both, std::vector<Both>& children) const;

    const DiffSide& a_;
    const DiffSide& b_;
    std::uint32_t base_ = 0; ///< layers from the bottom up that both have
    std::vector<std::uint32_t> touched_a_;
    std::vector<std::uint32_t> touched_b_;
    std::unordered_map<std::uint64_t, bool> same_layers_;
};

} // namespace strata

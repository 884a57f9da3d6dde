// What was found inside pairs of files that differ: read by others, asked by a diff.
#pragma once

#include "core/diff/compare_nested.hpp"
#include "core/model/layer.hpp"

#include <vector>

namespace strata {

/// A file of A and one of B, and what differs inside them.
struct Explanation {
    Place a;
    Place b;
    NestedDiff nested;
};

class Explanations {
public:
    Explanations() = default;
    explicit Explanations(std::vector<Explanation> all);
    /// nullptr where these two were not looked into.
    [[nodiscard]] const NestedDiff* find(Place a, Place b) const;
    [[nodiscard]] bool empty() const { return all_.empty(); }

private:
    std::vector<Explanation> all_; ///< sorted by places
};

/// What a difference of two files comes to when it is known what is inside them: an explained one has no reasons about
/// content any more where a rule overlooks its cause.
struct ExplainedDifference {
    EntryDifference difference;
    Cause cause = Cause::none; ///< of reasons and what is inside together
};
[[nodiscard]] ExplainedDifference explain(EntryDifference difference, const NestedDiff* nested, IgnoreSet ignore);

} // namespace strata

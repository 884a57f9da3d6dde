// How alike two things are that are not the same: instructions by their words, layers by the paths they hold.
#pragma once

#include "core/diff/match_sequences.hpp"
#include "core/model/layer.hpp"

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

namespace strata {

/// A sorted sample of the hashes of a set's members; of two sets the same members are in the sample.
using Sketch = std::vector<std::uint64_t>;

/// Of a text's words.
[[nodiscard]] Sketch sketch_words(std::string_view text);
/// Of the paths that a layer states.
[[nodiscard]] Sketch sketch_paths(const LayerTree& tree);
/// An estimate of the Jaccard index, 0 to 1; exact for small sets. Two empty sets are equal: 1.
[[nodiscard]] double jaccard(const Sketch& a, const Sketch& b);

/// One element of each of two stretches that belong together.
struct Pair {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    friend bool operator==(const Pair&, const Pair&) = default;
};
/// The pairs in order with the greatest sum of likeness; pairs below `least` are not made. Above 250,000
/// candidates only those near the diagonal are looked at: time stays bounded.
[[nodiscard]] std::vector<Pair> pair_by_likeness(std::uint32_t a_count, std::uint32_t b_count, double least,
                                                 const std::function<double(std::uint32_t, std::uint32_t)>& likeness);

} // namespace strata

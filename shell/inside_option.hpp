// `strata diff --inside`: how much is looked into, to tell why files differ.
#pragma once

#include "core/diff/nested_wanted.hpp"
#include "shell/input.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace strata {

inline constexpr std::string_view inside_choices[] = {"some", "all", "none"};

struct Inside {
    NestedChoice choice = NestedChoice::by_name;
    std::uint64_t bytes = 0; ///< of all files looked into, at most
};
[[nodiscard]] Inside read_inside(const Arguments& arguments);

/// One of two images: where its files' bytes come from, and what is known of it.
struct LookedIntoImage {
    const Input& input;
    const Inspection& inspection;
};
struct LookedInside {
    Explanations explanations;
    std::size_t left_out = 0; ///< pairs that were not looked into
};
/// Reads as many of `pairs` as `inside` allows; none where one of the images is a snapshot, which has no bytes.
[[nodiscard]] Result<LookedInside> look_inside_pairs(const LookedIntoImage& a, const LookedIntoImage& b,
                                                     const std::vector<NestedPair>& pairs, Inside inside,
                                                     const Arguments& arguments, Console& console);

} // namespace strata

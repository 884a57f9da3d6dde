// The longest common subsequence of two sequences of numbers, in bounded time: under lines, layers and history alike.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace strata {

/// `length` elements that stand in both: a[a_begin + i] == b[b_begin + i].
struct Match {
    std::uint32_t a_begin = 0;
    std::uint32_t b_begin = 0;
    std::uint32_t length = 0;
    friend bool operator==(const Match&, const Match&) = default;
};

/// Matches in order, none of them empty and no two of them touching in both sequences. Myers' linear-space algorithm
/// ("An O(ND) difference algorithm and its variations", 1986); exact as long as the work stays below `steps`, after
/// that what is left is split by its first unique common elements or given up as different, so hostile input costs time
/// linear in its size.
[[nodiscard]] std::vector<Match> match_sequences(std::span<const std::uint32_t> a, std::span<const std::uint32_t> b,
                                                 std::uint64_t steps = 50'000'000);

} // namespace strata

// Sums that stop at the largest number: sizes come from strangers, and a few headers can claim more than 2^64 bytes.
#pragma once

#include <cstdint>
#include <limits>

namespace strata {

[[nodiscard]] constexpr std::uint64_t add_saturating(std::uint64_t a, std::uint64_t b) {
    const std::uint64_t room = std::numeric_limits<std::uint64_t>::max() - a;
    return a + (b < room ? b : room);
}

} // namespace strata

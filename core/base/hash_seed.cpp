#include "core/base/hash_seed.hpp"

#include <random>

namespace strata {

std::uint64_t hash_seed() {
    static const std::uint64_t seed = [] {
        std::random_device random;
        return std::uint64_t{random()} << 32U | random();
    }();
    return seed;
}

} // namespace strata

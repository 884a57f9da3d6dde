// What tables of names from archives mix into their hashes.
#pragma once

#include <cstdint>

namespace strata {

/// The same for the whole run and another one in the next: nobody can prepare names that all fall on one place.
[[nodiscard]] std::uint64_t hash_seed();

} // namespace strata

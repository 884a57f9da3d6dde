// The fastest way to inflate gzip files that this machine has, as the reference for reading gzip layers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace strata::bench {

struct InflateTime {
    std::string by; ///< "libdeflate", "isa-l" or "zlib": whichever was quickest
    double seconds = 0;
    std::uint64_t bytes = 0; ///< inflated
};

/// Reads and inflates all files, one thread for each processor, and keeps nothing; the best of `runs` runs.
[[nodiscard]] InflateTime inflate_fastest(const std::vector<std::filesystem::path>& files, int runs);

} // namespace strata::bench

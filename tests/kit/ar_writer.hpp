// Writes ar archives: what Debian packages are.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace strata::kit {

struct ArFile {
    std::string name; ///< longer ones than 15 bytes are written as System V does
    std::string bytes;
    std::int64_t mtime = 1'700'000'000;
};

[[nodiscard]] std::string write_ar(const std::vector<ArFile>& files);

} // namespace strata::kit

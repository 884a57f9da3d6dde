// An ar archive, as Debian packages and static libraries are: the list of members, from bytes in memory.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace strata {

/// Name and bytes point into the archive.
struct ArMember {
    std::string_view name; ///< without the "/" that System V puts behind it
    std::int64_t mtime = 0;
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::uint32_t mode = 0;
    std::string_view bytes;
};

[[nodiscard]] bool starts_like_ar(std::string_view head);

/// All members in order; long names of System V ("/12" into the member "//") and BSD ("#1/20", in front of the bytes)
/// are resolved (ar(5)). Fails where a header is damaged or the archive breaks off.
[[nodiscard]] Result<std::vector<ArMember>> list_ar(std::string_view archive);

} // namespace strata

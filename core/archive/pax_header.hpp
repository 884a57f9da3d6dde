// The records of a pax extended header: what they say instead of the tar header that follows.
#pragma once

#include "core/archive/tar_header.hpp"
#include "core/model/config.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace strata {

struct PaxTime {
    std::int64_t seconds = 0;
    std::uint32_t nanoseconds = 0;
};

/// What GNU tar says of a sparse file in pax records (GNU tar manual, "Storing Sparse Files", formats 0.0, 0.1, 1.0).
struct PaxSparse {
    std::string_view name; ///< the file's real name
    std::optional<std::uint64_t> real_size;
    bool map_in_data = false; ///< format 1.0: the pieces stand in front of the data
    std::vector<SparsePiece> pieces;
    std::optional<std::uint64_t> open_piece; ///< format 0.0: an offset that waits for its size
};

/// Views point into the parsed body.
struct PaxHeader {
    std::string_view path;
    std::string_view link_path;
    std::optional<std::string_view> user;
    std::optional<std::string_view> group;
    std::optional<std::uint64_t> size;
    std::optional<std::uint64_t> uid;
    std::optional<std::uint64_t> gid;
    std::optional<PaxTime> mtime;
    std::optional<std::uint64_t> device_major;
    std::optional<std::uint64_t> device_minor;
    StringMap xattrs; ///< SCHILY.xattr, LIBARCHIVE.xattr, RHT.security.selinux; values are bytes
    std::optional<PaxSparse> sparse;
    std::string_view damage; ///< why records were left out; "" where all could be read
};

/// Total: what can't be read is left out and named in `damage`. An empty value is as no record (POSIX.1-2001, pax).
[[nodiscard]] PaxHeader parse_pax_header(std::string_view body);

} // namespace strata

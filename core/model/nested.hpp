// What lies inside a file that is an archive, is packed or is compiled Python: enough to tell why two of them differ.
#pragma once

#include "core/model/layer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

enum class NestedKind : std::uint8_t {
    tar,
    zip,      ///< jars and wheels too
    ar,       ///< Debian packages, static libraries
    packed,   ///< one file inside gzip, xz, zstd or bzip2
    bytecode, ///< Python's .pyc: a header that tells of the source, and the code
};

/// One file of an archive, or what a packed file or a .pyc holds.
struct NestedMember {
    std::string path; ///< as written; "" in a packed file and a .pyc
    FileType type = FileType::regular;
    std::uint64_t size = 0;        ///< bytes, unpacked
    std::uint64_t packed_size = 0; ///< bytes it takes in a zip; `size` elsewhere
    ContentHash content;           ///< of a regular file's bytes
    std::int64_t mtime = 0;        ///< seconds since 1970
    std::uint32_t mtime_nanoseconds = 0;
    std::uint32_t mode = 0; ///< permission bits
    std::uint64_t uid = 0;
    std::uint64_t gid = 0;
    std::string owner_names;          ///< "user:group" as a tar states them
    std::string more;                 ///< what else is stated and must be equal: a link's target, a device, xattrs
    std::uint32_t archive = no_index; ///< in NestedFile::archives, where it was looked into itself
    friend bool operator==(const NestedMember&, const NestedMember&) = default;
};

struct NestedArchive {
    NestedKind kind = NestedKind::tar;
    Compression compression = Compression::none; ///< around the whole
    ContentHash unpacked;                        ///< of the bytes inside that compression; all zero where there is none
    std::int64_t mtime = 0; ///< stated in the header: a .pyc's source, what gzip packed; 0 where it states none
    std::string header;     ///< what else the header states and must be equal: gzip's name, a .pyc's version and flags
    std::vector<NestedMember> members; ///< in their order
    std::string problem;               ///< why it was not read to its end, "" where it was
    friend bool operator==(const NestedArchive&, const NestedArchive&) = default;
};

/// A file looked into. `archives[0]` is the file itself, the others are members of those before them; none at all where
/// it is nothing of the kind.
struct NestedFile {
    std::vector<NestedArchive> archives;
    std::string problem; ///< why it was not looked into, "" where it was or where there is nothing to look into
    friend bool operator==(const NestedFile&, const NestedFile&) = default;
};

} // namespace strata

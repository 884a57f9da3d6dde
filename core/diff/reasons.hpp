// In what two entries of layer tars differ: a small set of reasons, and how it is worked out.
#pragma once

#include "core/diff/ignore.hpp"
#include "core/tree/compare_entries.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace strata {

/// Bits of a Reasons.
enum Reason : std::uint16_t {
    reason_content = 1, ///< other bytes; always so where the size differs
    reason_size = 2,
    reason_mode = 4,  ///< permission bits, setuid, setgid, sticky
    reason_owner = 8, ///< uid, gid; user and group names only where both tars state them
    reason_time = 16,
    reason_link = 32,    ///< a symbolic link's target; a name that shares a file (hard link) here and has its own there
    reason_xattr = 64,   ///< capabilities and other extended attributes
    reason_type = 128,   ///< file, folder, link, device…
    reason_device = 256, ///< major and minor number
};
using Reasons = std::uint16_t;

inline constexpr std::size_t reason_count = 9;
/// Their names in the order of their bits: "content", "size", "mode", "owner", "time", "link", "xattr", "type",
/// "device".
extern const std::array<std::string_view, reason_count> reason_names;
/// "content, size, time"; "" for none.
[[nodiscard]] std::string reasons_text(Reasons reasons);

/// What became of a file, or of a member of an archive inside one.
enum class FileChange : std::uint8_t { added, removed, changed };

/// What comparing two entries gave.
struct EntryDifference {
    Reasons reasons = 0;
    bool unsure = false;     ///< two files of one size, not both of them hashed: nothing is said of their bytes
    bool overlooked = false; ///< there are more reasons, which `ignore` takes away
};

/// Every reason why two entries differ; where `compare_entries` asks what a container sees, this asks what makes two
/// tars differ, so times count to the nanosecond. Names and places are the caller's. Hard links must be resolved
/// before; those to nowhere are compared by target. A folder that is only implied and a whiteout have no attributes to
/// differ in.
[[nodiscard]] EntryDifference find_reasons(Version a, Version b, IgnoreSet ignore);

} // namespace strata

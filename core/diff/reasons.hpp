// In what two entries of layer tars differ: a small set of reasons, and how it is worked out.
#pragma once

#include "core/diff/ignore.hpp"
#include "core/model/layer.hpp"

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
    reason_link = 32,    ///< a symbolic link's target; of hard links, whose file it is
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

/// What comparing two entries gave.
struct Comparison {
    Reasons reasons = 0;
    bool unsure = false; ///< two files of one size whose bytes nobody hashed: not among the reasons
};

/// Compares two entries by all they say; names and places are the caller's. Hard links must be resolved before. Folders
/// that are only implied have no attributes and differ from a folder in none.
[[nodiscard]] Comparison compare_entries(const LayerTree& tree_a, const Entry& a, const LayerTree& tree_b,
                                         const Entry& b, IgnoreSet ignore);

} // namespace strata

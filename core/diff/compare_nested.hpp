// Two files that are archives, packed or compiled Python, compared member by member: what is it inside that differs?
#pragma once

#include "core/diff/cause.hpp"
#include "core/model/nested.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// Bits of NestedReasons.
enum NestedReason : std::uint16_t {
    nested_content = 1, ///< other bytes, links or types, and members that only one has
    nested_mode = 2,
    nested_owner = 4,
    nested_time = 8,
    nested_order = 16,   ///< the members come in another order
    nested_packing = 32, ///< compressed in another way: the whole, or members of a zip
    nested_form = 64,    ///< all that is compared is the same, and yet it is written in another way
    nested_source = 128, ///< a .pyc's header tells of another source file, its code is the same
};
using NestedReasons = std::uint16_t;

struct NestedRow {
    std::string path; ///< "lib/a.jar!/META-INF/MANIFEST.MF"; "" for the file itself
    FileChange change = FileChange::changed;
    NestedReasons reasons = 0; ///< of changed
    friend bool operator==(const NestedRow&, const NestedRow&) = default;
};

/// Rows that are kept; the counts go on.
inline constexpr std::size_t most_nested_rows = 200;

struct NestedDiff {
    NestedKind kind = NestedKind::tar; ///< of B's file
    NestedReasons reasons = 0;         ///< of all rows
    std::uint64_t members = 0;         ///< of B, those of archives inside included
    std::uint64_t added = 0;
    std::uint64_t removed = 0;
    std::uint64_t changed = 0;       ///< the file itself not counted
    std::uint64_t other_content = 0; ///< of the changed, those with other bytes, links or types
    std::vector<NestedRow> rows;
    std::string problem; ///< why nothing can be said, "" where something can: then all else is empty
    friend bool operator==(const NestedDiff&, const NestedDiff&) = default;
};

/// Total. Both are known to differ in their bytes. Members are matched by path, those of one path in their order.
[[nodiscard]] NestedDiff compare_nested(const NestedFile& a, const NestedFile& b);

/// Cause::nested or bytecode where what differs is not content; Cause::content where it is or where nothing can be
/// said.
[[nodiscard]] Cause cause_of(const NestedDiff& nested);

} // namespace strata

// The finished file systems of two images, path by path, each difference with its reasons.
#pragma once

#include "core/diff/align_layers.hpp"
#include "core/diff/cause.hpp"
#include "core/diff/explanations.hpp"
#include "core/tree/timeline.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// One image to compare. Neither may be temporary: a Timeline answers questions about that very Inspection.
struct DiffSide {
    const Inspection& inspection;
    const Timeline& timeline;
};

struct FileRow {
    FileChange change = FileChange::changed;
    bool unsure = false;             ///< changed: same size, bytes not compared; `reasons` may be empty then
    Reasons reasons = 0;             ///< of changed and of moved ones
    Cause cause = Cause::none;       ///< of changed
    std::uint32_t nested = no_index; ///< of changed, in FileDiff::nested, where the files were looked into
    NodeIndex a = no_node;
    NodeIndex b = no_node;
    Place in_a; ///< where A's bytes and attributes are, hard links resolved
    Place in_b;
    std::uint32_t other_end = no_index; ///< row of the same file under its other path: it was moved or renamed

    [[nodiscard]] bool is_moved() const { return other_end != no_index; }
};

/// A folder that is at another path now, with all that is in it.
struct FolderMove {
    std::uint32_t row_a = no_index; ///< the removed row
    std::uint32_t row_b = no_index; ///< the added row
    std::uint64_t files = 0;        ///< in it, folders not counted
    std::uint64_t bytes = 0;        ///< of these
};

struct FileDiff {
    std::vector<FileRow> rows;             ///< depth first, a folder before what is in it, names by bytes
    std::vector<FolderMove> moved_folders; ///< none inside another, in the order of their rows in A
    std::vector<NestedDiff> nested;        ///< what differs inside files
    std::uint64_t added = 0;               ///< moved ones not counted, nor in any sum below
    std::uint64_t removed = 0;
    std::uint64_t changed = 0;                         ///< unsure ones included
    std::uint64_t unsure = 0;                          ///< of the changed
    std::uint64_t only_time = 0;                       ///< of the changed, those that differ in nothing but time
    std::uint64_t moved = 0;                           ///< pairs of an added and a removed row
    std::uint64_t added_bytes = 0;                     ///< of added files
    std::uint64_t removed_bytes = 0;                   ///< of removed files
    std::int64_t grown_bytes = 0;                      ///< by changed files; negative when they shrank
    std::array<std::uint64_t, cause_count> by_cause{}; ///< changed rows, each once
};

/// Trees that only layers common to both bases made are the same and are not walked; an entry of a layer that both have
/// is the same without a look. Folders that are only implied have no attributes to differ in.
[[nodiscard]] FileDiff diff_files(const DiffSide& a, const DiffSide& b, IgnoreSet ignore = {},
                                  const Explanations& explanations = {});
/// The path of a row as people get it (shortened_path), "/usr/bin/env": B's, or A's where it is gone.
[[nodiscard]] std::string row_path(const FileRow& row, const DiffSide& a, const DiffSide& b);

/// Files to hash before a diff can tell whether they differ.
struct ContentsWanted {
    std::vector<Place> a; ///< sorted, each once
    std::vector<Place> b;
};
/// Files of the same size that are not hashed: at the same path of both final trees, at the same path of two layers
/// that answer to each other, and those that only one side has and that may have moved.
[[nodiscard]] ContentsWanted contents_wanted(const DiffSide& a, const DiffSide& b);

} // namespace strata

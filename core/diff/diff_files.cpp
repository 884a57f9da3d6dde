#include "core/diff/diff_files.hpp"

#include "core/diff/find_moves.hpp"
#include "core/diff/walk_both.hpp"
#include "core/tree/rows.hpp"

namespace strata {
namespace {

/// Whether a path of `here` that is a hard link shares its file, in the end, with the name it was made for, and does so
/// `there` too, where its file is `file_there` and that name is left. Which of several names a tar calls the file and
/// which a link to it makes no difference.
bool keeps_link(const Timeline& here, NodeIndex path, const Timeline& there, Place file_there) {
    const Place named = here.final(path);
    const HardLink* const link = here.hard_link(named);
    if (link == nullptr || link->node == no_node || !here.final(link->node)) return true;
    if (here.described(here.final(link->node)) != here.resolve(named)) return true;
    const NodeIndex other = there.find(here.path(link->node));
    return other == no_node || !there.final(other) || there.described(there.final(other)) == file_there;
}

std::uint64_t size_of(const Timeline& timeline, Place place) { return place ? timeline.entry(place).size : 0; }

class Differ {
public:
    Differ(const DiffSide& a, const DiffSide& b, IgnoreSet ignore, const Explanations& explanations)
        : a_(a), b_(b), ignore_(ignore), explanations_(explanations), walk_(a, b) {}

    FileDiff run() {
        walk_.run([this](Both both) { look(both); });
        mark_moved();
        for (const FileRow& row : result_.rows)
            if (!row.is_moved()) count(row);
        return std::move(result_);
    }

private:
    void look(Both both) {
        FileRow row{.a = both.a, .b = both.b};
        if (both.a != no_node) row.in_a = a_.timeline.described(a_.timeline.final(both.a));
        if (both.b != no_node) row.in_b = b_.timeline.described(b_.timeline.final(both.b));
        if (both.a != no_node && both.b != no_node && !compare(row)) return;
        if (both.a == no_node) row.change = FileChange::added;
        if (both.b == no_node) row.change = FileChange::removed;
        result_.rows.push_back(row);
    }

    /// Whether the row differs.
    bool compare(FileRow& row) {
        if (walk_.same_entry(row.in_a, row.in_b)) return false;
        EntryDifference found = reasons_of(row);
        if (!keeps_link(a_.timeline, row.a, b_.timeline, row.in_b) ||
            !keeps_link(b_.timeline, row.b, a_.timeline, row.in_a))
            found.reasons |= reason_link;
        const NestedDiff* const nested =
            (found.reasons & reason_content) != 0 ? explanations_.find(row.in_a, row.in_b) : nullptr;
        const auto [difference, cause] = explain(found, nested, ignore_);
        row.reasons = difference.reasons;
        row.unsure = difference.unsure;
        row.cause = cause;
        if (row.reasons == 0 && !row.unsure) return false;
        if (nested != nullptr && (row.reasons & reason_content) != 0) {
            row.nested = static_cast<std::uint32_t>(result_.nested.size());
            result_.nested.push_back(*nested);
        }
        return true;
    }

    [[nodiscard]] EntryDifference reasons_of(const FileRow& row) const {
        return find_reasons(version(a_.timeline, row.in_a), version(b_.timeline, row.in_b), ignore_);
    }

    void count(const FileRow& row) {
        const std::uint64_t size_a = size_of(a_.timeline, row.in_a);
        const std::uint64_t size_b = size_of(b_.timeline, row.in_b);
        switch (row.change) {
        case FileChange::added:
            ++result_.added;
            result_.added_bytes += size_b;
            return;
        case FileChange::removed:
            ++result_.removed;
            result_.removed_bytes += size_a;
            return;
        case FileChange::changed:
            ++result_.changed;
            result_.unsure += row.unsure ? 1 : 0;
            result_.only_time += row.cause == Cause::time ? 1 : 0;
            ++result_.by_cause[static_cast<std::size_t>(row.cause)];
            result_.grown_bytes += static_cast<std::int64_t>(size_b - size_a);
        }
    }

    void mark_moved() {
        Moves moves = find_moves(result_.rows, a_, b_);
        for (const auto& [in_a, in_b] : moves.pairs) {
            FileRow& from = result_.rows[in_a];
            FileRow& to = result_.rows[in_b];
            from.other_end = in_b;
            to.other_end = in_a;
            from.reasons = to.reasons = reasons_of({.in_a = from.in_a, .in_b = to.in_b}).reasons;
        }
        result_.moved = moves.pairs.size();
        result_.moved_folders = std::move(moves.folders);
    }

    const DiffSide& a_;
    const DiffSide& b_;
    IgnoreSet ignore_;
    const Explanations& explanations_;
    WalkBoth walk_;
    FileDiff result_;
};

} // namespace

FileDiff diff_files(const DiffSide& a, const DiffSide& b, IgnoreSet ignore, const Explanations& explanations) {
    return Differ(a, b, ignore, explanations).run();
}

std::string row_path(const FileRow& row, const DiffSide& a, const DiffSide& b) {
    return row.b != no_node ? shortened_path(b.timeline, row.b) : shortened_path(a.timeline, row.a);
}

} // namespace strata

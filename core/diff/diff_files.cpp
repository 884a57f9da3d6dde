#include "core/diff/diff_files.hpp"

#include "core/diff/find_moves.hpp"
#include "core/tree/rows.hpp"

#include <algorithm>
#include <unordered_map>

namespace strata {
namespace {

/// A path that one or both images have in the end.
struct Both {
    NodeIndex a = no_node;
    NodeIndex b = no_node;
};

/// For each node the highest layer that did anything to it or below it, counted from 1; 0 for none.
std::vector<std::uint32_t> touched_by(const Timeline& timeline) {
    std::vector<std::uint32_t> touched(timeline.size());
    for (std::size_t i = timeline.size(); i-- > 0;) { // a parent has a smaller number than its children
        const auto node = static_cast<NodeIndex>(i);
        const auto events = timeline.events(node);
        if (!events.empty()) touched[i] = std::max(touched[i], events.back().layer + 1);
        const NodeIndex parent = timeline.parent(node);
        if (parent != no_node) touched[parent] = std::max(touched[parent], touched[i]);
    }
    return touched;
}

NodeIndex existing(const Timeline& timeline, NodeIndex node) {
    return node != no_node && timeline.size() > node && timeline.final(node) ? node : no_node;
}

/// The entry that has a name's attributes and bytes: a hard link's target, or the link itself where it leads nowhere.
Place place_of(const Timeline& timeline, NodeIndex node) {
    const Place named = timeline.final(node);
    const Place resolved = timeline.resolve(named);
    return resolved ? resolved : named;
}

Version version(const Timeline& timeline, Place place) {
    return {timeline.layer(place.layer).tree, timeline.entry(place)};
}

/// Walks both final trees side by side.
class Walk {
public:
    Walk(const DiffSide& a, const DiffSide& b) : a_(a), b_(b) {
        const std::uint32_t fewer = std::min(a.timeline.layer_count(), b.timeline.layer_count());
        while (base_ < fewer && same_layer(a.inspection, base_, b.inspection, base_)) ++base_;
        if (base_ == 0) return;
        touched_a_ = touched_by(a.timeline);
        touched_b_ = touched_by(b.timeline);
    }

    /// Calls `visit(Both)` for each path, depth first, names by bytes. Where `visit` is not told of a path, it and all
    /// below is the same.
    template <class Visit>
    void run(Visit visit) {
        std::vector<Both> open = {{existing(a_.timeline, root_node), existing(b_.timeline, root_node)}};
        std::vector<Both> children;
        while (!open.empty()) {
            const Both both = open.back();
            open.pop_back();
            if ((both.a == no_node && both.b == no_node) || made_by_base(both)) continue;
            visit(both);
            merge_children(both, children);
            open.insert(open.end(), children.rbegin(), children.rend());
        }
    }

    /// Whether both places are the same entry of a layer that both images have.
    [[nodiscard]] bool same_entry(Place in_a, Place in_b) {
        if (in_a.entry != in_b.entry) return false;
        const std::uint64_t pair = std::uint64_t{in_a.layer} << 32 | in_b.layer;
        const auto [known, is_new] = same_layers_.try_emplace(pair, false);
        if (is_new) known->second = same_layer(a_.inspection, in_a.layer, b_.inspection, in_b.layer);
        return known->second;
    }

private:
    [[nodiscard]] bool made_by_base(Both both) const {
        return base_ > 0 && both.a != no_node && both.b != no_node && touched_a_[both.a] <= base_ &&
               touched_b_[both.b] <= base_;
    }

    void merge_children(Both both, std::vector<Both>& children) const {
        children.clear();
        NodeIndex a = both.a == no_node ? 0 : a_.timeline.first_child(both.a);
        NodeIndex b = both.b == no_node ? 0 : b_.timeline.first_child(both.b);
        const NodeIndex a_end = a + (both.a == no_node ? 0 : a_.timeline.child_count(both.a));
        const NodeIndex b_end = b + (both.b == no_node ? 0 : b_.timeline.child_count(both.b));
        while (a < a_end || b < b_end) {
            const int order = a == a_end ? 1 : b == b_end ? -1 : a_.timeline.name(a).compare(b_.timeline.name(b));
            children.push_back(
                {order <= 0 ? existing(a_.timeline, a) : no_node, order >= 0 ? existing(b_.timeline, b) : no_node});
            if (order <= 0) ++a;
            if (order >= 0) ++b;
        }
    }

    const DiffSide& a_;
    const DiffSide& b_;
    std::uint32_t base_ = 0; ///< layers from the bottom up that both have
    std::vector<std::uint32_t> touched_a_;
    std::vector<std::uint32_t> touched_b_;
    std::unordered_map<std::uint64_t, bool> same_layers_;
};

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
        if (both.a != no_node) row.in_a = place_of(a_.timeline, both.a);
        if (both.b != no_node) row.in_b = place_of(b_.timeline, both.b);
        if (both.a != no_node && both.b != no_node && !compare(row)) return;
        if (both.a == no_node) row.change = FileChange::added;
        if (both.b == no_node) row.change = FileChange::removed;
        result_.rows.push_back(row);
    }

    /// Whether the row differs.
    bool compare(FileRow& row) {
        if (walk_.same_entry(row.in_a, row.in_b)) return false;
        const EntryDifference found = reasons_of(row);
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
    Walk walk_;
    FileDiff result_;
};

void sort_unique(std::vector<Place>& places) {
    std::sort(places.begin(), places.end());
    places.erase(std::unique(places.begin(), places.end()), places.end());
}

/// A file that only one side has, by what must be equal if it moved.
struct Lone {
    std::uint64_t size = 0;
    Place place;
};

class Wanted {
public:
    Wanted(const DiffSide& a, const DiffSide& b) : a_(a), b_(b) {}

    ContentsWanted run() {
        Walk walk(a_, b_);
        walk.run([&](Both both) { look(walk, both); });
        want_possible_moves();
        for (const LayerRow& row : align_layers(a_.inspection, b_.inspection).rows)
            for (const auto& [in_a, in_b] : row.comparison.wanted) want({row.a, in_a}, {row.b, in_b});
        sort_unique(result_.a);
        sort_unique(result_.b);
        return std::move(result_);
    }

private:
    void look(Walk& walk, Both both) {
        const Place in_a = both.a == no_node ? Place{} : place_of(a_.timeline, both.a);
        const Place in_b = both.b == no_node ? Place{} : place_of(b_.timeline, both.b);
        if (in_a && in_b) {
            if (walk.same_entry(in_a, in_b)) return;
            const Version version_a = version(a_.timeline, in_a);
            if (find_reasons(version_a, version(b_.timeline, in_b), {}).unsure) want(in_a, in_b);
            return;
        }
        const Entry& entry = in_a ? a_.timeline.entry(in_a) : b_.timeline.entry(in_b);
        if (entry.type == FileType::regular && entry.size > 0)
            (in_a ? lone_a_ : lone_b_).push_back({entry.size, in_a ? in_a : in_b});
    }

    void want(Place in_a, Place in_b) {
        want_a(in_a);
        want_b(in_b);
    }
    void want_a(Place place) {
        if (!a_.timeline.entry(place).has(entry_hashed)) result_.a.push_back(place);
    }
    void want_b(Place place) {
        if (!b_.timeline.entry(place).has(entry_hashed)) result_.b.push_back(place);
    }

    /// Removed and added files of one size may be one that moved.
    void want_possible_moves() {
        const auto by_size = [](const Lone& left, const Lone& right) { return left.size < right.size; };
        std::sort(lone_a_.begin(), lone_a_.end(), by_size);
        std::sort(lone_b_.begin(), lone_b_.end(), by_size);
        for (const Lone& lone : lone_a_)
            if (std::binary_search(lone_b_.begin(), lone_b_.end(), lone, by_size)) want_a(lone.place);
        for (const Lone& lone : lone_b_)
            if (std::binary_search(lone_a_.begin(), lone_a_.end(), lone, by_size)) want_b(lone.place);
    }

    const DiffSide& a_;
    const DiffSide& b_;
    std::vector<Lone> lone_a_;
    std::vector<Lone> lone_b_;
    ContentsWanted result_;
};

} // namespace

FileDiff diff_files(const DiffSide& a, const DiffSide& b, IgnoreSet ignore, const Explanations& explanations) {
    return Differ(a, b, ignore, explanations).run();
}

std::string row_path(const FileRow& row, const DiffSide& a, const DiffSide& b) {
    return row.b != no_node ? shortened_path(b.timeline, row.b) : shortened_path(a.timeline, row.a);
}

ContentsWanted contents_wanted(const DiffSide& a, const DiffSide& b) { return Wanted(a, b).run(); }

} // namespace strata

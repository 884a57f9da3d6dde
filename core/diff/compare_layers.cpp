#include "core/diff/compare_layers.hpp"

#include <algorithm>
#include <numeric>

namespace strata {
namespace {

/// A layer's entries as folders of children sorted by name.
class SortedTree {
public:
    explicit SortedTree(const LayerTree& tree) : tree_(tree), first_(tree.entries.size() + 1) {
        const auto count = static_cast<EntryIndex>(tree.entries.size());
        const auto counts = [&](EntryIndex i) { return i != 0 && !tree.entries[i].has(entry_superseded); };
        for (EntryIndex i = 1; i < count; ++i)
            if (counts(i)) ++first_[tree.entries[i].parent + 1];
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        children_.resize(first_.back());
        std::vector<std::uint32_t> next(first_.begin(), first_.end() - 1);
        for (EntryIndex i = 1; i < count; ++i)
            if (counts(i)) children_[next[tree.entries[i].parent]++] = i;
        for (EntryIndex i = 0; i < count; ++i)
            std::sort(children_.begin() + first_[i], children_.begin() + first_[i + 1],
                      [&](EntryIndex left, EntryIndex right) { return tree.name(left) < tree.name(right); });
    }
    [[nodiscard]] std::span<const EntryIndex> children(EntryIndex folder) const {
        return std::span(children_).subspan(first_[folder], first_[folder + 1] - first_[folder]);
    }
    [[nodiscard]] const LayerTree& tree() const { return tree_; }
    [[nodiscard]] const Entry& entry(EntryIndex index) const { return tree_.entries[index]; }

private:
    const LayerTree& tree_;
    std::vector<std::uint32_t> first_;
    std::vector<EntryIndex> children_;
};

class Walk {
public:
    Walk(const Layer& a, const Layer& b, IgnoreSet ignore, const FindNested& find_nested)
        : a_(a.tree), b_(b.tree), ignore_(ignore), find_nested_(find_nested) {
        partner_.resize(b.tree.entries.size(), no_entry);
    }

    /// Without its cause.
    LayerComparison run() {
        std::vector<std::pair<EntryIndex, EntryIndex>> open;
        if (!a_.tree().entries.empty() && !b_.tree().entries.empty()) open.emplace_back(0, 0);
        while (!open.empty()) {
            const auto [a, b] = open.back();
            open.pop_back();
            compare(a, b);
            merge(a_.children(a), b_.children(b), open);
        }
        std::sort(result_.wanted.begin(), result_.wanted.end());
        std::sort(result_.differing.begin(), result_.differing.end());
        const bool is_reordered = reordered();
        result_.reordered = !ignore_.has(Ignore::file_order) && is_reordered;
        overlooked_ = overlooked_ || (is_reordered && ignore_.has(Ignore::file_order));
        return std::move(result_);
    }

    /// After run: whether there are reasons that a rule takes away.
    [[nodiscard]] bool overlooked() const { return overlooked_; }

private:
    void merge(std::span<const EntryIndex> a, std::span<const EntryIndex> b,
               std::vector<std::pair<EntryIndex, EntryIndex>>& open) {
        while (!a.empty() || !b.empty()) {
            const int order = a.empty()   ? 1
                              : b.empty() ? -1
                                          : a_.tree().name(a.front()).compare(b_.tree().name(b.front()));
            if (order == 0) open.emplace_back(a.front(), b.front());
            if (order < 0) result_.removed += entries_below(a_, a.front());
            if (order > 0) result_.added += entries_below(b_, b.front());
            if (order <= 0) a = a.subspan(1);
            if (order >= 0) b = b.subspan(1);
        }
    }

    /// The entry and all below it that the tar states itself.
    static std::uint64_t entries_below(const SortedTree& tree, EntryIndex top) {
        std::uint64_t count = 0;
        std::vector<EntryIndex> open = {top};
        while (!open.empty()) {
            const EntryIndex index = open.back();
            open.pop_back();
            count += tree.entry(index).has(entry_implied) ? 0 : 1;
            const auto children = tree.children(index);
            open.insert(open.end(), children.begin(), children.end());
        }
        return count;
    }

    void compare(EntryIndex a, EntryIndex b) {
        const Entry& in_a = a_.entry(a);
        const Entry& in_b = b_.entry(b);
        partner_[b] = a;
        const EntryDifference found = find_reasons({a_.tree(), in_a}, {b_.tree(), in_b}, ignore_);
        const bool other_bytes = (found.reasons & reason_content) != 0 && in_a.type == FileType::regular;
        const NestedDiff* const nested = other_bytes && find_nested_ ? find_nested_(a, b) : nullptr;
        const auto [difference, cause] = explain(found, nested, ignore_);
        if (difference.unsure) result_.wanted.emplace_back(a, b);
        // A folder that one tar states and the other only implies, or an opaque mark, is a difference of the tars
        // that no attribute shows.
        const bool stated_otherwise = in_a.has(entry_implied) != in_b.has(entry_implied) && (a != 0 || b != 0);
        const bool opaque_otherwise = in_a.has(entry_opaque) != in_b.has(entry_opaque);
        if (stated_otherwise) in_a.has(entry_implied) ? ++result_.added : ++result_.removed;
        if (opaque_otherwise) in_b.has(entry_opaque) ? ++result_.added : ++result_.removed;
        overlooked_ = overlooked_ || difference.overlooked;
        if (difference.reasons == 0) return;
        ++result_.changed;
        const bool inside = cause == Cause::nested || cause == Cause::bytecode;
        const unsigned explained = inside ? reason_content | reason_size : 0;
        result_.reasons = static_cast<Reasons>(result_.reasons | (difference.reasons & ~explained));
        result_.nested += cause == Cause::nested ? 1 : 0;
        result_.bytecode += cause == Cause::bytecode ? 1 : 0;
        if (other_bytes && nested == nullptr) result_.differing.emplace_back(a, b);
    }

    /// Whether the entries that both state come in another order.
    [[nodiscard]] bool reordered() const {
        EntryIndex last = 0;
        for (EntryIndex b = 1; b < partner_.size(); ++b) {
            const EntryIndex a = partner_[b];
            if (a == no_entry || a_.entry(a).has(entry_implied) || b_.entry(b).has(entry_implied)) continue;
            if (a < last) return true;
            last = a;
        }
        return false;
    }

    SortedTree a_;
    SortedTree b_;
    IgnoreSet ignore_;
    const FindNested& find_nested_;
    std::vector<EntryIndex> partner_; ///< A's entry for each of B's
    bool overlooked_ = false;
    LayerComparison result_;
};

Cause cause_of_layer(const LayerComparison& comparison, IgnoreSet ignore, bool overlooked) {
    const Cause plain = cause_of(comparison.reasons);
    if (comparison.added + comparison.removed > 0 || plain == Cause::content) return Cause::content;
    if (!comparison.wanted.empty()) return Cause::unsure;
    if (comparison.nested > 0) return Cause::nested;
    if (comparison.bytecode > 0) return Cause::bytecode;
    if (plain != Cause::none) return plain;
    if (comparison.reordered) return Cause::order;
    const bool explained = overlooked && ignore.has(Ignore::explained);
    return explained || ignore.has(Ignore::tar_format) ? Cause::none : Cause::tar_format;
}

} // namespace

LayerComparison compare_layers(const Layer& a, const Layer& b, IgnoreSet ignore, const FindNested& find_nested) {
    Walk walk(a, b, ignore, find_nested);
    LayerComparison comparison = walk.run();
    comparison.cause = cause_of_layer(comparison, ignore, walk.overlooked());
    const bool nothing_seen = comparison.cause < Cause::unsure;
    if (nothing_seen && (!is_sound(a) || !is_sound(b))) comparison.cause = Cause::unsure;
    return comparison;
}

} // namespace strata

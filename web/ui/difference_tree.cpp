#include "web/ui/difference_tree.hpp"

#include "core/tree/counterparts.hpp"

#include <algorithm>

namespace strata::ui {

namespace {

NodeIndex existing(const Timeline& timeline, NodeIndex node) {
    return node != no_node && timeline.final(node) ? node : no_node;
}

class Builder {
public:
    Builder(const Timeline& a, const Timeline& b)
        : a_(a), b_(b), in_a_(b, a), in_b_(a, b), items_of_a_(a.size(), no_index), items_of_b_(b.size(), no_index) {}

    std::vector<Difference> run(std::span<const FileRow> rows) {
        for (std::uint32_t i = 0; i < rows.size(); i++) {
            const FileRow& row = rows[i];
            const std::uint32_t folder = open_folder(row);
            add({.a = row.a,
                 .b = row.b,
                 .row = i,
                 .added = row.change == FileChange::added ? 1U : 0,
                 .changed = row.change == FileChange::changed ? 1U : 0,
                 .removed = row.change == FileChange::removed ? 1U : 0,
                 .reasons = row.reasons,
                 .unsure = row.unsure},
                folder);
        }
        for (std::size_t i = tree_.size(); i-- > 0;) // what a folder holds is whole before it is added up
            if (folders_[i] != no_index) add_up(tree_[folders_[i]], tree_[i]);
        return std::move(tree_);
    }

private:
    std::uint32_t add(Difference item, std::uint32_t folder) {
        const auto index = static_cast<std::uint32_t>(tree_.size());
        item.end = index + 1;
        if (item.a != no_node) items_of_a_[item.a] = index;
        if (item.b != no_node) items_of_b_[item.b] = index;
        tree_.push_back(item);
        folders_.push_back(folder);
        return index;
    }

    /// The folder that the row lies in, no_index at the root. Adds it and those above where they are not there yet:
    /// rows come depth first, so what is there holds all that came since.
    std::uint32_t open_folder(const FileRow& row) {
        const bool newer = row.b != no_node;
        const Timeline& timeline = newer ? b_ : a_;
        const std::vector<std::uint32_t>& items = newer ? items_of_b_ : items_of_a_;
        const auto is_missing = [&](NodeIndex node) {
            return node != no_node && node != root_node && items[node] == no_index;
        };
        missing_.clear();
        NodeIndex above = timeline.parent(newer ? row.b : row.a);
        for (; is_missing(above); above = timeline.parent(above)) missing_.push_back(above);
        std::uint32_t folder = above == no_node || above == root_node ? no_index : items[above];
        for (std::size_t i = missing_.size(); i-- > 0;) {
            const NodeIndex node = missing_[i];
            folder = add(
                {.a = existing(a_, newer ? in_a_.of(node) : node), .b = existing(b_, newer ? node : in_b_.of(node))},
                folder);
        }
        return folder;
    }

    static void add_up(Difference& folder, const Difference& item) {
        folder.end = std::max(folder.end, item.end);
        folder.added += item.added;
        folder.changed += item.changed;
        folder.removed += item.removed;
        folder.reasons = static_cast<Reasons>(folder.reasons | item.reasons);
        folder.unsure = folder.unsure || item.unsure;
    }

    const Timeline& a_;
    const Timeline& b_;
    Counterparts in_a_;                                  ///< of B's nodes
    Counterparts in_b_;                                  ///< of A's
    std::vector<std::uint32_t> items_of_a_, items_of_b_; ///< by node
    std::vector<std::uint32_t> folders_;                 ///< by item: what it lies in
    std::vector<NodeIndex> missing_;                     ///< scratch of open_folder()
    std::vector<Difference> tree_;
};

} // namespace

std::vector<Difference> difference_tree(std::span<const FileRow> rows, const Timeline& a, const Timeline& b) {
    return Builder(a, b).run(rows);
}

} // namespace strata::ui

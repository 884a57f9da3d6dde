#include "core/insight/dive_inefficiencies.hpp"
#include "core/insight/waste.hpp"
#include "core/tree/path_table.hpp"

#include <algorithm>
#include <limits>

namespace strata {

namespace {

constexpr std::string_view whiteout_prefix = ".wh.";

/// dive's squashed tree of the layers below, and what it adds up for each path.
class DiveTree {
public:
    enum class Visits : std::uint8_t { any_order, dives_order };

    explicit DiveTree(const Inspection& inspection, Visits visits = Visits::any_order)
        : visits_(visits), layers_(inspection.layers), paths_(inspection.layers, 1) {
        nodes_.emplace_back();
    }

    void add(std::uint32_t layer) {
        tree_ = &layers_[layer]->tree;
        lowest_ = layer == 0;
        if (tree_->entries.empty()) return;
        number_paths(layer);
        visit_leaves();
        stack();
    }

    [[nodiscard]] DiveScore score() const {
        DiveScore score;
        std::int64_t smallest = 0;
        std::uint64_t all = 0;
        for (const Node& node : nodes_) {
            if (!node.known) continue;
            smallest += node.smallest;
            all += node.cumulative;
            if (node.visits >= 2) score.wasted_bytes += node.cumulative;
        }
        if (all > 0) score.efficiency = static_cast<double>(smallest) / static_cast<double>(all);
        for (std::size_t layer = 0; layer < layers_.size(); layer++) {
            std::uint64_t bytes = 0;
            // A path that stands twice counts twice (dive/image/docker/image_archive.go, processLayerTar).
            for (const Entry& entry : layers_[layer]->tree.entries) bytes += entry.size;
            score.size_bytes += bytes;
            if (layer > 0) score.user_size_bytes += bytes;
        }
        score.wasted_user_percent =
            static_cast<double>(score.wasted_bytes) / static_cast<double>(score.user_size_bytes);
        return score;
    }

    /// Smallest first, equal ones in the order in which dive meets them a second time.
    [[nodiscard]] std::vector<DiveInefficiency> inefficiencies() const {
        std::vector<DiveInefficiency> list;
        for (const NodeIndex node : repeated_)
            list.push_back({path(node), nodes_[node].visits, nodes_[node].cumulative});
        std::ranges::stable_sort(list, {}, &DiveInefficiency::bytes);
        return list;
    }

private:
    struct Node {
        std::uint64_t cumulative = 0;
        std::int64_t smallest = -1; ///< dive's own mark for a path that it met and could not size
        std::uint64_t size = 0;     ///< in the squashed tree
        std::uint32_t visits = 0;
        NodeIndex first_child = no_node; ///< in the squashed tree; siblings are linked
        NodeIndex next = no_node;
        NodeIndex previous = no_node;
        bool known = false;
        bool stacked = false;
        bool folder = false; ///< stated as one; dive takes an implied folder for a file without bytes
    };

    void number_paths(std::uint32_t layer) {
        const std::size_t count = tree_->entries.size();
        path_of_.assign(count, root_node);
        has_children_.assign(count, false);
        for (EntryIndex index = 1; index < count; index++) {
            const Entry& entry = tree_->entries[index];
            path_of_[index] = paths_.find_or_make(path_of_[entry.parent], {layer, index});
            has_children_[entry.parent] = true;
        }
        nodes_.resize(paths_.size());
    }

    /// An entry, or the whiteout of its name that its layer has beside it: dive keeps both, each under its name in the
    /// tar.
    struct Leaf {
        EntryIndex index = no_entry;
        bool whiteout = false;
    };

    [[nodiscard]] bool is_leaf(EntryIndex index) const {
        return index != 0 && !has_children_[index] && !tree_->entries[index].has(entry_superseded);
    }

    /// Of a stated folder that is opaque nothing tells which mark made it so; mostly it is one that dive drops.
    [[nodiscard]] bool has_whiteout_beside(EntryIndex index) const {
        const Entry& entry = tree_->entries[index];
        if (entry.has(entry_superseded) || entry.type == FileType::whiteout) return false;
        return entry.has(entry_remade) || (entry.type != FileType::directory && entry.has(entry_opaque));
    }

    /// Whether a whiteout's path is there: below its layer, of the lowest one in itself.
    [[nodiscard]] bool is_found(Leaf leaf) const {
        const bool beside = leaf.whiteout && tree_->entries[leaf.index].type != FileType::whiteout;
        return !leaf.whiteout || nodes_[path_of_[leaf.index]].stacked || (lowest_ && beside);
    }

    /// Calls `step` for each leaf, the whiteouts of a name first.
    template <class Step>
    void for_each_leaf(Step step) const {
        for (EntryIndex index = 1; index < tree_->entries.size(); index++) {
            if (has_whiteout_beside(index)) step(Leaf{index, true});
            if (is_leaf(index)) step(Leaf{index, tree_->entries[index].type == FileType::whiteout});
        }
    }

    /// Leaves in dive's order, children by the names in the tar, up to the first whiteout of nothing.
    void visit_leaves() {
        std::size_t lost = 0;
        for_each_leaf([&](Leaf leaf) { lost += !is_found(leaf); });
        if (lost > 0 || visits_ == Visits::dives_order) {
            visit_in_order();
            return;
        }
        for_each_leaf([&](Leaf leaf) { visit(leaf); });
    }

    void visit_in_order() {
        std::vector<std::vector<Leaf>> children(tree_->entries.size());
        for (EntryIndex index = 1; index < tree_->entries.size(); index++) {
            const Entry& entry = tree_->entries[index];
            if (has_whiteout_beside(index)) children[entry.parent].push_back({index, true});
            children[entry.parent].push_back({index, entry.type == FileType::whiteout});
        }
        std::vector<Leaf> pending{{0, false}};
        while (!pending.empty()) {
            const Leaf at = pending.back();
            pending.pop_back();
            if ((at.whiteout || is_leaf(at.index)) && !visit(at)) return;
            if (at.whiteout) continue;
            std::vector<Leaf>& below = children[at.index];
            std::ranges::sort(below, [&](Leaf a, Leaf b) { return tar_name(a) > tar_name(b); });
            pending.insert(pending.end(), below.begin(), below.end());
        }
    }

    [[nodiscard]] std::string tar_name(Leaf leaf) const {
        return std::string(leaf.whiteout ? whiteout_prefix : "").append(tree_->name(leaf.index));
    }

    /// false where dive gives up on the layer.
    bool visit(Leaf leaf) {
        const NodeIndex path = path_of_[leaf.index];
        Node& node = nodes_[path];
        node.known = true;
        std::uint64_t bytes = tree_->entries[leaf.index].size;
        if (leaf.whiteout) {
            if (!is_found(leaf)) return false;
            bytes = node.folder ? bytes_below(path) : 0;
        }
        node.cumulative += bytes;
        const auto signed_bytes =
            static_cast<std::int64_t>(std::min<std::uint64_t>(bytes, std::numeric_limits<std::int64_t>::max()));
        if (node.smallest < 0 || signed_bytes < node.smallest) node.smallest = signed_bytes;
        if (++node.visits == 2) repeated_.push_back(path);
        return true;
    }

    [[nodiscard]] std::uint64_t bytes_below(NodeIndex top) const {
        std::uint64_t bytes = nodes_[top].size;
        for_each_below(top, [&](NodeIndex node) { bytes += nodes_[node].size; });
        return bytes;
    }

    /// Calls `step` for every stacked node below `top`, folders first.
    template <class Step>
    void for_each_below(NodeIndex top, Step step) const {
        NodeIndex at = nodes_[top].first_child;
        while (at != no_node) {
            step(at);
            if (nodes_[at].first_child != no_node) {
                at = nodes_[at].first_child;
                continue;
            }
            while (at != top && nodes_[at].next == no_node) at = paths_.parent(at);
            at = at == top ? no_node : nodes_[at].next;
        }
    }

    /// Lays the layer over the squashed tree, whiteouts as dive grafts them.
    void stack() {
        for (EntryIndex index = 1; index < tree_->entries.size(); index++)
            if (tree_->entries[index].type == FileType::whiteout || has_whiteout_beside(index)) remove(path_of_[index]);
        for (EntryIndex index = 1; index < tree_->entries.size(); index++) {
            const Entry& entry = tree_->entries[index];
            if (entry.type == FileType::whiteout || entry.has(entry_superseded)) continue;
            Node& node = nodes_[path_of_[index]];
            node.size = entry.size;
            node.folder = entry.type == FileType::directory && !entry.has(entry_implied);
            if (!node.stacked) link(path_of_[index]);
        }
    }

    void link(NodeIndex node) {
        Node& folder = nodes_[paths_.parent(node)];
        nodes_[node].stacked = true;
        nodes_[node].previous = no_node;
        nodes_[node].next = folder.first_child;
        if (folder.first_child != no_node) nodes_[folder.first_child].previous = node;
        folder.first_child = node;
    }

    void remove(NodeIndex top) {
        Node& gone = nodes_[top];
        if (!gone.stacked) return;
        std::vector<NodeIndex> below;
        for_each_below(top, [&](NodeIndex node) { below.push_back(node); });
        for (const NodeIndex node : below) {
            nodes_[node].stacked = false;
            nodes_[node].first_child = no_node;
        }
        if (gone.previous != no_node)
            nodes_[gone.previous].next = gone.next;
        else
            nodes_[paths_.parent(top)].first_child = gone.next;
        if (gone.next != no_node) nodes_[gone.next].previous = gone.previous;
        gone.stacked = false;
        gone.first_child = no_node;
    }

    [[nodiscard]] std::string path(NodeIndex node) const {
        std::vector<std::string_view> names;
        for (; node != root_node; node = paths_.parent(node)) names.push_back(paths_.name(node));
        std::string out;
        for (std::size_t at = names.size(); at-- > 0;) out.append("/").append(names[at]);
        return out;
    }

    Visits visits_;
    std::span<const std::shared_ptr<const Layer>> layers_;
    PathTable paths_;
    std::vector<NodeIndex> repeated_; ///< paths met twice, in that order
    std::vector<Node> nodes_;
    const LayerTree* tree_ = nullptr;
    bool lowest_ = false; ///< whether that is the tree of the first layer
    std::vector<NodeIndex> path_of_;
    std::vector<bool> has_children_;
};

} // namespace

DiveScore dive_score(const Inspection& inspection) {
    DiveTree tree(inspection);
    for (std::uint32_t layer = 0; layer < inspection.layers.size(); layer++) tree.add(layer);
    return tree.score();
}

std::vector<DiveInefficiency> dive_inefficiencies(const Inspection& inspection) {
    DiveTree tree(inspection, DiveTree::Visits::dives_order);
    for (std::uint32_t layer = 0; layer < inspection.layers.size(); layer++) tree.add(layer);
    std::vector<DiveInefficiency> list = tree.inefficiencies();
    std::ranges::reverse(list);
    return list;
}

} // namespace strata

#include "core/insight/dive_inefficiencies.hpp"
#include "core/insight/dive_layer.hpp"
#include "core/insight/waste.hpp"
#include "core/tree/path_table.hpp"

#include <algorithm>
#include <limits>

namespace strata {

namespace {

/// dive's squashed tree of the layers below, and what it adds up for each path.
class DiveTree {
public:
    enum class Visits : std::uint8_t { any_order, dives_order };

    explicit DiveTree(const Inspection& inspection, Visits visits = Visits::any_order)
        : visits_(visits), layers_(inspection.layers), paths_(inspection.layers, 1) {
        nodes_.emplace_back();
    }

    void add(std::uint32_t layer) {
        if (layers_[layer]->tree.entries.empty()) return;
        const DiveLayer dive(layers_[layer]->tree);
        number_paths(dive, layer);
        if (layer == 0) lay_over(dive); // dive's squashed tree starts as a copy of the lowest layer
        visit_leaves(dive);
        remove_whiteouts(dive);
        lay_over(dive);
    }

    [[nodiscard]] DiveScore score() const {
        DiveScore score;
        std::uint64_t smallest = 0, all = 0; // they wrap round as Go's do
        for (const Node& node : nodes_) {
            if (!node.known) continue;
            smallest += static_cast<std::uint64_t>(node.smallest);
            all += node.cumulative;
            if (node.visits >= 2) score.wasted_bytes += node.cumulative;
        }
        if (all > 0)
            score.efficiency = static_cast<double>(static_cast<std::int64_t>(smallest)) / static_cast<double>(all);
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
        bool folder = false;  ///< stated as one; dive takes an implied folder for a file without bytes
        bool removed = false; ///< of the present layer: dive meets a whiteout of it, or of what holds it, afterwards
    };

    void number_paths(const DiveLayer& dive, std::uint32_t layer) {
        path_of_.assign(dive.files.size(), root_node);
        for (std::size_t at = 1; at < dive.files.size(); at++)
            path_of_[at] = paths_.find_or_make(path_of_[dive.files[at].parent], {layer, dive.files[at].entry});
        nodes_.resize(paths_.size());
    }

    /// Leaves in dive's order where that matters, up to the first whiteout of nothing.
    void visit_leaves(const DiveLayer& dive) {
        const auto is_lost = [&](std::size_t at) {
            return dive.is_whiteout(dive.files[at]) && !nodes_[path_of_[at]].stacked;
        };
        bool in_order = visits_ == Visits::dives_order;
        for (std::size_t at = 1; at < dive.files.size() && !in_order; at++) in_order = is_lost(at);
        if (!in_order) {
            for (std::size_t at = 1; at < dive.files.size(); at++) visit(dive, at);
            return;
        }
        for (const std::size_t at : dive.visits()) {
            if (is_lost(at)) {
                nodes_[path_of_[at]].known = true;
                return; // dive gives up on the layer
            }
            visit(dive, at);
        }
    }

    void visit(const DiveLayer& dive, std::size_t at) {
        if (!dive.files[at].leaf) return;
        const NodeIndex path = path_of_[at];
        Node& node = nodes_[path];
        node.known = true;
        std::uint64_t bytes = dive.tree.entries[dive.files[at].entry].size;
        if (dive.is_whiteout(dive.files[at])) bytes = node.folder ? bytes_below(path) : 0;
        node.cumulative += bytes;
        const auto signed_bytes =
            static_cast<std::int64_t>(std::min<std::uint64_t>(bytes, std::numeric_limits<std::int64_t>::max()));
        if (node.smallest < 0 || signed_bytes < node.smallest) node.smallest = signed_bytes;
        if (++node.visits == 2) repeated_.push_back(path);
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

    /// As dive grafts a layer (file_tree.go, Stack), in the order of its visits: what a layer has beside a whiteout of
    /// the same name stays only where ".wh.NAME" comes before NAME.
    void remove_whiteouts(const DiveLayer& dive) {
        for (std::size_t at = 1; at < dive.files.size(); at++) nodes_[path_of_[at]].removed = false;
        for (std::size_t at = 1; at < dive.files.size(); at++) {
            if (!dive.is_whiteout(dive.files[at])) continue;
            remove(path_of_[at]);
            nodes_[path_of_[at]].removed = dive.tar_name(dive.files[at]) > dive.tree.name(dive.files[at].entry);
        }
        for (std::size_t at = 1; at < dive.files.size(); at++)
            nodes_[path_of_[at]].removed |= nodes_[path_of_[dive.files[at].parent]].removed;
    }

    void lay_over(const DiveLayer& dive) {
        for (std::size_t at = 1; at < dive.files.size(); at++) {
            Node& node = nodes_[path_of_[at]];
            if (dive.is_whiteout(dive.files[at]) || node.removed) continue;
            const Entry& entry = dive.tree.entries[dive.files[at].entry];
            node.size = entry.size;
            node.folder = entry.type == FileType::directory && !entry.has(entry_implied);
            if (!node.stacked) link(path_of_[at]);
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
    std::vector<NodeIndex> path_of_; ///< of the present layer's files
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

// All layers merged into one tree, in which every node carries what each layer did to it.
#pragma once

#include "core/model/inspection.hpp"
#include "core/tree/compare_entries.hpp"
#include "core/tree/path_table.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// One layer's doing at one node.
struct Event {
    std::uint32_t layer = 0;
    EntryIndex entry = no_entry; ///< in that layer's tree; no_entry for `removed`
    Change change = Change::added;
    bool unsure = false; ///< content: not both files were hashed; contents_wanted() names them
    friend bool operator==(const Event&, const Event&) = default;
};

/// Where a hard link leads: another name of the same file, for ever, whatever becomes of the first name later.
struct HardLink {
    Place link;
    Place target;             ///< never a hard link itself; none for a link to nowhere
    NodeIndex node = no_node; ///< the target's own path
};

class LayerMerge;

/// Nodes are numbered so that the children of one node are neighbours, sorted by name (bytes). "The image up to layer
/// N" and "what layer N did" are questions to this one value; another layer rebuilds nothing.
class Timeline {
public:
    /// Total: odd input (links to nowhere, files used as folders) makes odd trees, never a failure.
    explicit Timeline(const Inspection& inspection);

    [[nodiscard]] std::size_t size() const { return nodes_.size() - 1; } ///< nodes, those gone in the end included
    [[nodiscard]] std::uint32_t layer_count() const { return static_cast<std::uint32_t>(layers_.size()); }
    [[nodiscard]] std::uint32_t top() const { return layer_count() == 0 ? 0 : layer_count() - 1; } ///< the last layer

    [[nodiscard]] NodeIndex parent(NodeIndex node) const { return nodes_[node].parent; } ///< no_node for the root
    [[nodiscard]] NodeIndex first_child(NodeIndex node) const { return nodes_[node].first_child; }
    [[nodiscard]] std::uint32_t child_count(NodeIndex node) const { return nodes_[node].child_count; }
    [[nodiscard]] std::string_view name(NodeIndex node) const;
    [[nodiscard]] std::string path(NodeIndex node) const; ///< "/usr/bin/env"
    /// The end of a path behind a folder that it leads through: "/bin/env" below "/usr".
    [[nodiscard]] std::string path_below(NodeIndex folder, NodeIndex node) const;
    /// What the folder holds under this name, whether or not it exists in the end; no_node for nothing.
    [[nodiscard]] NodeIndex child(NodeIndex folder, std::string_view name) const;
    /// The node of a path ("/", "usr/bin", "/usr//bin/"), whether or not it exists in the end; no symbolic links are
    /// followed.
    [[nodiscard]] NodeIndex find(std::string_view path) const;

    /// The nodes that have children, in ascending order: each stands behind its own folder.
    [[nodiscard]] std::span<const NodeIndex> folders() const { return folders_; }

    /// What happened here, bottom layer first; at most one event a layer. A folder that no layer states but a path
    /// implies is added by the layer of that path.
    [[nodiscard]] std::span<const Event> events(NodeIndex node) const {
        const std::size_t first = nodes_[node].first_event;
        return std::span(events_).subspan(first, nodes_[node + 1].first_event - first);
    }
    /// What layer `layer` itself did here; nullptr for nothing.
    /// Valid as long as the timeline.
    [[nodiscard]] const Event* event_of(NodeIndex node, std::uint32_t layer) const;
    /// The entry that the image up to and including `layer` shows here; none where the path does not exist there.
    [[nodiscard]] Place at(NodeIndex node, std::uint32_t layer) const;
    /// The same for the finished image.
    [[nodiscard]] Place final(NodeIndex node) const { return at(node, top()); }
    /// Where the bytes and attributes really are: a hard link's target (which may lie in a lower layer), anything else
    /// itself. None for a hard link to nowhere.
    [[nodiscard]] Place resolve(Place place) const;
    /// Where the attributes are that `place` is shown with: as resolve() says, but a hard link to nowhere has its own.
    [[nodiscard]] Place described(Place place) const;

    /// Every hard link of every layer, sorted by link.
    [[nodiscard]] std::span<const HardLink> hard_links() const { return hard_links_; }
    /// The link's own row; nullptr for what is no hard link.
    [[nodiscard]] const HardLink* hard_link(Place place) const;
    /// Numbers in hard_links() of the links to `target`, in order.
    [[nodiscard]] std::span<const std::uint32_t> links_to(Place target) const;

    [[nodiscard]] const Layer& layer(std::uint32_t index) const { return *layers_[index]; }
    [[nodiscard]] const Entry& entry(Place place) const { return layers_[place.layer]->tree.entries[place.entry]; }

    /// Files whose bytes must be hashed before `unsure` events can be decided: same path, same size, neighbouring
    /// versions.
    [[nodiscard]] std::vector<Place> contents_wanted() const;

private:
    struct Node {
        NodeIndex parent = no_node;
        NodeIndex first_child = 0;
        std::uint32_t child_count = 0;
        std::uint32_t first_event = 0;
        Place named{}; ///< an entry that carries this node's name
    };
    void take_events(LayerMerge& merge);

    std::vector<Node> nodes_; ///< one more at the end closes the events of the last
    std::vector<Event> events_;
    std::vector<NodeIndex> folders_;
    std::vector<HardLink> hard_links_;     ///< sorted by link
    std::vector<std::uint32_t> by_target_; ///< numbers of them, sorted by target
    std::vector<std::string> invented_names_;
    std::vector<std::shared_ptr<const Layer>> layers_;
};

} // namespace strata

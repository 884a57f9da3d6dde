// Lays layers over each other, bottom first, and notes at every path what each of them did. Timeline puts the result in
// order; nobody else needs this.
#pragma once

#include "core/tree/path_table.hpp"
#include "core/tree/timeline.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// The rules are those of the OCI image-spec, layer.md; where it is silent, those that umoci, BuildKit and docker
/// share. Every method is linear in the entries it is given plus the events it notes; nothing recurses.
class LayerMerge {
public:
    static constexpr std::uint32_t none = 0xffffffff;
    struct Node {
        NodeIndex first_child = no_node; ///< the children that exist at present form a list, so that removing a folder
        NodeIndex next = no_node;        ///< costs what it holds and not what it ever held
        NodeIndex previous = no_node;
        std::uint32_t last_event = none;
    };
    struct Noted {
        Event event;
        std::uint32_t previous = none; ///< the event before it at the same node
    };

    explicit LayerMerge(std::span<const std::shared_ptr<const Layer>> layers);
    /// Lays the next layer on top.
    void add(std::uint32_t layer);

    PathTable paths;
    std::vector<Node> nodes; ///< of each path
    std::vector<Noted> events;
    std::vector<HardLink> hard_links; ///< sorted by link

    /// Gives back what only add() needs.
    void forget_tables() {
        paths.forget_table();
        folders_ = {};
    }

private:
    enum class Last { follow, keep };    // a symbolic link at the end of a path
    enum class Missing { stop, create }; // a folder on a path

    void hide_lower();
    void put_entries();
    void put(NodeIndex node, EntryIndex index);
    [[nodiscard]] HardLink find_target(EntryIndex index);
    [[nodiscard]] NodeIndex folder_of(EntryIndex index);
    void resolve_hard_links();
    void judge(std::size_t first_event);

    void state(NodeIndex node, EntryIndex index);
    void remove(NodeIndex node);
    void remove_children(NodeIndex node);
    void erase(NodeIndex node);

    [[nodiscard]] bool exists(NodeIndex node) const;
    [[nodiscard]] Place current(NodeIndex node) const;
    [[nodiscard]] Place file(NodeIndex node) const;
    [[nodiscard]] const Entry& entry(Place place) const { return layers_[place.layer]->tree.entries[place.entry]; }
    [[nodiscard]] bool is(NodeIndex node, FileType type) const;
    [[nodiscard]] Place resolve(Place place) const;
    [[nodiscard]] NodeIndex walk(NodeIndex folder, std::string_view path, Last last, Missing missing);
    [[nodiscard]] NodeIndex target_folder(NodeIndex link, Missing missing);

    [[nodiscard]] NodeIndex node_of(NodeIndex path);
    [[nodiscard]] NodeIndex make_folder(NodeIndex parent, std::string_view name);

    std::span<const std::shared_ptr<const Layer>> layers_;
    std::vector<NodeIndex> folders_; // for each entry of the present layer: the node that its children go to
    std::vector<HardLink> links_;    // of the present layer
    std::uint32_t layer_ = 0;
    const LayerTree* tree_ = nullptr;
    EntryIndex folder_entry_ = 0; // what a missing folder on the way to a link's target is made after
};

} // namespace strata

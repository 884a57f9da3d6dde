// Every path of a stack of layers, numbered as they come up and found by folder and name.
#pragma once

#include "core/base/hash_seed.hpp"
#include "core/model/layer.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

using NodeIndex = std::uint32_t;
inline constexpr NodeIndex root_node = 0;
inline constexpr NodeIndex no_node = 0xffffffff;

/// Names stay in the layers' trees, which must outlive the table. Path 0 is the root.
class PathTable {
public:
    /// Place::layer of a name that no entry has.
    static constexpr std::uint32_t invented = 0xffffffff;

    PathTable(std::span<const std::shared_ptr<const Layer>> layers, std::size_t expected);

    [[nodiscard]] std::size_t size() const { return paths_.size(); }
    [[nodiscard]] NodeIndex parent(NodeIndex node) const { return paths_[node].parent; } ///< no_node for the root
    [[nodiscard]] std::string_view name(NodeIndex node) const;                     ///< may move when a name is invented
    [[nodiscard]] Place named(NodeIndex node) const { return paths_[node].named; } ///< an entry that carries the name

    /// no_node where there is none.
    [[nodiscard]] NodeIndex find(NodeIndex parent, std::string_view name) const { return table_[slot(parent, name)]; }
    /// The path of that entry's name in that folder.
    [[nodiscard]] NodeIndex find_or_make(NodeIndex parent, Place named);
    /// The path of a name that no entry has.
    [[nodiscard]] NodeIndex find_or_invent(NodeIndex parent, std::string_view name);

    /// Gives back what only finding needs.
    void forget_table() { table_ = {}; }
    [[nodiscard]] std::vector<std::string> take_invented_names() { return std::move(invented_names_); }

private:
    struct Path {
        NodeIndex parent = no_node;
        Place named{};
    };
    [[nodiscard]] std::size_t slot(NodeIndex parent, std::string_view name) const;
    NodeIndex append(NodeIndex parent, Place named);
    void grow(std::size_t names);

    std::span<const std::shared_ptr<const Layer>> layers_;
    std::vector<Path> paths_;
    std::uint64_t seed_ = hash_seed();
    std::vector<NodeIndex> table_; // open addressing
    std::vector<std::string> invented_names_;
};

} // namespace strata

#include "core/tree/path_table.hpp"

#include <algorithm>
#include <bit>
#define XXH_INLINE_ALL
#include <xxhash.h>

namespace strata {

PathTable::PathTable(std::span<const std::shared_ptr<const Layer>> layers, std::size_t expected) : layers_(layers) {
    paths_.reserve(expected);
    grow(expected);
    paths_.emplace_back();
}

std::string_view PathTable::name(NodeIndex node) const {
    const Place named = paths_[node].named;
    if (node == root_node) return {};
    return named.layer == invented ? std::string_view(invented_names_[named.entry])
                                   : layers_[named.layer]->tree.name(named.entry);
}

NodeIndex PathTable::find_or_make(NodeIndex parent, Place named) {
    const NodeIndex known = find(parent, layers_[named.layer]->tree.name(named.entry));
    return known != no_node ? known : append(parent, named);
}

NodeIndex PathTable::find_or_invent(NodeIndex parent, std::string_view name) {
    const NodeIndex known = find(parent, name);
    if (known != no_node) return known;
    invented_names_.emplace_back(name);
    return append(parent, {invented, static_cast<EntryIndex>(invented_names_.size() - 1)});
}

NodeIndex PathTable::append(NodeIndex parent, Place named) {
    const auto node = static_cast<NodeIndex>(paths_.size());
    paths_.push_back({parent, named});
    if (paths_.size() * 4 > table_.size() * 3)
        grow(paths_.size() * 2);
    else
        table_[slot(parent, name(node))] = node;
    return node;
}

/// Where (parent, name) stands in the table, or where it would be put.
std::size_t PathTable::slot(NodeIndex parent, std::string_view name) const {
    const std::uint64_t seed = (std::uint64_t{parent} + 1) * 0x9E3779B97F4A7C15U ^ seed_;
    const std::size_t mask = table_.size() - 1;
    auto at = static_cast<std::size_t>(XXH3_64bits_withSeed(name.data(), name.size(), seed)) & mask;
    while (table_[at] != no_node && (paths_[table_[at]].parent != parent || this->name(table_[at]) != name))
        at = (at + 1) & mask;
    return at;
}

void PathTable::grow(std::size_t names) {
    table_.assign(std::bit_ceil(std::max<std::size_t>(names + names / 2, 64)), no_node);
    for (NodeIndex node = 1; node < paths_.size(); node++) table_[slot(paths_[node].parent, name(node))] = node;
}

} // namespace strata

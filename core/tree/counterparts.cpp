#include "core/tree/counterparts.hpp"

namespace strata {

namespace {

constexpr NodeIndex unknown = no_node - 1;

} // namespace

Counterparts::Counterparts(const Timeline& from, const Timeline& to)
    : from_(from), to_(to), known_(from.size(), unknown) {
    known_[root_node] = root_node;
}

NodeIndex Counterparts::of(NodeIndex node) {
    open_.clear();
    for (; known_[node] == unknown; node = from_.parent(node)) open_.push_back(node);
    NodeIndex found = known_[node];
    for (std::size_t i = open_.size(); i-- > 0;) {
        if (found != no_node) found = to_.child(found, from_.name(open_[i]));
        known_[open_[i]] = found;
    }
    return found;
}

} // namespace strata

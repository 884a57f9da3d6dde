// In which order the children of one folder stand.
#pragma once

#include "core/tree/overlay.hpp"

#include <cstdint>
#include <vector>

namespace strata {

enum class SortBy : std::uint8_t {
    name,       ///< by bytes
    size,       ///< largest first, folders by all they hold
    time,       ///< newest first
    mode,       ///< by the permission bits
    owner,      ///< by user id, then group id
    layer,      ///< by the layer that an entry comes from
    change,     ///< added, changed, removed, then what stayed
    older_size, ///< of two images by the older one's size; of one the same as size
};

enum class SortOrder : std::uint8_t { usual, reversed };

/// Sorts children of one folder, which must come in ascending order, that is by name; equal ones stay so.
void sort_siblings(const Timeline& timeline, const Overlay& overlay, SortBy sort, SortOrder order,
                   std::vector<NodeIndex>& siblings);

} // namespace strata

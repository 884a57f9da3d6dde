// Which files a filter lets through: text, a glob or /regex/, kinds of change, and size.
#pragma once

#include "core/tree/overlay.hpp"
#include "web/ui/state.hpp"

#include <string>
#include <vector>

namespace strata::ui {

/// As it is meant for what is looked at: of the image up to a layer `changes` does not say whether what is gone is
/// shown.
[[nodiscard]] FileFilter filter_of(const State& state);
/// Whether the filter leaves anything out.
[[nodiscard]] bool is_active(const FileFilter& filter);

/// Whether a layer up to this one took away what an earlier one brought.
[[nodiscard]] bool is_gone(const Timeline& timeline, NodeIndex node, std::uint32_t layer);

/// What a filter's text alone says of a tree, whatever is shown of it.
struct FoundPaths {
    std::vector<bool> nodes; ///< by node; empty: every path fits
    std::string problem;     ///< why the text can't be read; nothing fits then
};
[[nodiscard]] FoundPaths find_paths_of(const std::string& text, const Timeline& timeline);

/// By node: what the filter leaves, and the folders above it; empty: everything. `found` as the filter's text says.
[[nodiscard]] std::vector<bool> filter_nodes(const FileFilter& filter, const FoundPaths& found,
                                             const Timeline& timeline, const Overlay& overlay);

/// Files that fit a filter's text and yet are not listed.
struct LeftOut {
    std::uint32_t switched_off = 0; ///< they are there, but of a kind or size that is not wanted
    std::uint32_t removed = 0;      ///< once there, gone from the image up to the layer that is looked at
    NodeIndex first_removed = no_node;
    friend bool operator==(const LeftOut&, const LeftOut&) = default;
};
/// Nothing where the filter has no text.
[[nodiscard]] LeftOut left_out_of(const FileFilter& filter, const FoundPaths& found, const Timeline& timeline,
                                  const Overlay& overlay);

} // namespace strata::ui

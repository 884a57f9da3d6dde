// Whose bytes the treemap shows, and what its nodes are to the rest of the page: of one image the look that the files
// show, of two the newer or the older one as a whole.
#pragma once

#include "web/ui/screen.hpp"

#include <string_view>

namespace strata::ui {

/// What became of a node.
struct NodeChange {
    ImU32 colour = 0; ///< 0: nothing
    std::string_view word;
};

class TreemapSide {
public:
    /// Comparing: both images must be complete.
    explicit TreemapSide(const Screen& screen);

    [[nodiscard]] const OpenImage& image() const { return image_; }
    [[nodiscard]] const Timeline& timeline() const { return timeline_; }
    [[nodiscard]] const Overlay& overlay() const { return overlay_; }
    [[nodiscard]] NodeIndex top() const; ///< the folder that fills the map
    [[nodiscard]] NodeChange change(NodeIndex node) const;
    /// The page's selection as a node of this side; no_node where this side does not have it.
    [[nodiscard]] NodeIndex selected() const;

    void select(NodeIndex node, Commands& commands) const;
    /// Shows it in the list of files.
    void open(NodeIndex node, Commands& commands) const;
    /// The map of the other image, at the same folder.
    void swap(Commands& commands) const;

private:
    /// The same path in the other image of a comparison; no_node where it is not there.
    [[nodiscard]] NodeIndex counterpart(NodeIndex node) const;

    const Screen& screen_;
    const Comparison* comparison_; ///< nullptr: one image
    bool older_;
    const OpenImage& image_;
    const Timeline& timeline_;
    const Overlay& overlay_;
};

/// The folder that the one on the map lies in; no_node where that is the root, or there is no map yet.
[[nodiscard]] NodeIndex folder_above_treemap(const Screen& screen);

} // namespace strata::ui

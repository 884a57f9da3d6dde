// The tree that dive makes of one layer's tar: every name as the tar has it, whiteouts beside what they are of.
#pragma once

#include "core/model/layer.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace strata {

/// A path of the tar, once however often it stands there.
struct DiveFile {
    std::uint32_t parent = 0; ///< in DiveLayer::files; the root's own is 0
    EntryIndex entry = 0;     ///< whose header dive keeps: the last one stated
    bool leaf = true;         ///< nothing lies below it
};

/// dive's file_tree.go (AddPath): the last header of a path wins, what lies below it stays even where a file took its
/// place; `.wh.NAME` is a file of that name. Of names that OCI's layers must not have (aufs' `.wh..wh.plnk`, a bare
/// `.wh.`, a whiteout with bytes) and of overlayfs' device whiteouts the tree keeps less than dive does.
struct DiveLayer {
    explicit DiveLayer(const LayerTree& tree);
    std::vector<DiveFile> files; ///< the root first, folders before what they hold; none where the layer has none

    /// The name in the tar.
    [[nodiscard]] std::string tar_name(const DiveFile& file) const;
    [[nodiscard]] bool is_whiteout(const DiveFile& file) const {
        return tree.entries[file.entry].type == FileType::whiteout;
    }
    /// Indices of all but the root in the order of dive's visits (file_node.go, VisitDepthChildFirst): folders after
    /// what they hold, neighbours by their names in the tar.
    [[nodiscard]] std::vector<std::uint32_t> visits() const;

    const LayerTree& tree; ///< must outlive this
};

} // namespace strata

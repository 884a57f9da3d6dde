// Writes a part of an image's tree as files: folders first, then the bytes of files layer by layer, then hard links.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"
#include "core/base/progress.hpp"
#include "core/tree/timeline.hpp"
#include "shell/console.hpp"
#include "shell/tree_writer.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

enum class Owners : std::uint8_t {
    ours,     ///< files belong to whoever runs this, and nothing runs with more rights than theirs
    of_image, ///< owners, setuid, setgid and all extended attributes as in the image
};

/// Which tree of the image.
struct Extent {
    enum class Of : std::uint8_t {
        image, ///< the image up to the layer
        layer, ///< what the layer itself holds, and the folders above
    };
    Of of = Of::image;
    std::uint32_t layer = 0;
};

/// Trouble with one file is reported on the console and the others are still written; a disk that takes no more ends
/// it.
class Extraction {
public:
    Extraction(const Archive& archive, const Inspection& inspection, const Timeline& timeline, Extent extent,
               Owners owners, TreeWriter writer, std::string_view name, Console& console);

    /// Plans the node, the folders above it, and all below it; makes the folders.
    void choose(NodeIndex node);
    /// `progress` counts bytes of files.
    [[nodiscard]] Result<void> write(const Limits& limits, const Progress& progress);

private:
    struct File {
        Place place; ///< where its bytes are
        NodeIndex node = no_node;
    };
    enum class State : std::uint8_t { fresh, made, failed };

    [[nodiscard]] std::string path_of(NodeIndex node) const { return timeline_.path(node).substr(1); }
    [[nodiscard]] bool has(NodeIndex node) const;
    [[nodiscard]] FileAttributes attributes_of(Place place) const;
    void trouble(std::string_view where, std::string_view what);
    bool attempt(NodeIndex node, const Result<void>& done);
    bool plan_above(NodeIndex node);
    bool plan_folder(NodeIndex node);
    void plan(NodeIndex node, Place place);
    void make_other(NodeIndex node, Place place);
    void plan_links();
    void link_other(NodeIndex node, Place target);
    [[nodiscard]] Result<void> write_layer(std::span<const File> files, const Limits& limits);
    [[nodiscard]] Result<void> take(const File& file, std::span<const std::byte> bytes);

    const Archive& archive_;
    const Inspection& inspection_;
    const Timeline& timeline_;
    Extent extent_;
    Owners owners_;
    TreeWriter writer_;
    std::string name_; ///< of the archive, for messages
    Console& console_;
    Progress progress_;

    std::vector<State> states_;         ///< of each node
    std::vector<NodeIndex> folders_;    ///< a folder stands before those in it
    std::vector<File> files_;           ///< regular ones; sorted by place before they are written
    std::vector<NodeIndex> links_;      ///< hard links
    std::vector<File> second_names_;    ///< hard links to files that are written under another name
    std::map<Place, NodeIndex> others_; ///< what is neither file nor folder, and where it was made
    std::optional<OpenFile> file_;      ///< being written
    std::uint64_t position_ = 0;        ///< in it
    bool skipping_ = false;             ///< this file could not be made
    std::optional<Error> full_;         ///< why nothing more can be written
    std::uint64_t written_ = 0;         ///< bytes of all files
    std::uint64_t wanted_ = 0;
};

} // namespace strata

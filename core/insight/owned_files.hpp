// From the paths that packages say they own to the files that are there.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// Follows links in folders (a package says /lib/libc.so.6 where /lib leads to /usr/lib), never the file itself.
class OwnedFiles {
public:
    explicit OwnedFiles(const Timeline& timeline) : timeline_(timeline) {}

    /// A package owns this folder ("/app/node_modules/a/") with all that is not below another claimed one.
    void claim_folder(const std::string& path);
    /// Appends what there is of a path: the file, or the files in a folder that was claimed. Who asks first for a
    /// folder gets it.
    void add(const std::string& path, std::vector<NodeIndex>& files);
    /// Bytes of these files, each once however many names it has.
    [[nodiscard]] std::uint64_t bytes_of(std::span<const NodeIndex> files) const;

private:
    [[nodiscard]] NodeIndex folder_at(std::string_view path);
    void add_below(NodeIndex folder, std::vector<NodeIndex>& files) const;

    const Timeline& timeline_;
    std::map<std::string, NodeIndex, std::less<>> known_; ///< folders by path
    std::set<NodeIndex> claimed_;
    std::set<NodeIndex> given_; ///< claimed folders that a package has got
};

} // namespace strata

#include "core/insight/owned_files.hpp"

#include "core/base/path.hpp"
#include "core/tree/follow_path.hpp"

namespace strata {

NodeIndex OwnedFiles::folder_at(std::string_view path) {
    if (const auto found = known_.find(path); found != known_.end()) return found->second;
    const auto node = follow_path(timeline_, timeline_.top(), path);
    const bool is_folder =
        node && timeline_.final(*node) && timeline_.entry(timeline_.final(*node)).type == FileType::directory;
    return known_.emplace(path, is_folder ? *node : no_node).first->second;
}

void OwnedFiles::claim_folder(const std::string& path) {
    if (const NodeIndex folder = folder_at(path); folder != no_node) claimed_.insert(folder);
}

void OwnedFiles::add(const std::string& path, std::vector<NodeIndex>& files) {
    if (path.ends_with('/')) {
        const NodeIndex folder = folder_at(path);
        if (folder != no_node && given_.insert(folder).second) add_below(folder, files);
        return;
    }
    const NodeIndex folder = folder_at(folder_of(path));
    const NodeIndex node = folder == no_node ? no_node : timeline_.child(folder, base_name(path));
    const Place place = node == no_node ? Place{} : timeline_.final(node);
    if (place && timeline_.entry(place).type != FileType::directory) files.push_back(node);
}

void OwnedFiles::add_below(NodeIndex top, std::vector<NodeIndex>& files) const {
    std::vector<NodeIndex> folders = {top};
    while (!folders.empty()) {
        const NodeIndex folder = folders.back();
        folders.pop_back();
        const NodeIndex first = timeline_.first_child(folder);
        for (NodeIndex child = first; child < first + timeline_.child_count(folder); child++) {
            const Place place = timeline_.final(child);
            if (!place) continue;
            if (timeline_.entry(place).type != FileType::directory)
                files.push_back(child);
            else if (!claimed_.contains(child))
                folders.push_back(child);
        }
    }
}

std::uint64_t OwnedFiles::bytes_of(std::span<const NodeIndex> files) const {
    std::set<Place> several; // files that have more names than one
    std::uint64_t bytes = 0;
    for (const NodeIndex node : files) {
        const Place named = timeline_.final(node);
        const Place file = timeline_.resolve(named);
        if (!file || timeline_.entry(file).type != FileType::regular) continue;
        if (file != named || !timeline_.hard_links().empty())
            if (!several.insert(file).second) continue;
        bytes += timeline_.entry(file).size;
    }
    return bytes;
}

} // namespace strata

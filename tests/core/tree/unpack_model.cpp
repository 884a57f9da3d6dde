#include "tests/core/tree/unpack_model.hpp"

#include "core/base/text.hpp"

#include <algorithm>

namespace strata::kit {

std::string parent_of(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == path.npos ? "" : path.substr(0, slash);
}

std::optional<std::string> UnpackModel::real(const std::string& path, int depth) const {
    if (depth > 40) return std::nullopt;
    std::string at;
    for (std::size_t start = 0; start <= path.size() && !path.empty();) {
        const std::size_t slash = std::min(path.find('/', start), path.size());
        const std::string part = path.substr(start, slash - start);
        start = slash + 1;
        if (part.empty() || part == ".") continue;
        if (part == "..") {
            at = parent_of(at);
            continue;
        }
        const std::string child = at.empty() ? part : text(at, "/", part);
        const auto known = files.find(child);
        if (known == files.end() || known->second.type == FileType::directory) {
            at = child;
        } else if (known->second.type == FileType::symbolic_link) {
            const std::string& target = known->second.target;
            const std::string rest = start < path.size() ? path.substr(start) : "";
            return real(text(target.starts_with('/') ? "" : at, "/", target, "/", rest), depth + 1);
        } else {
            return std::nullopt;
        }
    }
    return at;
}

void UnpackModel::remove(const std::string& path, bool itself) {
    std::erase_if(files, [&](const auto& file) {
        return (itself && file.first == path) || path.empty() || file.first.starts_with(path + "/");
    });
}

void UnpackModel::make_folders(const std::string& path) {
    if (path.empty()) return;
    make_folders(parent_of(path));
    files.try_emplace(path, Inode{FileType::directory, 0, "", 0});
}

bool UnpackModel::apply(const TarLine& line) {
    const std::string written = parent_of(line.path);
    const std::string name = line.path.substr(written.empty() ? 0 : written.size() + 1);
    const auto folder = real(written);
    if (!folder) return false;
    if (name.starts_with(".wh.")) {
        if (*folder != written) return false;
        make_folders(*folder); // as docker and containerd do; umoci does not
        const std::string hidden = (folder->empty() ? "" : *folder + "/") + name.substr(4);
        const bool opaque = name == ".wh..wh..opq";
        remove(opaque ? *folder : hidden, !opaque);
        if (!opaque && whiteout_folders.contains(hidden)) return false; // order would matter here too
        for (const std::string& made : whiteout_folders)
            if (opaque && made.starts_with(folder->empty() ? "" : *folder + "/")) return false;
        for (std::string at = *folder; !at.empty(); at = parent_of(at)) whiteout_folders.insert(at);
        hidden_paths.insert(hidden);
        return true;
    }
    const std::string path = folder->empty() ? name : *folder + "/" + name;
    if (through_links ? hidden_paths.contains(path) : *folder != written) return false;
    if (link_targets.contains(path) || implied_links.contains(path)) return false;
    Inode inode{line.type, line.bytes, line.target, line.id};
    const auto known = files.find(path);
    const bool merges =
        known != files.end() && known->second.type == FileType::directory && line.type == FileType::directory;
    if (!merges) remove(path, true);
    if (line.type == FileType::hard_link) {
        const auto target_folder = real(parent_of(line.target));
        if (!target_folder) return false;
        const std::string target_name = line.target.substr(line.target.rfind('/') + 1);
        const std::string target = target_folder->empty() ? target_name : *target_folder + "/" + target_name;
        const auto linked = files.find(target);
        if (linked == files.end() || linked->second.type != FileType::regular) return false;
        inode = linked->second;
        for (const std::string& known_as : {target, line.target})
            for (std::string at = known_as; !at.empty(); at = parent_of(at)) link_targets.insert(at);
    }
    make_folders(*folder);
    files[path] = inode;
    // Left out: a folder stated as d/x, b/x and d/x again where d leads to b. Unpackers keep what the third line
    // says of it, the timeline what the second says, as a path that is stated again keeps its place.
    if (*folder != written && line.type == FileType::directory) link_targets.insert(path);
    for (std::string at = *folder; *folder != written && !at.empty(); at = parent_of(at)) link_targets.insert(at);
    for (std::string at = written; !at.empty(); at = parent_of(at))
        if (real(at) != at) implied_links.insert(at);
    return true;
}

} // namespace strata::kit

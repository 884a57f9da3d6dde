// A slow model of unpacking: layers applied one entry after the other onto a map of paths, as umoci does.
#pragma once

#include "core/model/layer.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace strata::kit {

struct TarLine {
    std::string path; // "a/b", with `.wh.` where it is a whiteout
    FileType type = FileType::regular;
    std::string target;
    int bytes = 0; // which of a few contents a file has
    int id = 0;    // its time: tells every entry from every other
};

struct Inode {
    FileType type = FileType::regular;
    int bytes = 0;
    std::string target;
    int id = 0; // 0: a folder that nobody stated
    friend bool operator==(const Inode&, const Inode&) = default;
};

using Files = std::map<std::string, Inode>;

std::string parent_of(const std::string& path);

class UnpackModel {
public:
    Files files;
    std::set<std::string> implied_links; // folders of this layer that went through a link: order would matter
    std::set<std::string> link_targets;  // what this layer's links lead to: the same
    bool through_links = false; // whether this layer's entries go through links, or come after whiteouts of themselves
    std::set<std::string> hidden_paths;
    std::set<std::string> whiteout_folders; // that this layer's whiteouts lie in

    /// The real folder of a path whose links are followed; nothing for circles and files on the way.
    [[nodiscard]] std::optional<std::string> real(const std::string& path, int depth = 0) const;
    /// False, with the files half changed, where unpackers differ or order would matter: such a line is left out.
    bool apply(const TarLine& line);

private:
    void remove(const std::string& path, bool itself);
    void make_folders(const std::string& path);
};

} // namespace strata::kit

#include "core/image/rootfs.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace strata {

bool is_root_filesystem(const Archive& archive) {
    // Folders of the file system hierarchy standard and of images in practice; "src", "doc" or "test" are none.
    constexpr std::array<std::string_view, 26> folders = {
        "app", "bin", "boot", "data", "dev", "etc",  "home", "lib", "lib32", "lib64", "libx32", "media", "mnt",
        "nix", "opt", "proc", "root", "run", "sbin", "srv",  "sys", "tmp",   "usr",   "var",    "Files", "Hives"};
    return std::ranges::any_of(archive.members(), [&](const Member& member) {
        const std::string_view name = member.name;
        if (name == ".dockerenv" || name.starts_with(".wh.") || name.find("/.wh.") != name.npos) return true;
        const std::size_t slash = name.find('/');
        const bool is_folder = slash != name.npos || member.type != FileType::regular;
        return is_folder && std::ranges::find(folders, name.substr(0, slash)) != folders.end();
    });
}

ImageRecord make_root_filesystem(const Archive& archive) {
    ImageRecord image;
    image.config.rootfs_type = "layers";
    image.layers.push_back({.member = whole_archive,
                            .stored_size = archive.bytes(),
                            .compression = archive.outer(),
                            .state = BlobState::present});
    image.problems.push_back(
        {Severity::note, "no image documents: shown as a root file system with one layer, without config and history"});
    return image;
}

} // namespace strata

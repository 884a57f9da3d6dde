// Files that came together as an Archive: a dropped folder with an OCI layout in it.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"

#include <memory>
#include <string>
#include <vector>

namespace strata::web {

struct FolderFile {
    std::string path; ///< from the folder on: "blobs/sha256/ab…"
    std::unique_ptr<Source> source;
};

[[nodiscard]] Result<std::unique_ptr<Archive>> make_folder_archive(std::vector<FolderFile> files,
                                                                   const Limits& limits = {});

} // namespace strata::web

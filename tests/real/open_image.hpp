// Opens an archive or folder by its path and reads one image of it, as the command would.
#pragma once

#include "core/archive/archive.hpp"
#include "core/image/inspect.hpp"

#include <filesystem>
#include <memory>

namespace strata::real {

struct Opened {
    std::unique_ptr<Archive> archive;
    Listing listing;

    [[nodiscard]] Inspection inspect(std::size_t image = 0, const ReadLayerOptions& options = {}) const;
};

/// The running test fails where the archive can't be opened.
[[nodiscard]] Opened open(const std::filesystem::path& path);

} // namespace strata::real

// A folder (OCI layout, skopeo's dir:) as an Archive.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"

#include <filesystem>

namespace strata {

/// Every file below `folder`, by its path from there. Symbolic links that lead out of the folder are not followed.
[[nodiscard]] Result<std::unique_ptr<Archive>> open_directory(const std::filesystem::path& folder,
                                                              const Limits& limits = {});

} // namespace strata

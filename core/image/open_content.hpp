// A file as what it holds: an archive of images, or a snapshot of one.
#pragma once

#include "core/archive/open_archive.hpp"
#include "core/model/inspection.hpp"

#include <memory>
#include <optional>
#include <string>

namespace strata {

/// One of the two.
struct FileContent {
    std::string name;
    std::unique_ptr<Archive> archive; ///< null for a snapshot
    std::optional<Inspection> snapshot;
};

/// Tells a snapshot by its first bytes, of whatever version it is, and reads it whole, up to Limits::snapshot_bytes;
/// anything else is opened as an archive.
[[nodiscard]] Result<FileContent> open_content(std::string name, std::unique_ptr<Source> source, const Limits& limits,
                                               const Progress& progress);

} // namespace strata

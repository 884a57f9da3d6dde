// What `dive --json` writes.
#pragma once

#include "core/model/inspection.hpp"

#include <functional>
#include <string_view>

namespace strata {

/// dive 0.13's export (cmd/dive/cli/internal/command/export/export.go), its keys in its order, indented by two spaces,
/// in pieces:
///
///     layer   list: index (from 0, bottom first), id (the first part of the layer's name in the archive), digestId
///             (diff_id), sizeBytes, command (created_by without "/bin/sh -c "), fileList (list: path, typeFlag (the
///             tar's letter as a number), linkName, size, fileMode (Go's os.FileMode), uid, gid, isDir), folders behind
///             what they hold; a folder that only a path implies has empty fields
///     image   sizeBytes, inefficientBytes, efficiencyScore, fileReference (list: count, sizeBytes, file)
///
/// What differs: a path that the tar writes with "/" in front comes without it, and a whiteout of a path that its own
/// layer has too is left out.
void write_dive_json(const Inspection& inspection, const std::function<void(std::string_view)>& write);

} // namespace strata

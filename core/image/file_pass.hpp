// Many files of one layer in one pass, in the order of their bytes.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"
#include "core/model/inspection.hpp"

#include <functional>
#include <span>
#include <vector>

namespace strata {

/// Called with the bytes of each file piece by piece, and once without bytes at its end. An error ends the pass.
using VisitBytes = std::function<Result<void>(EntryIndex file, std::span<const std::byte> bytes)>;

/// Sorts files by where their bytes are and drops those named twice: the order of the pass.
void sort_for_pass(const Layer& layer, std::vector<EntryIndex>& files);

/// Reads `files`, regular ones in the order of sort_for_pass, of layer `layer`. A packed layer is unpacked once from
/// the first of them on; in a plain one, what lies between them is not read.
[[nodiscard]] Result<void> pass_over_files(const Archive& archive, const Inspection& inspection, std::uint32_t layer,
                                           std::span<const EntryIndex> files, const Limits& limits,
                                           const VisitBytes& visit);

} // namespace strata

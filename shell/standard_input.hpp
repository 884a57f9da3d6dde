// Standard input as a Source: read in place where it is a file, copied into a temporary file where it is a pipe.
#pragma once

#include "core/archive/open_archive.hpp"
#include "core/bytes/source.hpp"

namespace strata {

/// Leaves `descriptor` open. The temporary file lies in TMPDIR (or /tmp) and is gone with the
/// process, whatever ends it.
[[nodiscard]] Result<std::unique_ptr<Source>> open_standard_input(int descriptor, const Progress& progress);

} // namespace strata

// Opens whatever holds images, by content and never by name.
#pragma once

#include "core/archive/archive.hpp"
#include "core/base/limits.hpp"
#include "core/base/progress.hpp"

namespace strata {

/// A tar, plain or inside gzip, zstd, xz or bzip2. A tar that breaks off opens with what came before, and a problem.
/// Fails where the bytes are no tar: the sentence says what they are, where that can be told (zip, cpio, JSON, an ELF
/// file…).
[[nodiscard]] Result<std::unique_ptr<Archive>> open_archive(std::unique_ptr<Source> source, const Limits& limits = {},
                                                            const Progress& progress = {});

} // namespace strata

// The unpacked bytes of a compressed source, at any offset, without unpacking them to disk.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/progress.hpp"
#include "core/bytes/source.hpp"
#include "core/model/listing.hpp"

#include <memory>
#include <vector>

namespace strata {

struct UnpackedSource {
    std::unique_ptr<Source> source; ///< where the stream is damaged, what could be unpacked before
    std::vector<Problem> problems;  ///< the damage, or bytes behind the end
};

/// Makes one pass over `stored` to learn its unpacked size and where reading can start again (anywhere in gzip, at each
/// frame of zstd; xz and bzip2 only at the front). Afterwards, reading forward costs each byte once, also for a few
/// readers at different places; jumping back costs unpacking from the last such place. Small reads are kept for a
/// while, so that the documents of an archive can be read again without unpacking. `progress` counts stored bytes.
/// Fails where nothing at all can be unpacked, or progress asks to stop.
[[nodiscard]] Result<UnpackedSource> make_unpacked_source(std::unique_ptr<Source> stored, Compression compression,
                                                          const Limits& limits = {}, const Progress& progress = {});

} // namespace strata

// A stream that can be read only once, kept so that it becomes a Source: standard input.
#pragma once

#include "core/base/limits.hpp"
#include "core/bytes/reader.hpp"
#include "core/bytes/source.hpp"

#include <memory>

namespace strata {

/// Streams up to this size stay in memory.
inline constexpr std::uint64_t usual_spool_memory = 8 * mebibyte;

/// Reads `stream` to its end. Up to `memory` bytes are kept in memory, more in a file without a name in the system's
/// folder for temporary files (TMPDIR), which is gone with the Source or the process. Fails where the stream does, or
/// where that folder takes no more.
[[nodiscard]] Result<std::unique_ptr<Source>> spool_stream(Reader& stream, std::uint64_t memory = usual_spool_memory);

/// Standard input as a Source: itself where it is a file, else spooled.
[[nodiscard]] Result<std::unique_ptr<Source>> open_standard_input();

} // namespace strata

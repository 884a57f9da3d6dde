// A source whose reads are dear, read in large slices: a browser's slice costs the same whatever its size.
#pragma once

#include "core/bytes/source.hpp"

#include <memory>

namespace strata::web {

inline constexpr std::uint64_t smallest_slice = 256 * 1024;      ///< for reads here and there: headers, documents
inline constexpr std::uint64_t largest_slice = 16 * 1024 * 1024; ///< reached by doubling while reads go forward
/// The same of a stream, which goes on by itself while the last slice is made use of, but holds little: what is asked
/// of it beyond that is waited for.
inline constexpr std::uint64_t largest_of_stream = 2 * 1024 * 1024;
inline constexpr std::uint64_t widest_gap = 400 * 1024; ///< read through rather than skipped

/// Keeps the last slice. For one thread, as a worker is.
[[nodiscard]] std::unique_ptr<Source> make_read_ahead(std::unique_ptr<Source> source,
                                                      std::uint64_t largest = largest_slice);

} // namespace strata::web

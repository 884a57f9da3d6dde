// Strata's DEFLATE decoder and zlib's, side by side on the same bytes.
#pragma once

#include <cstddef>
#include <string>

namespace strata::test {

struct Inflated {
    enum class End { complete, needs_more, damaged };
    End end = End::damaged;
    std::string bytes;
    std::size_t used = 0; ///< input bytes up to the end of the stream; only when complete
};

/// With zlib. Stops at `limit` bytes as if more input were needed.
Inflated inflate_zlib(const std::string& stored, std::size_t limit);
/// With ours: `in_piece` bytes of input at a time, each in memory of its own, and room for `out_piece` bytes.
Inflated inflate_ours(const std::string& stored, std::size_t in_piece, std::size_t out_piece, std::size_t limit);
/// "" where both come to the same on `stored`, else what differs.
std::string disagreement(const std::string& stored, std::size_t in_piece, std::size_t out_piece, std::size_t limit);

} // namespace strata::test

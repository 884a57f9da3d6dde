// The first two bytes choose the pieces in which input and output come; the rest is a DEFLATE stream, or none.

#include "tests/core/bytes/inflate_oracle.hpp"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace strata::test;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::size_t in_piece = 1 + data[0] * data[0] / 4u, out_piece = 1 + data[1] * data[1] / 2u;
    const std::string stored(reinterpret_cast<const char*>(data) + 2, size - 2);
    const std::string difference = disagreement(stored, in_piece, out_piece, 1'000'000);
    if (difference.empty()) return 0;
    std::fprintf(stderr, "%s\n", difference.c_str());
    std::abort();
}

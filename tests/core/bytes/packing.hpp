// Packs bytes with the reference libraries, for the tests that unpack them.
#pragma once

#include "core/bytes/decompress.hpp"
#include "core/bytes/reader.hpp"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace strata::test {

struct DeflateShape {
    int level = 6;
    int window_bits = 15;
    int memory_level = 8;
    int strategy = 0;            ///< zlib's Z_DEFAULT_STRATEGY and so on
    std::size_t flush_every = 0; ///< bytes after which the stream is flushed to a byte; 0: never
};

std::string deflate_raw(std::string_view bytes, const DeflateShape& shape = {});
std::string pack_gzip(std::string_view bytes, int level = 6);
std::string pack_zstd(std::string_view bytes, int level = 3);
std::string pack_xz(std::string_view bytes, std::uint64_t block_size = 0);
std::string pack_bzip2(std::string_view bytes);
std::string pack(std::string_view bytes, Compression compression);

/// `size` bytes that pack about as well as a layer does: words, runs, repeats and noise; the same for the same seed.
std::string layer_like(std::size_t size, std::uint64_t seed = 1);

/// Gives `bytes` in pieces of `piece` bytes, each in memory of its own size, so that a read past it is found.
std::unique_ptr<Reader> in_pieces(std::string bytes, std::size_t piece);

/// All that a reader gives, and how it ended.
struct Drained {
    std::string bytes;
    std::string error; ///< "" when it ended well
};
Drained drain(Reader& reader);
/// Unpacks a whole string.
Drained unpack(const std::string& stored, Compression compression, std::size_t piece = 4096, const Limits& limits = {});

} // namespace strata::test

// The maps of sparse files in a tar: where the stored data belong, everything else being zeros.
#pragma once

#include "core/archive/block_stream.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace strata {

/// The map in a header of GNU's old format and in the blocks that continue it, all of which are passed. `room`: bytes
/// that those blocks may take. Source: GNU tar manual, "Old GNU Format".
[[nodiscard]] Result<std::vector<SparsePiece>> read_gnu_sparse_map(BlockStream& stream, const TarHeader& header,
                                                                   std::uint64_t room);

/// The map in front of the data, of pax format 1.0: decimal numbers, one a line: how many pieces, then offset and size
/// of each. Its blocks are passed and taken from `stored`, the bytes of data. `most`: bytes that the map may have.
/// Source: GNU tar manual, "PAX Format, Version 1.0".
[[nodiscard]] Result<std::vector<SparsePiece>> read_sparse_map_in_data(BlockStream& stream, std::uint64_t& stored,
                                                                       std::uint64_t most);

/// Refuses pieces out of order, beyond the file or beyond what is stored, and leaves out the empty ones, which only
/// mark the file's end. `byte`: where the tar has been read to, for the error.
[[nodiscard]] Result<void> check_sparse_map(std::vector<SparsePiece>& pieces, std::uint64_t size, std::uint64_t stored,
                                            std::uint64_t byte);

} // namespace strata

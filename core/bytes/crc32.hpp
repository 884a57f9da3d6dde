// The checksum of gzip (RFC 1952, section 8).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace strata {

/// The CRC-32 of some bytes and `bytes` behind them, `before` being that of the first ones, 0 of none.
[[nodiscard]] std::uint32_t crc32(std::uint32_t before, std::span<const std::byte> bytes);

/// The same, for processors without an instruction for it (WebAssembly's is one): three times as fast there as zlib.
[[nodiscard]] std::uint32_t folded_crc32(std::uint32_t before, std::span<const std::byte> bytes);

} // namespace strata

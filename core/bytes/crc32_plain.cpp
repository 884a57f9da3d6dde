#include "core/bytes/crc32.hpp"

namespace strata {

std::uint32_t crc32(std::uint32_t before, std::span<const std::byte> bytes) { return folded_crc32(before, bytes); }

} // namespace strata

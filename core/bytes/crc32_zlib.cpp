#include "core/bytes/crc32.hpp"

#include <zlib.h>

namespace strata {

std::uint32_t crc32(std::uint32_t before, std::span<const std::byte> bytes) {
    return static_cast<std::uint32_t>(crc32_z(before, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

} // namespace strata

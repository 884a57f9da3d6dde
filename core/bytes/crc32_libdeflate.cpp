#include "core/bytes/crc32.hpp"

#include <libdeflate.h>

namespace strata {

std::uint32_t crc32(std::uint32_t before, std::span<const std::byte> bytes) {
    return libdeflate_crc32(before, bytes.data(), bytes.size());
}

} // namespace strata

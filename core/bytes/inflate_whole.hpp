// A DEFLATE stream that lies in memory as a whole, unpacked at once.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace strata {

/// Unpacks a raw DEFLATE stream (RFC 1951); bytes behind its end are left alone. Fails on damage, on a stream that
/// breaks off, and above `most` bytes.
[[nodiscard]] Result<std::string> inflate_whole(std::string_view packed, std::uint64_t most);

/// The same for a zlib stream (RFC 1950) without a preset dictionary; its checksum is not looked at.
[[nodiscard]] Result<std::string> inflate_whole_zlib(std::string_view packed, std::uint64_t most);

} // namespace strata

// A zip file that lies in memory: .jar, .whl, .zip and their like, with the bytes of what is in it.
#pragma once

#include "core/base/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// A row of the central directory.
struct ZipMember {
    std::string_view name;        ///< bytes as stored; a folder's ends with "/"
    std::uint64_t size = 0;       ///< unpacked, as stated
    std::uint64_t packed = 0;     ///< bytes in the file, as stated
    std::uint64_t header = 0;     ///< where its own header starts
    std::uint32_t checksum = 0;   ///< CRC-32 of its bytes, as stated
    std::int64_t mtime = 0;       ///< seconds since 1970; where only MS-DOS' local time is stated, as if it were UTC
    std::uint32_t attributes = 0; ///< external ones: of files packed on Unix the mode is in the upper half
    std::uint16_t method = 0;     ///< 0 stored, 8 deflated
    bool encrypted = false;
};

/// The members in the order of the central directory (PKWARE's APPNOTE, 4.3), zip64 and programs in front of the zip
/// included. Fails on what is no zip file or on a directory that does not fit into it. Names point into `file`.
[[nodiscard]] Result<std::vector<ZipMember>> list_zip(std::string_view file);

/// A stored member's bytes as they lie in the file; empty for one that is packed, encrypted or not there.
[[nodiscard]] std::string_view stored_bytes(std::string_view file, const ZipMember& member);

/// A member's bytes. Fails above `most` of them, on damage, and on other methods than stored and deflated. The checksum
/// is not looked at.
[[nodiscard]] Result<std::string> read_zip_member(std::string_view file, const ZipMember& member, std::uint64_t most);

} // namespace strata

// Compresses bytes the ways images are compressed, always to the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace strata::kit {

enum class Packing : std::uint8_t {
    none,
    gzip,
    gzip_members, ///< a gzip member for every 64 KiB, as pigz or eStargz write many
    zstd,
    zstd_frames, ///< a zstd frame for every 64 KiB, with a skippable frame in between
    xz,
    bzip2,
};

[[nodiscard]] std::string_view name_of(Packing packing);
/// `level` as the library counts; 0 for its own choice. Ends the program when the library refuses.
[[nodiscard]] std::string pack(std::string_view bytes, Packing packing, int level = 0);

/// 64 hex digits.
[[nodiscard]] std::string sha256_hex(std::string_view bytes);

} // namespace strata::kit

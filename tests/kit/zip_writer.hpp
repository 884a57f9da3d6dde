// Zip files written in memory: jars and what is inside them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace strata::kit {

enum class ZipPacking : std::uint8_t { stored, deflated };

struct ZippedFile {
    std::string name;
    std::string data;
    ZipPacking packing = ZipPacking::deflated;
    int level = 6;                      ///< of deflate, 1 to 12
    std::int64_t mtime = 1'700'000'000; ///< seconds since 1970, even: MS-DOS counts in steps of two
    bool unix_time = false;             ///< state the time once more, in Unix' own field
    std::uint16_t mode = 0;             ///< of Unix, type and permissions; 0 for none
};

enum class ZipForm : std::uint8_t { plain, zip64 };

/// The files in this order, then the central directory. `before` stands in front of it all, as a program does that
/// unpacks the rest, and the offsets don't count it.
[[nodiscard]] std::string write_zip(const std::vector<ZippedFile>& files, ZipForm form = ZipForm::plain,
                                    const std::string& before = {});

} // namespace strata::kit

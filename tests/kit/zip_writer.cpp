#include "tests/kit/zip_writer.hpp"

#include "core/base/text.hpp"

#include <chrono>
#include <libdeflate.h>
#include <memory>

namespace strata::kit {

namespace {

std::string number(std::uint64_t value, unsigned bytes) {
    std::string out;
    for (unsigned i = 0; i < bytes; i++) out.push_back(i < 8 ? static_cast<char>(value >> (8 * i)) : '\0');
    return out;
}

std::string deflate(const std::string& data, int level) {
    const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> packer(
        libdeflate_alloc_compressor(level), &libdeflate_free_compressor);
    std::string out(libdeflate_deflate_compress_bound(packer.get(), data.size()), '\0');
    out.resize(libdeflate_deflate_compress(packer.get(), data.data(), data.size(), out.data(), out.size()));
    return out;
}

/// Time and date, 16 bits each.
std::string dos_time(std::int64_t mtime) {
    using namespace std::chrono;
    const sys_seconds moment{seconds(mtime)};
    const auto midnight = floor<days>(moment);
    const year_month_day date(midnight);
    const hh_mm_ss clock(moment - midnight);
    const auto time = clock.hours().count() << 11 | clock.minutes().count() << 5 | clock.seconds().count() / 2;
    const unsigned packed_date = static_cast<unsigned>(static_cast<int>(date.year()) - 1980) << 9 |
                                 static_cast<unsigned>(date.month()) << 5 | static_cast<unsigned>(date.day());
    return number(static_cast<std::uint64_t>(time), 2) + number(packed_date, 2);
}

std::string unix_time_field(const ZippedFile& file) {
    if (!file.unix_time) return {};
    return "UT" + number(5, 2) + '\x01' + number(static_cast<std::uint64_t>(file.mtime), 4);
}

/// What the local header and the directory's row have in common.
std::string common_fields(const ZippedFile& file, std::uint64_t packed, ZipForm form) {
    const std::uint64_t elsewhere = 0xffffffff;
    const bool wide = form == ZipForm::zip64;
    return number(file.packing == ZipPacking::deflated ? 8 : 0, 2) + dos_time(file.mtime) +
           number(libdeflate_crc32(0, file.data.data(), file.data.size()), 4) + number(wide ? elsewhere : packed, 4) +
           number(wide ? elsewhere : file.data.size(), 4) + number(file.name.size(), 2);
}

std::string zip64_extra(const ZippedFile& file, std::uint64_t packed, std::uint64_t at, ZipForm form) {
    if (form == ZipForm::plain) return {};
    return number(1, 2) + number(24, 2) + number(file.data.size(), 8) + number(packed, 8) + number(at, 8);
}

} // namespace

std::string write_zip(const std::vector<ZippedFile>& files, ZipForm form, const std::string& before) {
    const bool wide = form == ZipForm::zip64;
    std::string out, directory;
    for (const ZippedFile& file : files) {
        const std::string packed = file.packing == ZipPacking::deflated ? deflate(file.data, file.level) : file.data;
        const std::string common = common_fields(file, packed.size(), form);
        const std::string time = unix_time_field(file);
        const std::string extra = time + zip64_extra(file, packed.size(), out.size(), form);
        const std::string attributes = number(0, 2) + number(file.mode, 2);
        directory += text("PK\1\2", number(20, 1), number(file.mode != 0 ? 3 : 0, 1), number(20, 2), number(0, 2),
                          common, number(extra.size(), 2), number(0, 6), attributes,
                          number(wide ? 0xffffffff : out.size(), 4), file.name, extra);
        out += text("PK\3\4", number(20, 2), number(0, 2), common, number(time.size(), 2), file.name, time, packed);
    }
    const std::uint64_t start = out.size();
    out += directory;
    if (wide) {
        const std::uint64_t end = out.size();
        out += "PK\6\6" + number(44, 8) + number(0, 12) + number(files.size(), 8) + number(files.size(), 8) +
               number(directory.size(), 8) + number(start, 8);
        out += "PK\6\7" + number(0, 4) + number(end, 8) + number(1, 4);
    }
    out += "PK\5\6" + number(0, 4) + number(files.size(), 2) + number(files.size(), 2) +
           number(wide ? 0xffffffff : directory.size(), 4) + number(wide ? 0xffffffff : start, 4) + number(0, 2);
    return before + out;
}

} // namespace strata::kit

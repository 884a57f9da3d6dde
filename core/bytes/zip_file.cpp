#include "core/bytes/zip_file.hpp"

#include "core/base/text.hpp"
#include "core/bytes/inflate_whole.hpp"

#include <algorithm>
#include <chrono>

namespace strata {

namespace {

constexpr std::string_view end_magic{"PK\5\6", 4}, end64_magic{"PK\6\6", 4}, locator_magic{"PK\6\7", 4};
constexpr std::string_view member_magic{"PK\1\2", 4}, local_magic{"PK\3\4", 4}, signature_magic{"PK\5\5", 4};
constexpr std::size_t end_bytes = 22, end64_bytes = 56, locator_bytes = 20, member_bytes = 46, local_bytes = 30;
constexpr std::size_t longest_comment = 65535;
constexpr std::uint16_t method_stored = 0, method_deflated = 8;

/// `bytes` bytes from `at` on as a number, lowest first; 0 where the file ends before.
std::uint64_t number(std::string_view file, std::uint64_t at, unsigned bytes) {
    if (at > file.size() || file.size() - at < bytes) return 0;
    std::uint64_t value = 0;
    for (unsigned i = bytes; i-- > 0;)
        value = (value << 8) | static_cast<unsigned char>(file[static_cast<std::size_t>(at) + i]);
    return value;
}

bool stands_at(std::string_view file, std::uint64_t at, std::string_view magic) {
    return at <= file.size() && file.substr(static_cast<std::size_t>(at)).starts_with(magic);
}

/// Where the central directory is.
struct Directory {
    std::uint64_t start = 0;
    std::uint64_t size = 0;
    std::uint64_t shift = 0; ///< bytes in front of the zip that its offsets don't count
};

Result<std::uint64_t> find_end(std::string_view file) {
    if (file.size() < end_bytes) return fail("is no zip file: it is too short");
    const std::size_t last = file.size() - end_bytes;
    const std::size_t first = last > longest_comment ? last - longest_comment : 0;
    for (std::size_t at = file.rfind(end_magic, last); at != std::string_view::npos && at >= first;
         at = at == 0 ? std::string_view::npos : file.rfind(end_magic, at - 1))
        if (at + end_bytes + number(file, at + 20, 2) <= file.size()) return at;
    return fail("is no zip file: the end of its directory is missing");
}

Result<Directory> find_directory(std::string_view file) {
    std::uint64_t end = TRY(find_end(file));
    Directory directory{.start = number(file, end + 16, 4), .size = number(file, end + 12, 4)};
    if (end >= locator_bytes && stands_at(file, end - locator_bytes, locator_magic)) {
        std::uint64_t end64 = number(file, end - locator_bytes + 8, 8);
        // With a program in front the stated place is wrong; the record is then right before its locator.
        if (!stands_at(file, end64, end64_magic) && end >= locator_bytes + end64_bytes)
            end64 = end - locator_bytes - end64_bytes;
        if (stands_at(file, end64, end64_magic)) {
            directory = {.start = number(file, end64 + 48, 8), .size = number(file, end64 + 40, 8)};
            end = end64;
        }
    }
    if (directory.size > end || directory.start > end - directory.size)
        return fail("has a directory that lies outside of it");
    directory.shift = end - directory.size - directory.start;
    directory.start += directory.shift;
    return directory;
}

/// Two seconds, minutes, hours; days, months and years since 1980 (APPNOTE, 4.4.6).
std::int64_t time_of_dos(std::uint64_t time, std::uint64_t date) {
    using namespace std::chrono;
    const year_month_day day{year(static_cast<int>(1980 + (date >> 9))), month(static_cast<unsigned>(date >> 5 & 15)),
                             std::chrono::day(static_cast<unsigned>(date & 31))};
    const std::int64_t days = day.ok() ? sys_days(day).time_since_epoch().count() : 0;
    return days * 86'400 + static_cast<std::int64_t>((time >> 11) * 3600 + (time >> 5 & 63) * 60 + (time & 31) * 2);
}

/// Sizes and places of 4 GiB and more stand here instead (APPNOTE, 4.5.3).
void apply_zip64(std::string_view body, ZipMember& member) {
    constexpr std::uint64_t elsewhere = 0xffffffff;
    std::uint64_t at = 0;
    for (std::uint64_t* field : {&member.size, &member.packed, &member.header})
        if (*field == elsewhere) {
            *field = number(body, at, 8);
            at += 8;
        }
}

void read_extra_fields(std::string_view extra, ZipMember& member) {
    constexpr std::uint64_t zip64_field = 1, unix_time_field = 0x5455; // the latter is Info-ZIP's, "UT"
    while (extra.size() >= 4) {
        const std::uint64_t id = number(extra, 0, 2), size = number(extra, 2, 2);
        const std::string_view body = extra.substr(4, static_cast<std::size_t>(size));
        extra.remove_prefix(std::min<std::size_t>(extra.size(), 4 + static_cast<std::size_t>(size)));
        if (id == zip64_field) apply_zip64(body, member);
        if (id == unix_time_field && body.size() >= 5 && (body[0] & 1) != 0)
            member.mtime = static_cast<std::int32_t>(number(body, 1, 4));
    }
}

/// The member's packed bytes; empty where they lie outside of the file.
std::string_view packed_bytes(std::string_view file, const ZipMember& member) {
    if (!stands_at(file, member.header, local_magic)) return {};
    const std::uint64_t start =
        member.header + local_bytes + number(file, member.header + 26, 2) + number(file, member.header + 28, 2);
    if (start > file.size() || file.size() - start < member.packed) return {};
    return file.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(member.packed));
}

} // namespace

Result<std::vector<ZipMember>> list_zip(std::string_view file) {
    const Directory directory = TRY(find_directory(file));
    std::vector<ZipMember> members;
    const std::uint64_t end = directory.start + directory.size;
    for (std::uint64_t at = directory.start; at < end && !stands_at(file, at, signature_magic);) {
        if (!stands_at(file, at, member_magic)) return fail(text("has a directory that breaks off at byte ", at));
        const std::uint64_t name_bytes = number(file, at + 28, 2), extra_bytes = number(file, at + 30, 2);
        const std::uint64_t next = at + member_bytes + name_bytes + extra_bytes + number(file, at + 32, 2);
        if (next > end) return fail(text("has a directory that breaks off at byte ", at));
        ZipMember member{
            .name = file.substr(static_cast<std::size_t>(at + member_bytes), static_cast<std::size_t>(name_bytes)),
            .size = number(file, at + 24, 4),
            .packed = number(file, at + 20, 4),
            .header = number(file, at + 42, 4),
            .checksum = static_cast<std::uint32_t>(number(file, at + 16, 4)),
            .mtime = time_of_dos(number(file, at + 12, 2), number(file, at + 14, 2)),
            .attributes = static_cast<std::uint32_t>(number(file, at + 38, 4)),
            .method = static_cast<std::uint16_t>(number(file, at + 10, 2)),
            .encrypted = (number(file, at + 8, 2) & 1) != 0};
        read_extra_fields(file.substr(static_cast<std::size_t>(at + member_bytes + name_bytes),
                                      static_cast<std::size_t>(extra_bytes)),
                          member);
        member.header += directory.shift;
        members.push_back(member);
        at = next;
    }
    return members;
}

std::string_view stored_bytes(std::string_view file, const ZipMember& member) {
    return member.method == method_stored && !member.encrypted ? packed_bytes(file, member) : std::string_view();
}

Result<std::string> read_zip_member(std::string_view file, const ZipMember& member, std::uint64_t most) {
    if (member.encrypted) return fail("is encrypted");
    const std::string_view packed = packed_bytes(file, member);
    if (member.packed > 0 && packed.empty()) return fail("lies outside of the zip file");
    if (member.method == method_deflated) return inflate_whole(packed, most);
    if (member.method != method_stored) return fail(text("is packed by method ", member.method));
    if (packed.size() > most) return fail(text("is larger than ", most, " bytes"));
    return std::string(packed);
}

} // namespace strata

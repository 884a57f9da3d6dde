#include "core/archive/tar_header.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <cstring>
#include <limits>

namespace strata {

namespace {

std::optional<std::int64_t> parse_octal(std::string_view field) {
    while (!field.empty() && (field.front() == ' ' || field.front() == '\0')) field.remove_prefix(1);
    const bool negative = field.starts_with('-');
    if (negative) field.remove_prefix(1);
    std::uint64_t value = 0;
    for (const char c : field) {
        if (c == ' ' || c == '\0') break;
        if (c < '0' || c > '7' || value >> 59 != 0) return std::nullopt;
        value = value * 8 + static_cast<std::uint64_t>(c - '0');
    }
    return negative ? -static_cast<std::int64_t>(value) : static_cast<std::int64_t>(value);
}

/// Big-endian two's complement; the top bit of the first byte only says that it is base-256.
std::optional<std::int64_t> parse_base_256(std::string_view field) {
    const bool negative = (field.front() & 0x40) != 0;
    std::uint64_t value = negative ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < field.size(); i++) {
        auto byte = static_cast<std::uint8_t>(field[i]);
        if (i == 0) byte = static_cast<std::uint8_t>(negative ? byte | 0x80 : byte & 0x7f);
        const std::uint64_t top = value >> 55; // after another byte, all of this must still be the sign
        if (top != (negative ? 0x1ff : 0)) return std::nullopt;
        value = (value << 8) | byte;
    }
    return static_cast<std::int64_t>(value);
}

/// The sum of four numbers of 16 bits.
std::int64_t add_four(std::uint64_t numbers) {
    constexpr std::uint64_t lowest = 0xffff;
    return static_cast<std::int64_t>((numbers & lowest) + (numbers >> 16 & lowest) + (numbers >> 32 & lowest) +
                                     (numbers >> 48));
}

} // namespace

bool TarHeader::is_zero() const {
    return std::ranges::all_of(block_, [](std::byte byte) { return byte == std::byte{0}; });
}

bool TarHeader::is_sound() const {
    const auto stored = number(148, 8);
    if (!stored) return false;
    // Eight bytes at a time: most of the work of listing a tar of small files is done here.
    constexpr std::uint64_t every_other = 0x00ff00ff00ff00ff, lowest = 0x0101010101010101;
    std::uint64_t sums = 0;  // four numbers of 16 bits, each the sum of 128 bytes
    std::uint64_t highs = 0; // eight of 8 bits: how many bytes are 128 or more, which count 256 less when signed
    for (std::size_t at = 0; at < tar_block; at += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, block_.data() + at, 8);
        sums += (eight & every_other) + (eight >> 8 & every_other);
        highs += eight >> 7 & lowest;
    }
    std::int64_t sum = add_four(sums);
    std::int64_t high = add_four((highs & every_other) + (highs >> 8 & every_other));
    for (const std::byte byte : block_.subspan<148, 8>()) { // the checksum itself counts as blanks
        sum += ' ' - std::to_integer<int>(byte);
        high -= std::to_integer<int>(byte >> 7);
    }
    return *stored == sum || *stored == sum - 256 * high;
}

bool TarHeader::has_magic() const { return std::memcmp(block_.data() + 257, "ustar", 5) == 0; }

std::string_view TarHeader::prefix() const {
    // GNU's own format has times and sparse pieces where ustar has the prefix.
    if (std::memcmp(block_.data() + 257, "ustar\0", 6) != 0) return {};
    return word(345, form() == tar_star ? 131 : 155); // star's times follow a shorter prefix
}

TarForm TarHeader::form() const {
    const char kind = type();
    if (kind == 'x' || kind == 'X' || kind == 'g') return tar_pax;
    if (kind == 'L' || kind == 'K' || kind == 'S') return tar_gnu;
    if (!has_magic()) return tar_v7;
    if (std::memcmp(block_.data() + 257, "ustar\0", 6) != 0) return tar_gnu;
    return std::memcmp(block_.data() + 508, "tar", 4) == 0 ? tar_star : tar_ustar;
}

Result<std::uint64_t> TarHeader::size() const {
    const auto size = number(124, 12);
    if (!size) return fail("its size is not a number that a file can have");
    if (*size < 0) return fail(text("its size, ", *size, ", is below zero"));
    return static_cast<std::uint64_t>(*size);
}

std::string_view TarHeader::word(std::size_t offset, std::size_t length) const {
    const char* start = reinterpret_cast<const char*>(block_.data()) + offset;
    return {start, strnlen(start, length)};
}

std::optional<std::int64_t> TarHeader::number(std::size_t offset, std::size_t length) const {
    const std::string_view field(reinterpret_cast<const char*>(block_.data()) + offset, length);
    return (field.front() & 0x80) != 0 ? parse_base_256(field) : parse_octal(field);
}

std::optional<SparsePiece> TarHeader::piece_at(std::size_t offset) const {
    const auto start = number(offset, 12), size = number(offset + 12, 12);
    if (!start || !size || *start < 0 || *size < 0) return std::nullopt;
    return SparsePiece{static_cast<std::uint64_t>(*start), static_cast<std::uint64_t>(*size)};
}

} // namespace strata

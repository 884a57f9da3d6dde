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

} // namespace

bool TarHeader::is_zero() const {
    return std::ranges::all_of(block_, [](std::byte byte) { return byte == std::byte{0}; });
}

bool TarHeader::is_sound() const {
    const auto stored = number(148, 8);
    if (!stored) return false;
    std::int64_t unsigned_sum = 8 * ' ', signed_sum = 8 * ' ';
    const auto add = [&](std::size_t from, std::size_t to) {
        std::uint32_t sum = 0;
        std::uint32_t high = 0; // bytes from 128 on, which count 256 less when signed
        for (std::size_t i = from; i < to; i++) {
            sum += static_cast<std::uint8_t>(block_[i]);
            high += static_cast<std::uint8_t>(block_[i]) >> 7;
        }
        unsigned_sum += sum;
        signed_sum += static_cast<std::int64_t>(sum) - 256 * static_cast<std::int64_t>(high);
    };
    add(0, 148);
    add(156, tar_block);
    return *stored == unsigned_sum || *stored == signed_sum;
}

bool TarHeader::has_magic() const { return std::memcmp(block_.data() + 257, "ustar", 5) == 0; }

std::string_view TarHeader::prefix() const {
    // GNU's own format has times and sparse pieces where ustar has the prefix.
    if (std::memcmp(block_.data() + 257, "ustar\0", 6) != 0) return {};
    const bool star = std::memcmp(block_.data() + 508, "tar", 4) == 0; // its times follow a shorter prefix
    return word(345, star ? 131 : 155);
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

// A CRC is what a division by a polynomial P leaves of the bytes, read as one long polynomial over GF(2). Adding a
// multiple of P to it changes nothing; a multiple with few terms that lie whole bytes apart takes a byte out of the
// message by XORing it to a few bytes further on. That needs no tables and works on words. (Sam Russell, "Chorba: A
// novel CRC32 implementation", arXiv:2412.16398.)
#include "core/bytes/crc32.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <zlib.h>

namespace strata {

namespace {

using Word = std::uint64_t;

/// x^(8·4018) + x^(8·2091) + x^(8·1837) + 1 is a multiple of P, so each byte may go to the places this much further on.
/// Of the multiples with four terms it reaches least far among those that read nothing that was written only just now.
constexpr std::size_t near = 1927, middle = 2181, far = 4018;
constexpr std::size_t reach = (far + sizeof(Word) - 1) / sizeof(Word) * sizeof(Word);
/// Folded at a time: with `reach` on both sides it stays in a core's nearest cache.
constexpr std::size_t piece = 16384;

Word load(const std::uint8_t* from) {
    Word word;
    std::memcpy(&word, from, sizeof word);
    return word;
}

/// Adds what the folded bytes before `folded` bring to `size` bytes, a multiple of a word's. They may become such bytes
/// themselves: `to` may be `folded`.
void fold(const std::uint8_t* from, const std::uint8_t* folded, std::uint8_t* to, std::size_t size) {
    for (std::size_t i = 0; i < size; i += sizeof(Word)) {
        const Word word = load(from + i) ^ load(folded + i - near) ^ load(folded + i - middle) ^ load(folded + i - far);
        std::memcpy(to + i, &word, sizeof word);
    }
}

std::uint32_t zlib_crc32(std::uint32_t before, std::span<const std::uint8_t> bytes) {
    return static_cast<std::uint32_t>(crc32_z(before, bytes.data(), bytes.size()));
}

/// The four bytes that a CRC adds to the first ones behind those it is of.
std::array<std::uint8_t, 4> carried(std::uint32_t crc) {
    crc = ~crc;
    return {static_cast<std::uint8_t>(crc), static_cast<std::uint8_t>(crc >> 8), static_cast<std::uint8_t>(crc >> 16),
            static_cast<std::uint8_t>(crc >> 24)};
}

} // namespace

std::uint32_t folded_crc32(std::uint32_t before, std::span<const std::byte> bytes) {
    const auto* from = reinterpret_cast<const std::uint8_t*>(bytes.data());
    if (bytes.size() < 2 * reach) return zlib_crc32(before, {from, bytes.size()});

    std::array<std::uint8_t, reach + piece + reach> memory;
    std::uint8_t* const folded = memory.data() + reach;
    std::fill_n(memory.data(), reach, std::uint8_t{0});
    std::ranges::copy(carried(before), folded - far); // from there it goes to the first bytes and nowhere else

    std::size_t left = (bytes.size() - far) / sizeof(Word) * sizeof(Word);
    std::size_t count = 0; // folded last
    while (left > 0) {
        if (count > 0) std::memcpy(memory.data(), folded + count - reach, reach);
        count = std::min(left, piece);
        fold(from, folded, folded, count);
        from += count;
        left -= count;
    }

    // The last bytes are too near to the end to go anywhere. Nothing comes to them from each other.
    std::array<std::uint8_t, reach + sizeof(Word)> rest{};
    const std::size_t size =
        static_cast<std::size_t>(std::to_address(bytes.end()) - reinterpret_cast<const std::byte*>(from));
    std::copy_n(from, size, rest.data());
    std::fill_n(folded + count, reach, std::uint8_t{0});
    fold(rest.data(), folded + count, rest.data(), reach);
    return zlib_crc32(~std::uint32_t{0}, std::span(rest).first(size));
}

} // namespace strata

// Tables that turn the next bits of a DEFLATE stream into a symbol with one look-up, rarely two.
#pragma once

#include <array>
#include <cstdint>
#include <span>

namespace strata {

/// What the next bits mean, packed so that the decoder needs few instructions:
///   bits 0-7    bits to drop: the code and its extra bits; for a link, the bits of the first table
///   bits 8-11   bits of the code alone, where its extra bits begin; for a link, the bits of the second table
///   bits 16-30  a literal's byte, the base of a length or distance, a code length; for a link, where the table starts
struct DecodeEntry {
    std::uint32_t raw = 0;

    static constexpr std::uint32_t literal_flag = 1u << 31;
    static constexpr std::uint32_t special_flag = 1u << 15; ///< a link, the end of the block, or no code at all
    static constexpr std::uint32_t link_flag = 1u << 14;
    static constexpr std::uint32_t invalid_flag = 1u << 13;

    [[nodiscard]] bool is_literal() const { return (raw & literal_flag) != 0; }
    [[nodiscard]] bool is_special() const { return (raw & special_flag) != 0; }
    [[nodiscard]] bool is_link() const { return (raw & link_flag) != 0; }
    [[nodiscard]] bool is_invalid() const { return (raw & invalid_flag) != 0; }
    [[nodiscard]] std::uint32_t drop() const { return raw & 0xff; }
    [[nodiscard]] std::uint32_t code_bits() const { return raw >> 8 & 15; }
    [[nodiscard]] std::uint32_t value() const { return raw >> 16 & 0x7fff; }
    /// Base plus extra bits, read from the bits that begin with this code.
    [[nodiscard]] std::uint32_t value_from(std::uint64_t bits) const {
        const std::uint64_t code_and_extra = bits & ((std::uint64_t{1} << drop()) - 1);
        return value() + static_cast<std::uint32_t>(code_and_extra >> code_bits());
    }
    /// Where in the whole table a link leads, for the bits behind its own.
    [[nodiscard]] std::uint32_t target(std::uint64_t bits_behind) const {
        return value() + static_cast<std::uint32_t>(bits_behind & ((std::uint64_t{1} << code_bits()) - 1));
    }
};

/// Whether a set of codes may leave bit patterns without a meaning.
enum class IncompleteCode : std::uint8_t {
    refused,
    one_code, ///< allowed where there is one code of one bit (RFC 1951, section 3.2.7: one distance code)
};

/// Fills `table` for the canonical Huffman code with these code lengths (RFC 1951, section 3.2.2); `entries[s]` is
/// symbol s's meaning, without its code. False where the lengths give no such code. Without any code, every look-up is
/// invalid.
[[nodiscard]] bool build_decode_table(std::span<DecodeEntry> table, unsigned table_bits,
                                      std::span<const std::uint8_t> lengths, std::span<const DecodeEntry> entries,
                                      IncompleteCode incomplete);

inline constexpr unsigned literal_table_bits = 11;
inline constexpr unsigned distance_table_bits = 8;
inline constexpr unsigned length_table_bits = 7;
// The most entries that codes of up to 15 bits need, by the program `enough` that comes with zlib.
inline constexpr std::size_t literal_table_size = 2342;
inline constexpr std::size_t distance_table_size = 402;
inline constexpr std::size_t length_table_size = 128;

/// The meanings of symbols (RFC 1951, sections 3.2.5 and 3.2.7); those that must not occur are invalid.
extern const std::array<DecodeEntry, 288> literal_entries;
extern const std::array<DecodeEntry, 32> distance_entries;
extern const std::array<DecodeEntry, 19> length_entries;

} // namespace strata

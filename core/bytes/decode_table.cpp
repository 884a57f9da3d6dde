#include "core/bytes/decode_table.hpp"

#include <algorithm>
#include <bit>

namespace strata {

namespace {

constexpr unsigned longest_code = 15;

constexpr DecodeEntry invalid_entry{DecodeEntry::special_flag | DecodeEntry::invalid_flag};

constexpr DecodeEntry base_entry(std::uint32_t base, std::uint32_t extra_bits) { return {base << 16 | extra_bits}; }

constexpr auto make_literal_entries() {
    std::array<DecodeEntry, 288> entries{};
    for (std::uint32_t byte = 0; byte < 256; byte++) entries[byte] = {DecodeEntry::literal_flag | byte << 16};
    entries[256] = {DecodeEntry::special_flag};
    std::uint32_t base = 3;
    for (std::uint32_t symbol = 257; symbol < 285; symbol++) {
        const std::uint32_t extra_bits = symbol < 265 ? 0 : (symbol - 261) / 4;
        entries[symbol] = base_entry(base, extra_bits);
        base += 1u << extra_bits;
    }
    entries[285] = base_entry(258, 0);
    entries[286] = entries[287] = invalid_entry;
    return entries;
}

constexpr auto make_distance_entries() {
    std::array<DecodeEntry, 32> entries{};
    std::uint32_t base = 1;
    for (std::uint32_t symbol = 0; symbol < 30; symbol++) {
        const std::uint32_t extra_bits = symbol < 2 ? 0 : symbol / 2 - 1;
        entries[symbol] = base_entry(base, extra_bits);
        base += 1u << extra_bits;
    }
    entries[30] = entries[31] = invalid_entry;
    return entries;
}

constexpr auto make_length_entries() {
    std::array<DecodeEntry, 19> entries{};
    for (std::uint32_t symbol = 0; symbol < 19; symbol++) entries[symbol] = base_entry(symbol, 0);
    return entries;
}

/// The symbols in the order of their codes, and how many codes each length has.
struct SortedCode {
    std::array<std::uint16_t, longest_code + 2> counts{};
    std::array<std::uint16_t, 288> symbols{};
    std::uint32_t used = 0;  ///< symbols that have a code
    std::int32_t unused = 1; ///< patterns of 15 bits that no code begins, negative: too many codes
};

SortedCode sort_code(std::span<const std::uint8_t> lengths) {
    SortedCode code;
    for (const std::uint8_t length : lengths) code.counts[length]++;
    code.counts[0] = 0;
    std::array<std::uint16_t, longest_code + 2> next{};
    for (unsigned length = 1; length <= longest_code; length++) {
        next[length + 1] = static_cast<std::uint16_t>(next[length] + code.counts[length]);
        code.unused = code.unused * 2 - code.counts[length];
        if (code.unused < 0) return code;
    }
    code.used = next[longest_code + 1];
    for (std::size_t symbol = 0; symbol < lengths.size(); symbol++)
        if (lengths[symbol] != 0) code.symbols[next[lengths[symbol]]++] = static_cast<std::uint16_t>(symbol);
    return code;
}

/// Codes stand in the stream with their first bit lowest: counts one up in that order.
std::uint32_t next_code(std::uint32_t code, unsigned length) {
    const std::uint32_t zeros = ~code & ((1u << length) - 1);
    if (zeros == 0) return 0;
    const std::uint32_t highest = std::bit_floor(zeros);
    return (code & (highest - 1)) | highest;
}

constexpr DecodeEntry with_code(DecodeEntry entry, unsigned length) { return {entry.raw + (length << 8) + length}; }

class TableBuilder {
public:
    TableBuilder(std::span<DecodeEntry> table, unsigned table_bits, const SortedCode& code,
                 std::span<const DecodeEntry> entries)
        : table_(table), table_bits_(table_bits), code_(code), entries_(entries), end_(std::size_t{1} << table_bits) {}

    /// A complete code with at least one symbol of each pattern.
    bool build() {
        fill_first();
        std::uint32_t prefix = ~0u;
        for (unsigned length = table_bits_ + 1; length <= longest_code; length++) {
            for (std::uint32_t left = code_.counts[length]; left > 0; left--) {
                const std::uint32_t low = pattern_ & ((1u << table_bits_) - 1);
                if (low != prefix && !start_second(length, left, low)) return false;
                prefix = low;
                const DecodeEntry entry = with_code(entries_[code_.symbols[at_++]], length - table_bits_);
                for (std::size_t i = pattern_ >> table_bits_; i < second_size_; i += 1u << (length - table_bits_))
                    table_[second_start_ + i] = entry;
                pattern_ = next_code(pattern_, length);
            }
        }
        return true;
    }

private:
    /// Codes that fit into the first table. Each shorter length's table is a repetition of itself in the next one.
    void fill_first() {
        std::size_t size = 1;
        for (unsigned length = 1; length <= table_bits_; length++, size *= 2) {
            std::copy_n(table_.begin(), size, table_.begin() + static_cast<std::ptrdiff_t>(size));
            for (std::uint32_t left = code_.counts[length]; left > 0; left--) {
                table_[pattern_] = with_code(entries_[code_.symbols[at_++]], length);
                pattern_ = next_code(pattern_, length);
            }
        }
    }

    /// A second table for all codes that begin with `low`, just large enough for the longest of them.
    bool start_second(unsigned length, std::uint32_t left, std::uint32_t low) {
        unsigned bits = length - table_bits_;
        std::uint32_t filled = left;
        while (filled < 1u << bits && table_bits_ + bits < longest_code) {
            bits++;
            filled = filled * 2 + code_.counts[table_bits_ + bits];
        }
        second_start_ = end_;
        second_size_ = std::size_t{1} << bits;
        end_ += second_size_;
        if (end_ > table_.size()) return false;
        table_[low] = {static_cast<std::uint32_t>(second_start_) << 16 | DecodeEntry::special_flag |
                       DecodeEntry::link_flag | bits << 8 | table_bits_};
        return true;
    }

    std::span<DecodeEntry> table_;
    unsigned table_bits_;
    const SortedCode& code_;
    std::span<const DecodeEntry> entries_;
    std::size_t end_;           ///< of the entries in use
    std::size_t at_ = 0;        ///< next of code_.symbols
    std::uint32_t pattern_ = 0; ///< the next code as it stands in the stream
    std::size_t second_start_ = 0;
    std::size_t second_size_ = 0;
};

} // namespace

constexpr std::array<DecodeEntry, 288> literal_entries = make_literal_entries();
constexpr std::array<DecodeEntry, 32> distance_entries = make_distance_entries();
constexpr std::array<DecodeEntry, 19> length_entries = make_length_entries();

bool build_decode_table(std::span<DecodeEntry> table, unsigned table_bits, std::span<const std::uint8_t> lengths,
                        std::span<const DecodeEntry> entries, IncompleteCode incomplete) {
    const SortedCode code = sort_code(lengths);
    if (code.unused < 0) return false;
    if (code.unused == 0) return TableBuilder(table, table_bits, code, entries).build();
    const bool one_code = code.used == 1 && code.counts[1] == 1;
    if (code.used != 0 && !(one_code && incomplete == IncompleteCode::one_code)) return false;
    const auto first = table.first(std::size_t{1} << table_bits);
    std::ranges::fill(first, with_code(invalid_entry, 1));
    for (std::size_t i = 0; one_code && i < first.size(); i += 2) first[i] = with_code(entries[code.symbols[0]], 1);
    return true;
}

} // namespace strata

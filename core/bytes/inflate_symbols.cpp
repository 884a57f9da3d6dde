// The part of Inflate that works most: literals and matches. A fast loop runs where input and output have room enough
// that it needs no checks between them; a careful one decodes the few symbols at the end of each piece of input.

#include "core/bytes/inflate.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace strata {

namespace {

constexpr std::uint64_t low_bits(unsigned count) { return (std::uint64_t{1} << count) - 1; }

constexpr std::uint64_t literal_mask = low_bits(literal_table_bits), distance_mask = low_bits(distance_table_bits);

/// Input that one turn of the fast loop may look at: three refills move on by up to 7 bytes and read 8.
constexpr std::size_t fast_input = 32;
/// Bits that decoding one distance takes: a code of 15, 13 extra bits.
constexpr unsigned most_distance_bits = 28;

std::uint64_t load(const std::uint8_t* from) {
    std::uint64_t word;
    std::memcpy(&word, from, sizeof word);
    if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
    return word;
}

/// The bits ahead, refilled eight bytes at a time. Above `count` stand bits of bytes that are not counted yet; the next
/// refill puts the same bits there again.
struct BitStream {
    std::uint64_t bits;
    std::uint32_t count;
    const std::uint8_t* next;

    /// At least 56 bits afterwards.
    void refill() {
        bits |= load(next) << (count & 63);
        next += (63 - count) >> 3;
        count |= 56;
    }
    void drop(DecodeEntry entry) {
        bits >>= entry.drop();
        count -= entry.drop();
    }
};

/// The distance behind a length, and whether it reaches no further back than `room` bytes; 28 bits must be held.
struct Distance {
    std::uint32_t value;
    bool right;
};

Distance decode_distance(BitStream& in, const DecodeEntry* distances, std::size_t room) {
    DecodeEntry entry = distances[in.bits & distance_mask];
    if (entry.is_link()) {
        in.drop(entry);
        entry = distances[entry.target(in.bits)];
    }
    const std::uint64_t before = in.bits;
    in.drop(entry);
    const std::uint32_t value = entry.value_from(before);
    return {value, !entry.is_invalid() && value <= room};
}

template <std::size_t Size>
void copy_block(std::uint8_t* to, const std::uint8_t* from) {
    std::array<std::uint8_t, Size> block; // a copy of its own, because the two may overlap
    std::memcpy(block.data(), from, Size);
    std::memcpy(to, block.data(), Size);
}

/// Copies a match in blocks; writes up to 15 bytes more than `length`.
void copy_match(std::uint8_t* to, std::size_t distance, std::size_t length) {
    const std::uint8_t* from = to - distance;
    std::uint8_t* const end = to + length;
    if (distance >= 16) {
        for (; to < end; to += 16, from += 16) copy_block<16>(to, from);
    } else if (distance >= 8) {
        for (; to < end; to += 8, from += 8) copy_block<8>(to, from);
    } else if (distance == 1) {
        std::memset(to, *from, length);
    } else {
        // Only `distance` of the eight bytes are right; the next turn overwrites the others.
        for (; to < end; to += distance, from += distance) copy_block<8>(to, from);
    }
}

} // namespace

Inflate::Step Inflate::decode_symbols(Input& input, Output& output) {
    for (;;) {
        if (output.next >= output.limit) return Step::need_output;
        const Step step = input.size() >= fast_input ? decode_fast(input, output) : decode_one(input, output);
        if (step != Step::done) return step;
    }
}

/// Decodes until the room in input or output is used up (done), or the block ends.
Inflate::Step Inflate::decode_fast(Input& input, Output& output) {
    BitStream in{bits_, held_, input.data()};
    const std::uint8_t* const last_input = input.data() + input.size() - fast_input;
    std::uint8_t* next = output.next;
    Step step = Step::done;
    const DecodeEntry* const literals = literals_.data();
    const DecodeEntry* const distances = distances_.data();

    in.refill();
    DecodeEntry entry = literals[in.bits & literal_mask];
    do {
        std::uint64_t before = in.bits;
        in.drop(entry);
        // Up to three literals a turn: three codes of 11 bits, and a length behind two of them, fit into one refill.
        if (entry.is_literal()) {
            *next++ = static_cast<std::uint8_t>(entry.raw >> 16);
            entry = literals[in.bits & literal_mask];
            before = in.bits;
            in.drop(entry);
            if (entry.is_literal()) {
                *next++ = static_cast<std::uint8_t>(entry.raw >> 16);
                entry = literals[in.bits & literal_mask];
                before = in.bits;
                in.drop(entry);
            }
        }
        if (entry.is_special()) {
            if (entry.is_link()) {
                entry = literals[entry.target(in.bits)];
                before = in.bits;
                in.drop(entry);
            }
            if (entry.is_special()) {
                step = entry.is_invalid() ? Step::damaged : end_block();
                break;
            }
        }
        if (entry.is_literal()) {
            *next++ = static_cast<std::uint8_t>(entry.raw >> 16);
            in.refill();
            entry = literals[in.bits & literal_mask];
            continue;
        }
        const std::uint32_t length = entry.value_from(before);
        if (in.count < most_distance_bits) in.refill();
        const Distance distance = decode_distance(in, distances, static_cast<std::size_t>(next - output.begin));
        if (!distance.right) {
            step = Step::damaged;
            break;
        }
        in.refill();
        entry = literals[in.bits & literal_mask];
        copy_match(next, distance.value, length);
        next += length;
    } while (in.next <= last_input && next < output.limit);

    output.next = next;
    hold_rest(in.bits, in.count, static_cast<std::size_t>(in.next - input.data()), input);
    return step;
}

/// Keeps what is held of `taken` bytes that were read ahead; whole bytes go back.
void Inflate::hold_rest(std::uint64_t bits, unsigned count, std::size_t taken, Input& input) {
    const std::size_t back = std::min<std::size_t>(count >> 3, taken);
    held_ = count - 8 * static_cast<unsigned>(back);
    bits_ = bits & low_bits(held_);
    input = input.subspan(taken - back);
}

struct Inflate::LookUp {
    DecodeEntry entry;
    unsigned bits = 0;       ///< of the whole code with its extra bits
    std::uint32_t value = 0; ///< base plus extra bits
    bool found = false;      ///< false: more bits are needed to tell
};

struct Inflate::Symbol {
    LookUp literal;
    LookUp distance; ///< of a match
    [[nodiscard]] bool is_match() const { return !literal.entry.is_literal() && !literal.entry.is_special(); }
    [[nodiscard]] bool found() const { return literal.found && (!is_match() || distance.found); }
};

/// What the first code in `bits` means; `bits` is zero above the `available` ones. A code found with zeros in place of
/// unknown bits is right if it is no longer than what is known.
Inflate::LookUp Inflate::look_up(std::span<const DecodeEntry> table, unsigned table_bits, std::uint64_t bits,
                                 unsigned available) {
    LookUp found{.entry = table[static_cast<std::size_t>(bits & low_bits(table_bits))]};
    if (found.entry.is_link()) {
        if (available <= table_bits) return found;
        found.bits = table_bits;
        bits >>= table_bits;
        found.entry = table[found.entry.target(bits)];
    }
    found.bits += found.entry.drop();
    found.value = found.entry.value_from(bits);
    found.found = found.bits <= available;
    return found;
}

Inflate::Symbol Inflate::peek_symbol() const {
    Symbol symbol{.literal = look_up(literals_, literal_table_bits, bits_, held_), .distance = {}};
    if (symbol.literal.found && symbol.is_match())
        symbol.distance =
            look_up(distances_, distance_table_bits, bits_ >> symbol.literal.bits, held_ - symbol.literal.bits);
    return symbol;
}

/// One symbol, bits taken byte by byte and only as many as it needs.
Inflate::Step Inflate::decode_one(Input& input, Output& output) {
    Symbol symbol = peek_symbol();
    while (!symbol.found()) {
        if (!hold(held_ + 1, input)) return Step::need_input;
        symbol = peek_symbol();
    }
    take(symbol.literal.bits);
    if (symbol.literal.entry.is_literal()) {
        *output.next++ = static_cast<std::uint8_t>(symbol.literal.entry.raw >> 16);
        return Step::done;
    }
    if (symbol.literal.entry.is_special()) return symbol.literal.entry.is_invalid() ? Step::damaged : end_block();
    take(symbol.distance.bits);
    const std::uint32_t distance = symbol.distance.value;
    if (symbol.distance.entry.is_invalid() || distance > static_cast<std::size_t>(output.next - output.begin))
        return Step::damaged;
    copy_match(output.next, distance, symbol.literal.value);
    output.next += symbol.literal.value;
    return Step::done;
}

} // namespace strata

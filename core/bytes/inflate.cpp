#include "core/bytes/inflate.hpp"

#include <algorithm>
#include <cstring>

namespace strata {

namespace {

constexpr unsigned block_header_bits = 3, code_counts_bits = 14, length_code_bits = 3;
constexpr std::uint32_t end_of_block = 256, most_literal_codes = 286, most_distance_codes = 30;

/// The order in which a block's header lists the lengths of the code lengths' own code (RFC 1951, section 3.2.7).
constexpr std::uint8_t length_order[19] = {16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15};

} // namespace

void Inflate::start(unsigned used_bits) {
    bits_ = 0;
    held_ = 0;
    skipped_bits_ = used_bits;
    stage_ = Stage::skipped_bits;
}

/// Makes at least `count` (up to 57) bits available. Takes no byte more than needed, so that at the end of a stream
/// nothing has to be given back.
bool Inflate::hold(unsigned count, Input& input) {
    while (held_ < count) {
        if (input.empty()) return false;
        bits_ |= static_cast<std::uint64_t>(input.front()) << held_;
        held_ += 8;
        input = input.subspan(1);
    }
    return true;
}

std::uint32_t Inflate::take(unsigned count) {
    const auto value = static_cast<std::uint32_t>(bits_ & ((std::uint64_t{1} << count) - 1));
    bits_ >>= count;
    held_ -= count;
    return value;
}

Inflate::Status Inflate::run(std::span<const std::uint8_t>& input, Output& output) {
    while (stage_ != Stage::complete) {
        switch (step(input, output)) {
        case Step::done: break;
        case Step::need_input: return Status::need_input;
        case Step::need_output: return Status::need_output;
        case Step::damaged: return Status::damaged;
        case Step::block_end: return stage_ == Stage::complete ? Status::complete : Status::block_end;
        }
    }
    return Status::complete;
}

Inflate::Step Inflate::step(Input& input, Output& output) {
    switch (stage_) {
    case Stage::skipped_bits:
        if (!hold(skipped_bits_, input)) return Step::need_input;
        take(skipped_bits_);
        stage_ = Stage::block_header;
        return Step::done;
    case Stage::block_header: return read_block_header(input);
    case Stage::stored_size: return read_stored_size(input);
    case Stage::stored: return copy_stored(input, output);
    case Stage::code_counts: return read_code_counts(input);
    case Stage::length_code: return read_length_code(input);
    case Stage::code_lengths: return read_code_lengths(input);
    case Stage::symbols: return decode_symbols(input, output);
    case Stage::complete: break;
    }
    return Step::done;
}

Inflate::Step Inflate::read_block_header(Input& input) {
    if (!hold(block_header_bits, input)) return Step::need_input;
    last_block_ = take(1) == 1;
    switch (take(2)) {
    case 0:
        take(held_ & 7); // a stored block begins at a byte
        stage_ = Stage::stored_size;
        return Step::done;
    case 1: return use_fixed_code();
    case 2: stage_ = Stage::code_counts; return Step::done;
    default: return Step::damaged;
    }
}

Inflate::Step Inflate::read_stored_size(Input& input) {
    if (!hold(32, input)) return Step::need_input;
    stored_left_ = take(16);
    if (stored_left_ != (take(16) ^ 0xffff)) return Step::damaged;
    stage_ = Stage::stored;
    return Step::done;
}

Inflate::Step Inflate::copy_stored(Input& input, Output& output) {
    while (stored_left_ > 0) {
        if (output.next >= output.limit) return Step::need_output;
        if (input.empty()) return Step::need_input;
        const auto room = static_cast<std::size_t>(output.limit - output.next);
        const std::size_t count = std::min({std::size_t{stored_left_}, input.size(), room});
        std::memcpy(output.next, input.data(), count);
        output.next += count;
        input = input.subspan(count);
        stored_left_ -= static_cast<std::uint32_t>(count);
    }
    return end_block();
}

Inflate::Step Inflate::end_block() {
    stage_ = last_block_ ? Stage::complete : Stage::block_header;
    return Step::block_end;
}

Inflate::Step Inflate::read_code_counts(Input& input) {
    if (!hold(code_counts_bits, input)) return Step::need_input;
    literal_codes_ = take(5) + 257;
    distance_codes_ = take(5) + 1;
    length_codes_ = take(4) + 4;
    if (literal_codes_ > most_literal_codes || distance_codes_ > most_distance_codes) return Step::damaged;
    lengths_.fill(0);
    at_ = 0;
    stage_ = Stage::length_code;
    return Step::done;
}

Inflate::Step Inflate::read_length_code(Input& input) {
    for (; at_ < length_codes_; at_++) {
        if (!hold(length_code_bits, input)) return Step::need_input;
        lengths_[length_order[at_]] = static_cast<std::uint8_t>(take(length_code_bits));
    }
    // Its table lives where the block's distances will be: it is done with before they come.
    if (!build_decode_table(std::span(distances_).first<length_table_size>(), length_table_bits,
                            std::span(lengths_).first(length_entries.size()), length_entries, IncompleteCode::refused))
        return Step::damaged;
    at_ = 0;
    stage_ = Stage::code_lengths;
    return Step::done;
}

Inflate::Step Inflate::read_code_lengths(Input& input) {
    constexpr unsigned extra_bits[] = {2, 3, 7}; // of symbols 16, 17, 18
    while (at_ < literal_codes_ + distance_codes_) {
        const DecodeEntry entry = distances_[bits_ & ((1u << length_table_bits) - 1)];
        const unsigned symbol = entry.value();
        const unsigned extra = symbol < 16 ? 0 : extra_bits[symbol - 16];
        if (held_ < entry.drop() + extra) {
            if (!hold(held_ + 1, input)) return Step::need_input;
            continue;
        }
        if (entry.is_special()) return Step::damaged;
        take(entry.drop());
        if (symbol < 16)
            lengths_[at_++] = static_cast<std::uint8_t>(symbol);
        else if (repeat_length(symbol, take(extra)) == Step::damaged)
            return Step::damaged;
    }
    return build_tables();
}

Inflate::Step Inflate::repeat_length(unsigned symbol, unsigned extra) {
    if (symbol == 16 && at_ == 0) return Step::damaged;
    const std::uint8_t length = symbol == 16 ? lengths_[at_ - 1] : 0;
    const unsigned count = extra + (symbol == 18 ? 11 : 3);
    if (at_ + count > literal_codes_ + distance_codes_) return Step::damaged;
    std::fill_n(lengths_.begin() + at_, count, length);
    at_ += count;
    return Step::done;
}

Inflate::Step Inflate::build_tables() {
    const auto lengths = std::span<const std::uint8_t>(lengths_);
    if (lengths[end_of_block] == 0) return Step::damaged;
    if (!build_decode_table(literals_, literal_table_bits, lengths.first(literal_codes_), literal_entries,
                            IncompleteCode::one_code) ||
        !build_decode_table(distances_, distance_table_bits, lengths.subspan(literal_codes_, distance_codes_),
                            distance_entries, IncompleteCode::one_code))
        return Step::damaged;
    stage_ = Stage::symbols;
    return Step::done;
}

Inflate::Step Inflate::use_fixed_code() {
    literal_codes_ = 288;
    distance_codes_ = 32;
    const auto fill = [&](unsigned first, unsigned behind, std::uint8_t length) {
        std::fill(lengths_.begin() + first, lengths_.begin() + behind, length);
    };
    fill(0, 144, 8);
    fill(144, 256, 9);
    fill(256, 280, 7);
    fill(280, 288, 8);
    fill(288, 320, 5);
    return build_tables();
}

} // namespace strata

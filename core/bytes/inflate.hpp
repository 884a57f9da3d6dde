// A streaming decoder for DEFLATE (RFC 1951) that stops and goes on between any two symbols and can start at any block.
#pragma once

#include "core/bytes/decode_table.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace strata {

/// Why not zlib: 64 bits at a time and tables like libdeflate's decode about twice as fast, in WebAssembly too, and a
/// block's exact bit is known, which is what a checkpoint needs.
class Inflate {
public:
    enum class Status : std::uint8_t {
        need_input,  ///< all input is used
        need_output, ///< output.next reached output.limit
        block_end,   ///< a block ended and another follows: a place to start again
        complete,    ///< the last block ended; the input begins with the first byte behind it
        damaged,     ///< no DEFLATE stream goes on like this
    };

    static constexpr std::size_t window = 32768; ///< how far back a match may reach
    static constexpr std::size_t slack = 320;    ///< writable bytes behind Output::limit

    /// Memory that is written to. A match reaches back as far as `begin`.
    struct Output {
        std::uint8_t* begin;
        std::uint8_t* next;
        std::uint8_t* limit; ///< stops here or up to `slack` bytes later
    };

    /// Starts at a block, `used_bits` (0 to 7) behind the beginning of the first byte of input.
    void start(unsigned used_bits = 0);
    /// Decodes from the front of `input` and drops what it used. After need_output or need_input, call it again with
    /// room or more input; nothing has to be kept for it but the window behind output.next.
    [[nodiscard]] Status run(std::span<const std::uint8_t>& input, Output& output);
    /// Bits taken from the input but not used yet; fewer than 8 at a block_end.
    [[nodiscard]] unsigned held_bits() const { return held_; }

private:
    enum class Stage : std::uint8_t {
        skipped_bits,
        block_header,
        stored_size,
        stored,
        code_counts,
        length_code,
        code_lengths,
        symbols,
        complete
    };
    /// What one step of the decoder came to.
    enum class Step : std::uint8_t { done, need_input, need_output, block_end, damaged };
    /// One literal (length 0), match, or the end of a block, and the bits it took.
    struct Symbol;
    struct LookUp;

    using Input = std::span<const std::uint8_t>;

    Step step(Input& input, Output& output);
    Step read_block_header(Input& input);
    Step read_stored_size(Input& input);
    Step copy_stored(Input& input, Output& output);
    Step read_code_counts(Input& input);
    Step read_length_code(Input& input);
    Step read_code_lengths(Input& input);
    Step repeat_length(unsigned symbol, unsigned extra);
    Step build_tables();
    Step use_fixed_code();
    Step decode_symbols(Input& input, Output& output);
    Step decode_fast(Input& input, Output& output);
    Step decode_one(Input& input, Output& output);
    Step end_block();
    [[nodiscard]] Symbol peek_symbol() const;
    [[nodiscard]] static LookUp look_up(std::span<const DecodeEntry> table, unsigned table_bits, std::uint64_t bits,
                                        unsigned available);

    bool hold(unsigned count, Input& input);
    void hold_rest(std::uint64_t bits, unsigned count, std::size_t taken, Input& input);
    std::uint32_t take(unsigned count);

    std::uint64_t bits_ = 0; ///< bits held, the next one lowest; zero above `held_`
    unsigned held_ = 0;
    unsigned skipped_bits_ = 0;
    Stage stage_ = Stage::skipped_bits;
    bool last_block_ = false;
    std::uint32_t stored_left_ = 0;
    unsigned literal_codes_ = 0;
    unsigned distance_codes_ = 0;
    unsigned length_codes_ = 0;
    unsigned at_ = 0; ///< code lengths read so far
    std::array<std::uint8_t, 320> lengths_;
    std::array<DecodeEntry, literal_table_size> literals_;
    std::array<DecodeEntry, distance_table_size> distances_;
};

} // namespace strata

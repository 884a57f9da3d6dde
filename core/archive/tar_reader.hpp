// One tar, entry by entry, from a stream that is read once: v7, ustar, pax, GNU and star, sparse files included.
#pragma once

#include "core/archive/block_stream.hpp"
#include "core/archive/pax_header.hpp"
#include "core/base/limits.hpp"
#include "core/model/layer_builder.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace strata {

/// Not libarchive, because an inspector must show what is written: libarchive 3.6 passes names of pax headers through
/// the locale's character set and its normal form (two files can become one), cuts them at a NUL, and refuses headers
/// over 1 MiB. It is the oracle of this reader's tests instead.
class TarReader {
public:
    /// `start`: the byte of the tar at which the stream stands; a header must be there.
    explicit TarReader(Reader& stream, std::uint64_t start = 0, const Limits& limits = {})
        : stream_(stream, start), limits_(limits) {}

    /// The next entry, valid until the next call, and nullptr at the end: a block of zeros or the end of the stream.
    /// Passes over what is left of the last entry's data. `data_offset` is where the data start, for a sparse file
    /// where its first header starts. An error names the byte; nothing can be read after it.
    [[nodiscard]] Result<const TarEntry*> next();
    /// The next bytes of the current entry's file, a sparse file's holes as zeros; empty at its end. Valid until the
    /// next call.
    [[nodiscard]] Result<std::span<const std::byte>> data();

    /// Where the stored data of the current sparse file belong, in order; empty for other files.
    [[nodiscard]] std::span<const SparsePiece> pieces() const { return pieces_; }

    /// The byte of the tar that comes next (right after `next`, the first of the stored data); after the end of the
    /// tar, the first byte behind its block of zeros.
    [[nodiscard]] std::uint64_t position() const { return stream_.position(); }
    /// What is behind the end of the tar, some of it at a time; empty at the end of the stream.
    [[nodiscard]] Result<std::span<const std::byte>> rest() { return stream_.take(~std::uint64_t{0}); }
    /// Whether the stream ended where a header or the closing blocks of zeros should be. Some writers leave those out,
    /// and so does whoever cuts a tar between two entries.
    [[nodiscard]] bool unclosed() const { return unclosed_; }
    /// How the headers so far are written: bits of TarForm.
    [[nodiscard]] std::uint8_t forms() const { return forms_; }
    /// Rules broken without anything being lost; the first few.
    [[nodiscard]] const std::vector<Problem>& problems() const { return problems_; }

private:
    enum class Step : std::uint8_t { entry, extension, end };

    Result<Step> read_header();
    Result<void> read_extension(const TarHeader& header, char type);
    Result<void> read_entry(const TarHeader& header, char type);
    Result<std::string> read_body(std::uint64_t size, std::uint64_t most);
    void apply_pax(bool is_device);
    Result<void> read_data_facts(const TarHeader& header, char type);
    Result<bool> data_follow();
    Result<void> pass_entry();
    Result<std::span<const std::byte>> sparse_data();
    [[nodiscard]] std::unexpected<Error> cut_short() const;
    void note(std::string message);

    BlockStream stream_;
    Limits limits_;
    TarEntry entry_;
    std::string path_; ///< entry_.path lies here
    std::string pax_body_;
    PaxHeader pax_; ///< of the entry being read; its views point into pax_body_
    std::string long_name_, long_link_;
    std::uint64_t first_header_ = 0;    ///< of the entry, its extension headers included
    std::uint64_t extension_bytes_ = 0; ///< of the entry so far
    std::uint64_t stored_left_ = 0;     ///< bytes of its data not passed yet
    std::uint64_t padding_ = 0;         ///< behind them
    std::uint64_t file_position_ = 0;   ///< in a sparse file
    std::vector<SparsePiece> pieces_;
    std::size_t piece_ = 0; ///< the piece at or behind file_position_
    bool unclosed_ = false;
    std::uint8_t forms_ = 0;
    std::vector<Problem> problems_;
};

} // namespace strata

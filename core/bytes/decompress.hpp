// Unpacks a stream: gzip, zstd, xz or bzip2, recognised by its first bytes.
#pragma once

#include "core/base/limits.hpp"
#include "core/bytes/codec.hpp"
#include "core/bytes/reader.hpp"
#include "core/model/layer.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace strata {

/// So many bytes of a stream are enough for `sniff`.
inline constexpr std::size_t sniff_bytes = 10;
/// How a stream that starts with `head` is packed: by the magic numbers of RFC 1952 (gzip), RFC 8878 (zstd, skippable
/// frames too), the .xz format and bzip2.
[[nodiscard]] Compression sniff(std::span<const std::byte> head);
/// "gzip", "zstd", "xz", "bzip2"; "plain" for none.
[[nodiscard]] std::string_view compression_name(Compression compression);

/// Unpacked bytes between two checkpoints: close enough that resuming costs milliseconds, and 32 KiB of window each
/// stay below 1 % of the unpacked bytes.
inline constexpr std::uint64_t usual_checkpoint_spacing = 4 * mebibyte;

struct DecompressOptions {
    std::uint64_t checkpoint_spacing = 0; ///< unpacked bytes between checkpoints, about; 0: leave none
    std::optional<Checkpoint> start;      ///< resume here; the stored reader starts at its stored_offset
};

/// The unpacked bytes of a stream. Its end comes only when the stored stream was read to its end as well, so that a tee
/// below it has seen every byte. Errors name the format and the byte of the stored stream ("gzip: bad CRC at byte
/// 81920"); what could be unpacked before the damage is given first, and the error stays.
class Decompressor final : public Reader {
public:
    Decompressor(std::unique_ptr<Reader> stored, std::unique_ptr<Codec> codec, Compression compression,
                 const Limits& limits, const DecompressOptions& options);

    Result<std::span<const std::byte>> next() override;
    /// Passes over bytes only where nothing is packed (Compression::none).
    Result<std::uint64_t> skip(std::uint64_t bytes) override;

    /// Bytes of the stored stream that were needed so far.
    [[nodiscard]] std::uint64_t stored_bytes() const { return input_.offset; }
    /// Offset in the unpacked stream of the byte that comes next.
    [[nodiscard]] std::uint64_t unpacked_bytes() const { return unpacked_; }
    /// Where reading can start again, in order; the front is none of them.
    [[nodiscard]] const std::vector<Checkpoint>& checkpoints() const { return notes_.checkpoints; }
    /// What was odd but did no harm: bytes behind the end that belong to no stream.
    [[nodiscard]] const std::vector<Problem>& problems() const { return notes_.problems; }
    /// The stream below: reads what is left of it, after an error, say.
    [[nodiscard]] Reader& stored() { return *stored_; }

private:
    Result<std::span<const std::byte>> unpack();

    std::unique_ptr<Reader> stored_;
    std::unique_ptr<Codec> codec_;
    Compression compression_;
    std::uint64_t unpacked_limit_;
    std::uint64_t unpacked_ = 0;
    StoredInput input_;
    UnpackNotes notes_;
    std::optional<Error> failed_;
};

/// Unpacks `stored`, which must start where the packed stream (or options.start) does.
[[nodiscard]] Result<std::unique_ptr<Decompressor>> make_decompressor(std::unique_ptr<Reader> stored,
                                                                      Compression compression,
                                                                      const Limits& limits = {},
                                                                      const DecompressOptions& options = {});

} // namespace strata

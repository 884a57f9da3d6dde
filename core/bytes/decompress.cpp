#include "core/bytes/decompress.hpp"

#include "core/base/text.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// Nothing is packed: the bytes themselves.
class PlainCodec final : public Codec {
public:
    Result<std::span<const std::byte>> unpack(StoredInput& input, UnpackNotes&) override {
        const auto bytes = input.bytes;
        input.drop(bytes.size());
        return bytes;
    }
};

bool starts_with(std::span<const std::byte> head, std::string_view magic) {
    return head.size() >= magic.size() && std::ranges::equal(head.first(magic.size()), std::as_bytes(std::span(magic)));
}

bool starts_zstd(std::span<const std::byte> head) {
    if (starts_with(head, "\x28\xb5\x2f\xfd")) return true;
    return head.size() >= 4 && (head[0] & std::byte{0xf0}) == std::byte{0x50} &&
           starts_with(head.subspan(1), "\x2a\x4d\x18");
}

bool starts_bzip2(std::span<const std::byte> head) {
    if (!starts_with(head, "BZh") || head.size() < 10) return false;
    if (head[3] < std::byte{'1'} || head[3] > std::byte{'9'}) return false;
    // The first block, or the end mark of an empty stream.
    return starts_with(head.subspan(4), "\x31\x41\x59\x26\x53\x59") ||
           starts_with(head.subspan(4), "\x17\x72\x45\x38\x50\x90");
}

Result<std::unique_ptr<Codec>> make_codec(Compression compression, const Limits& limits, const Checkpoint* start) {
    switch (compression) {
    case Compression::gzip: return make_gzip_codec(start);
    case Compression::zstd: return make_zstd_codec(start, limits);
    case Compression::xz: return make_xz_codec(limits);
    case Compression::bzip2: return make_bzip2_codec();
    case Compression::none: break;
    }
    return std::make_unique<PlainCodec>();
}

} // namespace

bool UnpackNotes::wants_checkpoint(std::uint64_t unpacked_offset) const {
    const std::uint64_t last = checkpoints.empty() ? first_unpacked : checkpoints.back().unpacked_offset;
    return checkpoint_spacing != 0 && unpacked_offset - last >= checkpoint_spacing;
}

void UnpackNotes::leave(Checkpoint checkpoint) {
    checkpoints.push_back(std::move(checkpoint));
    if (checkpoints.size() < most_checkpoints) return;
    for (std::size_t i = 0; i < checkpoints.size() / 2; i++) checkpoints[i] = std::move(checkpoints[2 * i + 1]);
    checkpoints.resize(checkpoints.size() / 2);
    checkpoint_spacing *= 2;
}

Compression sniff(std::span<const std::byte> head) {
    if (starts_with(head, "\x1f\x8b")) return Compression::gzip;
    if (starts_zstd(head)) return Compression::zstd;
    if (starts_with(head, std::string_view("\xfd\x37\x7a\x58\x5a\x00", 6))) return Compression::xz;
    if (starts_bzip2(head)) return Compression::bzip2;
    return Compression::none;
}

std::string_view compression_name(Compression compression) {
    switch (compression) {
    case Compression::gzip: return "gzip";
    case Compression::zstd: return "zstd";
    case Compression::xz: return "xz";
    case Compression::bzip2: return "bzip2";
    case Compression::none: break;
    }
    return "plain";
}

Decompressor::Decompressor(std::unique_ptr<Reader> stored, std::unique_ptr<Codec> codec, Compression compression,
                           const Limits& limits, const DecompressOptions& options)
    : stored_(std::move(stored)),
      codec_(std::move(codec)),
      compression_(compression),
      unpacked_limit_(limits.unpacked_bytes) {
    notes_.checkpoint_spacing = options.checkpoint_spacing;
    if (!options.start) return;
    input_.offset = options.start->stored_offset;
    unpacked_ = options.start->unpacked_offset;
    notes_.first_unpacked = unpacked_;
}

Result<std::span<const std::byte>> Decompressor::next() {
    if (failed_) return std::unexpected(*failed_);
    auto bytes = unpack();
    if (!bytes) failed_ = bytes.error();
    return bytes;
}

Result<std::span<const std::byte>> Decompressor::unpack() {
    for (;;) {
        if (input_.bytes.empty() && !input_.ended) {
            input_.bytes = TRY(stored_->next());
            input_.ended = input_.bytes.empty();
        }
        const auto bytes = TRY_WITHIN(compression_name(compression_), codec_->unpack(input_, notes_));
        if (bytes.empty()) {
            if (input_.ended) return bytes;
            continue;
        }
        if (bytes.size() > unpacked_limit_ - std::min(unpacked_, unpacked_limit_))
            return fail(text(compression_name(compression_), ": more than ", unpacked_limit_,
                             " bytes unpacked, which is the limit, at byte ", input_.offset));
        unpacked_ += bytes.size();
        return bytes;
    }
}

Result<std::uint64_t> Decompressor::skip(std::uint64_t bytes) {
    if (failed_) return std::unexpected(*failed_);
    if (compression_ != Compression::none) return 0;
    const std::uint64_t passed = TRY(stored_->skip(bytes));
    input_.offset += passed;
    unpacked_ += passed;
    return passed;
}

Result<std::unique_ptr<Decompressor>> make_decompressor(std::unique_ptr<Reader> stored, Compression compression,
                                                        const Limits& limits, const DecompressOptions& options) {
    auto codec = TRY_WITHIN(compression_name(compression),
                            make_codec(compression, limits, options.start ? &*options.start : nullptr));
    return std::make_unique<Decompressor>(std::move(stored), std::move(codec), compression, limits, options);
}

} // namespace strata

#include "core/base/text.hpp"
#include "core/bytes/codec.hpp"

#include <algorithm>
#include <bit>
#include <zstd.h>
#include <zstd_errors.h>

namespace strata {

namespace {

struct FreeStream {
    void operator()(ZSTD_DCtx* stream) const { ZSTD_freeDCtx(stream); }
};

/// Frames one after the other, skippable ones passed over (RFC 8878, section 3). Each frame is a place to start again.
class ZstdCodec final : public Codec {
public:
    ZstdCodec(std::uint64_t unpacked, const Limits& limits)
        : stream_(ZSTD_createDCtx()),
          unpacked_(unpacked),
          window_limit_(limits.zstd_window),
          buffer_(ZSTD_DStreamOutSize()) {
        const auto window_log = static_cast<int>(std::bit_width(window_limit_)) - 1;
        const ZSTD_bounds bounds = ZSTD_dParam_getBounds(ZSTD_d_windowLogMax);
        ZSTD_DCtx_setParameter(stream_.get(), ZSTD_d_windowLogMax,
                               std::clamp(window_log, bounds.lowerBound, bounds.upperBound));
    }

    Result<std::span<const std::byte>> unpack(StoredInput& input, UnpackNotes& notes) override {
        for (;;) {
            if (between_frames_ && !input.bytes.empty()) start_frame(input, notes);
            ZSTD_inBuffer in{input.bytes.data(), input.bytes.size(), 0};
            ZSTD_outBuffer out{buffer_.data(), buffer_.size(), 0};
            if (between_frames_) return std::span<const std::byte>{}; // only at the very end
            const std::size_t left = ZSTD_decompressStream(stream_.get(), &out, &in);
            input.drop(in.pos);
            if (ZSTD_isError(left)) return fail(describe(left, input.offset));
            between_frames_ = left == 0;
            unpacked_ += out.pos;
            if (out.pos > 0) return std::span<const std::byte>(buffer_).first(out.pos);
            if (!input.bytes.empty()) continue;
            if (input.ended && !between_frames_)
                return fail(text("breaks off in the middle of a frame at byte ", input.offset));
            return std::span<const std::byte>{};
        }
    }

private:
    void start_frame(const StoredInput& input, UnpackNotes& notes) {
        between_frames_ = false;
        if (notes.wants_checkpoint(unpacked_))
            notes.leave({.stored_offset = input.offset, .unpacked_offset = unpacked_, .window = {}});
    }

    std::string describe(std::size_t error, std::uint64_t offset) const {
        switch (ZSTD_getErrorCode(error)) {
        case ZSTD_error_frameParameter_windowTooLarge:
            return text("a frame asks for more window memory than the limit of ", window_limit_, " bytes, at byte ",
                        offset);
        case ZSTD_error_prefix_unknown: return text("no frame starts at byte ", offset);
        case ZSTD_error_checksum_wrong: return text("bad checksum at byte ", offset);
        case ZSTD_error_memory_allocation: return text("not enough memory for the frame at byte ", offset);
        default: return text("damaged data (", ZSTD_getErrorName(error), ") at byte ", offset);
        }
    }

    std::unique_ptr<ZSTD_DCtx, FreeStream> stream_;
    std::uint64_t unpacked_;
    std::uint64_t window_limit_;
    std::vector<std::byte> buffer_;
    bool between_frames_ = true;
};

} // namespace

Result<std::unique_ptr<Codec>> make_zstd_codec(const Checkpoint* start, const Limits& limits) {
    return std::make_unique<ZstdCodec>(start ? start->unpacked_offset : 0, limits);
}

} // namespace strata

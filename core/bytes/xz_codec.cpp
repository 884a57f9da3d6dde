#include "core/base/text.hpp"
#include "core/bytes/codec.hpp"

#include <lzma.h>

namespace strata {

namespace {

constexpr std::size_t chunk = 256 * kibibyte;

/// Streams one after the other with their padding (the .xz file format, section 1.2).
class XzCodec final : public Codec {
public:
    explicit XzCodec(std::uint64_t memory_limit) : memory_limit_(memory_limit), buffer_(chunk) {
        ready_ = lzma_stream_decoder(&stream_, memory_limit, LZMA_CONCATENATED) == LZMA_OK;
    }
    ~XzCodec() override { lzma_end(&stream_); }
    XzCodec(const XzCodec&) = delete;
    XzCodec& operator=(const XzCodec&) = delete;

    bool ready() const { return ready_; }

    Result<std::span<const std::byte>> unpack(StoredInput& input, UnpackNotes&) override {
        if (finished_) return std::span<const std::byte>{};
        if (pending_ != LZMA_OK) return fail(describe(pending_, input.offset));
        stream_.next_in = reinterpret_cast<const std::uint8_t*>(input.bytes.data());
        stream_.avail_in = input.bytes.size();
        stream_.next_out = reinterpret_cast<std::uint8_t*>(buffer_.data());
        stream_.avail_out = buffer_.size();
        lzma_ret status = LZMA_OK;
        while (status == LZMA_OK && stream_.avail_out > 0 && (stream_.avail_in > 0 || input.ended))
            status = lzma_code(&stream_, input.ended ? LZMA_FINISH : LZMA_RUN);
        input.drop(input.bytes.size() - stream_.avail_in);
        finished_ = status == LZMA_STREAM_END;
        const std::size_t count = buffer_.size() - stream_.avail_out;
        if (status != LZMA_OK && !finished_) pending_ = status;
        if (count == 0 && pending_ != LZMA_OK) return fail(describe(pending_, input.offset));
        return std::span<const std::byte>(buffer_).first(count);
    }

private:
    std::string describe(lzma_ret status, std::uint64_t offset) const {
        switch (status) {
        case LZMA_BUF_ERROR: return text("breaks off in the middle of a stream at byte ", offset);
        case LZMA_MEMLIMIT_ERROR:
            return text("asks for ", lzma_memusage(&stream_), " bytes of memory, the limit is ", memory_limit_,
                        ", at byte ", offset);
        case LZMA_FORMAT_ERROR: return text("no stream starts at byte ", offset);
        case LZMA_OPTIONS_ERROR: return text("an unknown filter or option at byte ", offset);
        case LZMA_MEM_ERROR: return text("not enough memory at byte ", offset);
        default: return text("damaged data at byte ", offset);
        }
    }

    lzma_stream stream_ = LZMA_STREAM_INIT;
    std::uint64_t memory_limit_;
    std::vector<std::byte> buffer_;
    lzma_ret pending_ = LZMA_OK; ///< what went wrong; what was unpacked before it goes first
    bool ready_ = false;
    bool finished_ = false;
};

} // namespace

Result<std::unique_ptr<Codec>> make_xz_codec(const Limits& limits) {
    auto codec = std::make_unique<XzCodec>(limits.xz_memory);
    if (!codec->ready()) return fail("not enough memory to start");
    return codec;
}

} // namespace strata

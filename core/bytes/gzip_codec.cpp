#include "core/base/text.hpp"
#include "core/bytes/codec.hpp"
#include "core/bytes/gzip_header.hpp"

#include <libdeflate.h>
#include <zlib.h>

namespace strata {

namespace {

constexpr std::size_t chunk = 256 * kibibyte;
constexpr std::size_t trailer_size = 8;

/// Members one after the other (RFC 1952), as eStargz and pigz write them. Behind the last one, zeros are padding and
/// anything else is left out with a warning, as gzip(1) does.
class GzipCodec final : public Codec {
public:
    GzipCodec() : buffer_(chunk) { inflateInit2(&stream_, -15); }
    ~GzipCodec() override { inflateEnd(&stream_); }
    GzipCodec(const GzipCodec&) = delete;
    GzipCodec& operator=(const GzipCodec&) = delete;

    Result<std::span<const std::byte>> unpack(StoredInput& input, UnpackNotes& notes) override {
        while (!input.bytes.empty() || input.ended) {
            switch (stage_) {
            case Stage::header: TRY(read_header(input, notes)); break;
            case Stage::body: {
                const auto bytes = TRY(read_body(input));
                if (!bytes.empty()) return bytes;
                break;
            }
            case Stage::trailer: TRY(read_trailer(input)); break;
            case Stage::padding: pass_padding(input, notes); break;
            case Stage::garbage: input.drop(input.bytes.size()); break;
            }
            if (!input.ended) continue;
            if (stage_ == Stage::padding || stage_ == Stage::garbage) break;
            if (stage_ == Stage::header && members_ > 0 && header_.untouched()) break;
        }
        return std::span<const std::byte>{};
    }

private:
    enum class Stage : std::uint8_t { header, body, trailer, padding, garbage };

    static std::unexpected<Error> broken_off(const StoredInput& input) {
        return fail(text("breaks off in the middle of a member at byte ", input.offset));
    }

    Result<> read_header(StoredInput& input, UnpackNotes& notes) {
        if (input.bytes.empty()) return members_ > 0 && header_.untouched() ? Result<>{} : Result<>(broken_off(input));
        if (members_ > 0 && header_.untouched() && input.bytes.front() == std::byte{0}) {
            stage_ = Stage::padding;
            return {};
        }
        const auto step = TRY(header_.read(input));
        if (step == GzipHeader::Step::foreign) {
            if (members_ == 0) return fail(text("no member starts at byte ", input.offset));
            ignore_rest(input, notes);
        }
        if (step == GzipHeader::Step::complete) {
            stage_ = Stage::body;
            crc_ = 0;
            size_ = 0;
        }
        return {};
    }

    Result<std::span<const std::byte>> read_body(StoredInput& input) {
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<std::byte*>(input.bytes.data()));
        stream_.avail_in = static_cast<unsigned>(input.bytes.size());
        stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data());
        stream_.avail_out = static_cast<unsigned>(buffer_.size());
        const int status = inflate(&stream_, Z_NO_FLUSH);
        input.drop(input.bytes.size() - stream_.avail_in);
        const std::size_t count = buffer_.size() - stream_.avail_out;
        if (status == Z_STREAM_END) {
            stage_ = Stage::trailer;
            trailer_count_ = 0;
            inflateReset(&stream_);
        } else if (count == 0 && status == Z_BUF_ERROR && input.ended) {
            return broken_off(input);
        } else if (count == 0 && status != Z_OK && status != Z_BUF_ERROR) {
            return fail(text("damaged data at byte ", input.offset));
        }
        const auto bytes = std::span<const std::byte>(buffer_).first(count);
        crc_ = libdeflate_crc32(crc_, bytes.data(), bytes.size());
        size_ += static_cast<std::uint32_t>(count);
        return bytes;
    }

    Result<> read_trailer(StoredInput& input) {
        while (trailer_count_ < trailer_size && !input.bytes.empty()) {
            trailer_[trailer_count_++] = static_cast<std::uint8_t>(input.bytes.front());
            input.drop(1);
        }
        if (trailer_count_ < trailer_size) return input.ended ? Result<>(broken_off(input)) : Result<>{};
        if (trailer_word(0) != crc_) return fail(text("bad CRC at byte ", input.offset - trailer_size));
        if (trailer_word(4) != size_) return fail(text("bad length at byte ", input.offset - trailer_size / 2));
        stage_ = Stage::header;
        members_++;
        return {};
    }

    void pass_padding(StoredInput& input, UnpackNotes& notes) {
        while (!input.bytes.empty() && input.bytes.front() == std::byte{0}) input.drop(1);
        if (!input.bytes.empty()) ignore_rest(input, notes);
    }

    void ignore_rest(const StoredInput& input, UnpackNotes& notes) {
        notes.problems.push_back(
            {Severity::warning, text("gzip: what follows byte ", input.offset, " is not gzip and is ignored")});
        stage_ = Stage::garbage;
    }

    std::uint32_t trailer_word(std::size_t at) const {
        return static_cast<std::uint32_t>(trailer_[at]) | static_cast<std::uint32_t>(trailer_[at + 1]) << 8 |
               static_cast<std::uint32_t>(trailer_[at + 2]) << 16 | static_cast<std::uint32_t>(trailer_[at + 3]) << 24;
    }

    z_stream stream_{};
    std::vector<std::byte> buffer_;
    GzipHeader header_;
    std::array<std::uint8_t, trailer_size> trailer_{};
    std::size_t trailer_count_ = 0;
    std::uint64_t members_ = 0; ///< complete ones
    std::uint32_t crc_ = 0;     ///< CRC-32 of this member's bytes so far
    std::uint32_t size_ = 0;    ///< of this member so far, modulo 2^32
    Stage stage_ = Stage::header;
};

} // namespace

Result<std::unique_ptr<Codec>> make_gzip_codec(const Checkpoint*) { return std::make_unique<GzipCodec>(); }

} // namespace strata

#include "core/base/text.hpp"
#include "core/bytes/codec.hpp"

#include <algorithm>
#include <bzlib.h>
#include <limits>
#include <optional>

namespace strata {

namespace {

constexpr std::size_t chunk = 256 * kibibyte;

/// Streams one after the other; what follows the last one and is no stream is left out with a warning, as bzip2(1)
/// does.
class Bzip2Codec final : public Codec {
public:
    Bzip2Codec() : buffer_(chunk) {}
    ~Bzip2Codec() override { close(); }
    Bzip2Codec(const Bzip2Codec&) = delete;
    Bzip2Codec& operator=(const Bzip2Codec&) = delete;

    Result<std::span<const std::byte>> unpack(StoredInput& input, UnpackNotes& notes) override {
        if (failed_) return fail(*failed_);
        while (!input.bytes.empty() || (input.ended && open_)) {
            if (garbage_) {
                input.drop(input.bytes.size());
                break;
            }
            if (!open_ && !open_next(input, notes)) continue;
            const std::size_t count = TRY(step(input));
            if (count > 0) return std::span<const std::byte>(buffer_).first(count);
        }
        return std::span<const std::byte>{};
    }

private:
    /// Starts a stream at the front of the input; behind the first one, only where one stands there.
    bool open_next(const StoredInput& input, UnpackNotes& notes) {
        if (streams_ > 0 && input.bytes.front() != std::byte{'B'}) {
            notes.problems.push_back(
                {Severity::warning, text("bzip2: what follows byte ", input.offset, " is not bzip2 and is ignored")});
            garbage_ = true;
            return false;
        }
        open_ = BZ2_bzDecompressInit(&stream_, 0, 0) == BZ_OK;
        streams_++;
        return true;
    }

    Result<std::size_t> step(StoredInput& input) {
        if (!open_) return fail("not enough memory to start");
        const std::size_t given = std::min<std::size_t>(input.bytes.size(), std::numeric_limits<int>::max());
        // bzlib takes a char* for input that it does not change.
        stream_.next_in = const_cast<char*>(reinterpret_cast<const char*>(input.bytes.data()));
        stream_.avail_in = static_cast<unsigned>(given);
        stream_.next_out = reinterpret_cast<char*>(buffer_.data());
        stream_.avail_out = static_cast<unsigned>(buffer_.size());
        const int status = BZ2_bzDecompress(&stream_);
        input.drop(given - stream_.avail_in);
        const std::size_t count = buffer_.size() - stream_.avail_out;
        if (status == BZ_STREAM_END)
            close();
        else if (status != BZ_OK)
            failed_ = describe(status, input.offset);
        else if (count == 0 && input.bytes.empty() && input.ended)
            failed_ = text("breaks off in the middle of a stream at byte ", input.offset);
        if (count == 0 && failed_) return fail(*failed_);
        return count;
    }

    static std::string describe(int status, std::uint64_t offset) {
        if (status == BZ_DATA_ERROR_MAGIC) return text("no stream starts at byte ", offset);
        if (status == BZ_MEM_ERROR) return text("not enough memory at byte ", offset);
        return text("damaged data at byte ", offset);
    }

    void close() {
        if (open_) BZ2_bzDecompressEnd(&stream_);
        open_ = false;
    }

    bz_stream stream_{};
    std::vector<std::byte> buffer_;
    std::uint64_t streams_ = 0;
    std::optional<std::string> failed_; ///< what was unpacked before it goes first
    bool open_ = false;
    bool garbage_ = false;
};

} // namespace

Result<std::unique_ptr<Codec>> make_bzip2_codec() { return std::make_unique<Bzip2Codec>(); }

} // namespace strata

#include "core/bytes/checkpoints.hpp"

#include <algorithm>
#include <utility>

namespace strata {

namespace {

/// Stored bytes read at a time: after a jump, often little is wanted.
constexpr std::size_t jump_slice = 256 * kibibyte;

/// Another reader without its first bytes.
class Later final : public Reader {
public:
    Later(std::unique_ptr<Reader> inner, std::uint64_t first) : inner_(std::move(inner)), passing_(first) {}

    Result<std::span<const std::byte>> next() override {
        for (;;) {
            const auto bytes = TRY(inner_->next());
            if (bytes.empty() || bytes.size() > passing_) {
                const auto first = static_cast<std::size_t>(std::min<std::uint64_t>(passing_, bytes.size()));
                passing_ = 0;
                return bytes.subspan(first);
            }
            passing_ -= bytes.size();
        }
    }

private:
    std::unique_ptr<Reader> inner_;
    std::uint64_t passing_; ///< bytes still to pass over
};

} // namespace

Result<std::unique_ptr<Decompressor>> resume_at(const Source& blob, Compression compression, const Checkpoint* start,
                                                const Limits& limits) {
    DecompressOptions options;
    if (start) options.start = *start;
    return make_decompressor(make_source_reader(blob, start ? start->stored_offset : 0, jump_slice), compression,
                             limits, options);
}

Result<std::unique_ptr<Reader>> open_at(const Source& blob, Compression compression,
                                        std::span<const Checkpoint> checkpoints, std::uint64_t unpacked_offset,
                                        const Limits& limits) {
    if (compression == Compression::none) return make_source_reader(blob, unpacked_offset, jump_slice);
    const Checkpoint* const start = nearest_checkpoint(checkpoints, unpacked_offset);
    auto unpacked = TRY(resume_at(blob, compression, start, limits));
    return std::make_unique<Later>(std::move(unpacked), unpacked_offset - (start ? start->unpacked_offset : 0));
}

} // namespace strata

#include "core/image/layer_stream.hpp"

#include "core/bytes/decompress.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace strata {

namespace {

/// A stream without its first bytes.
class Behind final : public Reader {
public:
    Behind(std::unique_ptr<Reader> inner, std::uint64_t front) : inner_(std::move(inner)), front_(front) {}
    Result<std::span<const std::byte>> next() override {
        for (;;) {
            const auto bytes = TRY(inner_->next());
            if (front_ < bytes.size() || bytes.empty())
                return bytes.subspan(
                    static_cast<std::size_t>(std::min<std::uint64_t>(std::exchange(front_, 0), bytes.size())));
            front_ -= bytes.size();
        }
    }
    Result<std::uint64_t> skip(std::uint64_t bytes) override {
        if (front_ > 0) return 0;
        return inner_->skip(bytes);
    }

private:
    std::unique_ptr<Reader> inner_;
    std::uint64_t front_; ///< bytes still to be left out
};

} // namespace

Compression sniff_blob(const Source& blob) {
    std::array<std::byte, sniff_bytes> head{};
    return sniff(std::span(head).first(blob.read_at(0, head).value_or(0)));
}

Result<std::unique_ptr<Reader>> open_tar_at(const Source& blob, std::span<const Checkpoint> checkpoints,
                                            std::uint64_t offset, std::size_t slice, const Limits& limits) {
    const Compression compression = sniff_blob(blob);
    if (compression == Compression::none) return make_source_reader(blob, offset, slice);
    DecompressOptions options;
    const auto behind = std::ranges::upper_bound(checkpoints, offset, {}, &Checkpoint::unpacked_offset);
    if (behind != checkpoints.begin()) options.start = *std::prev(behind);
    const std::uint64_t stored = options.start ? options.start->stored_offset : 0;
    const std::uint64_t unpacked = options.start ? options.start->unpacked_offset : 0;
    auto stream = TRY(make_decompressor(make_source_reader(blob, stored, slice), compression, limits, options));
    return std::make_unique<Behind>(std::move(stream), offset - unpacked);
}

} // namespace strata

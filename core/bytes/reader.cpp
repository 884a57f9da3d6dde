#include "core/bytes/reader.hpp"

#include "core/bytes/source.hpp"

#include <algorithm>
#include <vector>

namespace strata {

namespace {

/// Behind a wide gap mostly little is wanted, a header, before the next one.
constexpr std::size_t slice_behind_gap = 4096;

class SourceReader final : public Reader {
public:
    SourceReader(const Source& source, std::uint64_t offset, std::size_t slice)
        : source_(source),
          offset_(std::min(offset, source.size())),
          slice_(std::max<std::size_t>(slice, 1)),
          pace_(slice_) {}

    Result<std::span<const std::byte>> next() override {
        // Never more memory than the source has bytes: most blobs of an archive are small documents.
        const std::uint64_t left = source_.size() - offset_;
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(pace_, left));
        pace_ = std::min(2 * pace_, slice_);
        if (buffer_.size() < wanted) buffer_.resize(wanted);
        const std::size_t count = TRY(source_.read_at(offset_, std::span(buffer_).first(wanted)));
        offset_ += count;
        return std::span<const std::byte>(buffer_).first(count);
    }

    Result<std::uint64_t> skip(std::uint64_t bytes) override {
        const std::uint64_t passed = std::min(bytes, source_.size() - offset_);
        offset_ += passed;
        if (passed > slice_) pace_ = std::min(slice_behind_gap, slice_);
        return passed;
    }

private:
    const Source& source_;
    std::uint64_t offset_;
    std::size_t slice_;
    std::size_t pace_; ///< bytes of the next read; doubles up to a slice
    std::vector<std::byte> buffer_;
};

class Tee final : public Reader {
public:
    Tee(std::unique_ptr<Reader> inner, Watch watch) : inner_(std::move(inner)), watch_(std::move(watch)) {}
    Result<std::span<const std::byte>> next() override {
        const auto bytes = TRY(inner_->next());
        watch_(bytes);
        return bytes;
    }

private:
    std::unique_ptr<Reader> inner_;
    Watch watch_;
};

} // namespace

std::unique_ptr<Reader> make_source_reader(const Source& source, std::uint64_t offset, std::size_t slice) {
    return std::make_unique<SourceReader>(source, offset, slice);
}

std::unique_ptr<Reader> make_tee(std::unique_ptr<Reader> inner, Watch watch) {
    return std::make_unique<Tee>(std::move(inner), std::move(watch));
}

} // namespace strata

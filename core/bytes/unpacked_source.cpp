#include "core/bytes/unpacked_source.hpp"

#include "core/bytes/checkpoints.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <list>
#include <mutex>
#include <utility>

namespace strata {

namespace {

/// Small reads are done in blocks of this size, which are kept: header of a tar member and a small file behind it
/// mostly lie in one.
constexpr std::uint64_t block_size = 64 * kibibyte;
constexpr std::size_t kept_blocks = 256;
/// As many streams are kept open as readers are likely to be at work; each may hold a window of many megabytes.
constexpr std::size_t kept_cursors = 4;

/// One open stream and where in the unpacked bytes it stands.
class Cursor {
public:
    explicit Cursor(std::unique_ptr<Decompressor> stream)
        : stream_(std::move(stream)), position_(stream_->unpacked_bytes()) {}

    std::uint64_t position() const { return position_; }

    /// Goes forward to `offset` and fills `into`, or less where the stream ends.
    Result<std::size_t> read(std::uint64_t offset, std::span<std::byte> into) {
        std::size_t done = 0;
        while (done < into.size()) {
            if (rest_.empty()) rest_ = TRY(stream_->next());
            if (rest_.empty()) break;
            const auto passed =
                static_cast<std::size_t>(std::min<std::uint64_t>(offset + done - position_, rest_.size()));
            advance(passed);
            const std::size_t count = std::min(rest_.size(), into.size() - done);
            if (count > 0) std::memcpy(into.data() + done, rest_.data(), count);
            advance(count);
            done += count;
        }
        return done;
    }

private:
    void advance(std::size_t count) {
        rest_ = rest_.subspan(count);
        position_ += count;
    }

    std::unique_ptr<Decompressor> stream_;
    std::span<const std::byte> rest_; ///< unpacked, not read yet
    std::uint64_t position_;
};

/// The last blocks that were read, newest first. Thread safe.
class BlockCache {
public:
    std::shared_ptr<const std::vector<std::byte>> find(std::uint64_t number) {
        const std::scoped_lock lock(mutex_);
        const auto found = std::ranges::find(blocks_, number, &Block::number);
        if (found == blocks_.end()) return nullptr;
        blocks_.splice(blocks_.begin(), blocks_, found);
        return found->bytes;
    }
    void keep(std::uint64_t number, std::shared_ptr<const std::vector<std::byte>> bytes) {
        const std::scoped_lock lock(mutex_);
        blocks_.push_front({number, std::move(bytes)});
        if (blocks_.size() > kept_blocks) blocks_.pop_back();
    }

private:
    struct Block {
        std::uint64_t number;
        std::shared_ptr<const std::vector<std::byte>> bytes;
    };
    std::mutex mutex_;
    std::list<Block> blocks_;
};

class Unpacked final : public Source {
public:
    Unpacked(std::unique_ptr<Source> stored, Compression compression, const Limits& limits,
             std::vector<Checkpoint> checkpoints, std::uint64_t size)
        : stored_(std::move(stored)),
          compression_(compression),
          limits_(limits),
          checkpoints_(std::move(checkpoints)),
          size_(size) {}

    std::uint64_t size() const override { return size_; }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        if (offset >= size_) return 0;
        into = into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size_ - offset)));
        if (into.size() > block_size) return read_stream(offset, into);
        std::size_t done = 0;
        while (done < into.size()) {
            const std::uint64_t at = offset + done;
            const auto block = TRY(read_block(at / block_size));
            const auto start = static_cast<std::size_t>(at % block_size);
            if (start >= block->size()) break;
            const std::size_t count = std::min(block->size() - start, into.size() - done);
            std::memcpy(into.data() + done, block->data() + start, count);
            done += count;
        }
        return done;
    }

private:
    Result<std::shared_ptr<const std::vector<std::byte>>> read_block(std::uint64_t number) const {
        if (auto kept = cache_.find(number)) return kept;
        const std::uint64_t offset = number * block_size;
        auto block =
            std::make_shared<std::vector<std::byte>>(static_cast<std::size_t>(std::min(block_size, size_ - offset)));
        block->resize(TRY(read_stream(offset, *block)));
        cache_.keep(number, block);
        return block;
    }

    Result<std::size_t> read_stream(std::uint64_t offset, std::span<std::byte> into) const {
        auto cursor = TRY(take_cursor(offset));
        const std::size_t count = TRY(cursor->read(offset, into));
        const std::scoped_lock lock(mutex_);
        cursors_.push_front(std::move(cursor));
        if (cursors_.size() > kept_cursors) cursors_.pop_back();
        return count;
    }

    /// The open stream that is nearest before `offset`, or a new one where a checkpoint is nearer. While it is used it
    /// belongs to the caller alone.
    Result<std::unique_ptr<Cursor>> take_cursor(std::uint64_t offset) const {
        const Checkpoint* const start = nearest_checkpoint(checkpoints_, offset);
        const std::uint64_t from = start ? start->unpacked_offset : 0;
        {
            const std::scoped_lock lock(mutex_);
            auto best = cursors_.end();
            for (auto at = cursors_.begin(); at != cursors_.end(); ++at) {
                const std::uint64_t position = (*at)->position();
                if (position < from || position > offset) continue;
                if (best == cursors_.end() || position > (*best)->position()) best = at;
            }
            if (best != cursors_.end()) {
                auto cursor = std::move(*best);
                cursors_.erase(best);
                return cursor;
            }
        }
        return std::make_unique<Cursor>(TRY(resume_at(*stored_, compression_, start, limits_)));
    }

    std::unique_ptr<Source> stored_;
    Compression compression_;
    Limits limits_;
    std::vector<Checkpoint> checkpoints_;
    std::uint64_t size_;
    mutable BlockCache cache_;
    mutable std::mutex mutex_;
    mutable std::list<std::unique_ptr<Cursor>> cursors_; ///< those nobody uses now, last used first
};

} // namespace

Result<UnpackedSource> make_unpacked_source(std::unique_ptr<Source> stored, Compression compression,
                                            const Limits& limits, const Progress& progress) {
    auto pass = TRY(make_decompressor(make_source_reader(*stored), compression, limits,
                                      {.checkpoint_spacing = usual_checkpoint_spacing, .start = {}}));
    std::vector<Problem> problems;
    for (;;) {
        const auto bytes = pass->next();
        if (!bytes && pass->unpacked_bytes() == 0) return std::unexpected(bytes.error());
        if (!bytes) problems.push_back({Severity::error, bytes.error().message});
        if (!bytes || bytes->empty()) break;
        if (progress && !progress(pass->stored_bytes(), stored->size())) return fail("stopped");
    }
    problems.insert(problems.end(), pass->problems().begin(), pass->problems().end());
    auto checkpoints = pass->checkpoints();
    const std::uint64_t size = pass->unpacked_bytes();
    pass.reset();
    auto source = std::make_unique<Unpacked>(std::move(stored), compression, limits, std::move(checkpoints), size);
    return UnpackedSource{.source = std::move(source), .problems = std::move(problems)};
}

} // namespace strata

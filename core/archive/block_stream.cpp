#include "core/archive/block_stream.hpp"

#include <algorithm>

namespace strata {

/// Whether current_ has bytes now.
Result<bool> BlockStream::refill() {
    if (!current_.empty()) return true;
    current_ = following_;
    following_ = {};
    if (!current_.empty()) return true;
    if (ended_) return false;
    current_ = TRY(reader_.next());
    ended_ = current_.empty();
    return !ended_;
}

std::span<const std::byte> BlockStream::use(std::uint64_t most) {
    const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(most, current_.size()));
    const auto used = current_.first(count);
    current_ = current_.subspan(count);
    position_ += count;
    return used;
}

Result<std::span<const std::byte>> BlockStream::peek() {
    if (!TRY(refill())) return std::span<const std::byte>{};
    if (current_.size() >= tar_block) return current_.first(tar_block);
    std::size_t filled = current_.size();
    std::ranges::copy(current_, block_.begin()); // to the front, even from further back in block_
    current_ = std::span(block_).first(filled);
    while (filled < tar_block && !(following_.empty() && ended_)) {
        if (following_.empty()) {
            following_ = TRY(reader_.next());
            ended_ = following_.empty();
            continue;
        }
        const std::size_t count = std::min(tar_block - filled, following_.size());
        std::ranges::copy(following_.first(count), block_.begin() + static_cast<std::ptrdiff_t>(filled));
        following_ = following_.subspan(count);
        filled += count;
        current_ = std::span(block_).first(filled);
    }
    return current_;
}

Result<std::span<const std::byte>> BlockStream::take(std::uint64_t most) {
    if (!TRY(refill())) return std::span<const std::byte>{};
    return use(most);
}

Result<std::uint64_t> BlockStream::pass(std::uint64_t bytes) {
    std::uint64_t passed = use(bytes).size();
    if (current_.empty()) {
        current_ = following_;
        following_ = {};
        passed += use(bytes - passed).size();
    }
    while (passed < bytes && !ended_) {
        const std::uint64_t skipped = TRY(reader_.skip(bytes - passed));
        position_ += skipped;
        passed += skipped;
        if (passed == bytes || !TRY(refill())) break;
        passed += use(bytes - passed).size();
    }
    return passed;
}

} // namespace strata

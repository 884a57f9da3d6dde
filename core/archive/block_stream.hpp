// A Reader as tar sees it: blocks of 512 bytes, runs of data, and the byte it has come to.
#pragma once

#include "core/archive/tar_header.hpp"
#include "core/bytes/reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

namespace strata {

/// Copies nothing but blocks that lie across two pieces of the reader.
class BlockStream {
public:
    /// `position`: the byte of the tar at which the reader stands.
    explicit BlockStream(Reader& reader, std::uint64_t position = 0) : reader_(reader), position_(position) {}

    [[nodiscard]] std::uint64_t position() const { return position_; }
    /// The next block without passing it; shorter only at the end of the stream. Valid until the next call.
    [[nodiscard]] Result<std::span<const std::byte>> peek();
    /// Some of the next `most` bytes, at least one; empty at the end of the stream. Valid until the next call.
    [[nodiscard]] Result<std::span<const std::byte>> take(std::uint64_t most);
    /// Passes `bytes`, or as many as there are; returns how many that were.
    [[nodiscard]] Result<std::uint64_t> pass(std::uint64_t bytes);

private:
    std::span<const std::byte> use(std::uint64_t most);
    Result<bool> refill();

    Reader& reader_;
    std::uint64_t position_ = 0;
    std::span<const std::byte> current_;   ///< not passed yet; may lie in block_
    std::span<const std::byte> following_; ///< of the reader, behind a current_ that lies in block_
    std::array<std::byte, tar_block> block_;
    bool ended_ = false;
};

} // namespace strata

// A stream of bytes, read once from front to back.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace strata {

class Source;

class Reader {
public:
    virtual ~Reader() = default;
    /// The next bytes, at least one; empty at the end. They stay valid until the next call.
    [[nodiscard]] virtual Result<std::span<const std::byte>> next() = 0;
    /// Passes over up to `bytes` bytes without reading them where that saves work; returns how many it passed, 0 where
    /// it can't.
    [[nodiscard]] virtual Result<std::uint64_t> skip(std::uint64_t bytes) {
        (void)bytes;
        return 0;
    }
};

/// Reads `source` from `offset` on, `slice` bytes at a time, fewer behind a skip over more
/// than a slice; skips by seeking.
[[nodiscard]] std::unique_ptr<Reader> make_source_reader(const Source& source, std::uint64_t offset = 0,
                                                         std::size_t slice = 1024 * 1024);

/// Sees the bytes of a stream as they pass.
using Watch = std::function<void(std::span<const std::byte>)>;
/// Gives what `inner` gives and shows it to `watch` on the way: a hasher, a counter. Skips nothing, so that `watch`
/// sees every byte.
[[nodiscard]] std::unique_ptr<Reader> make_tee(std::unique_ptr<Reader> inner, Watch watch);

} // namespace strata

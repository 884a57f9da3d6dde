// Random-access bytes: a file, a browser's File, a slice of another source, a piece of memory.
#pragma once

#include "core/base/result.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace strata {

/// Thread safe: several layers are read from one source at the same time.
class Source {
public:
    virtual ~Source() = default;
    [[nodiscard]] virtual std::uint64_t size() const = 0; ///< bytes
    /// Reads at `offset` into all of `into`, or less where the source ends. Returns the bytes read.
    [[nodiscard]] virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const = 0;
};

/// Bytes `offset` to `offset + length` of `whole`, which must outlive the slice. The part behind the end of `whole`
/// does not exist.
[[nodiscard]] std::unique_ptr<Source> make_slice(const Source& whole, std::uint64_t offset, std::uint64_t length);
/// Bytes in memory, owned.
[[nodiscard]] std::unique_ptr<Source> make_memory_source(std::string bytes);
/// The whole source as a string; an error where it has more than `limit` bytes.
[[nodiscard]] Result<std::string> read_all(const Source& source, std::uint64_t limit);

} // namespace strata

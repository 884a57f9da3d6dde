// Compiled Python: what stands in a .pyc before the code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace strata {

/// The header of a .pyc: its size, and the numbers in it (CPython, Lib/importlib/_bootstrap_external.py; the numbers of
/// versions stand there too).
struct BytecodeHeader {
    std::size_t size = 0;   ///< bytes
    std::int64_t mtime = 0; ///< of the source, seconds since 1970; 0 where its hash stands instead
    std::string other;      ///< version, flags, and the source's size or hash
};

/// None where the bytes don't begin as a .pyc does.
[[nodiscard]] std::optional<BytecodeHeader> read_bytecode_header(std::string_view head);

} // namespace strata

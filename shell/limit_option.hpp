// `--limit NAME=VALUE`: every field of Limits by name.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/result.hpp"

#include <cstdint>
#include <span>
#include <string_view>

namespace strata {

struct LimitRow {
    std::string_view name; ///< "document-bytes"
    std::string_view help;
    bool bytes = false;                       ///< a size, shown in MiB and GiB
    std::uint64_t Limits::* wide = nullptr;   ///< the field…
    std::uint32_t Limits::* narrow = nullptr; ///< …or this one

    [[nodiscard]] std::uint64_t of(const Limits& limits) const;
};

[[nodiscard]] std::span<const LimitRow> limit_rows();

/// Applies "entries=100000000" or "unpacked-bytes=4TiB". Sizes take B, kB, MB, GB, TB (powers of 1000) and KiB, MiB,
/// GiB, TiB (powers of 1024), in any case; an unknown name is an error that proposes the nearest one.
[[nodiscard]] Result<> apply_limit(std::string_view setting, Limits& limits);

/// "10MB", "1.5GiB", "4096": a size in bytes.
[[nodiscard]] Result<std::uint64_t> parse_size(std::string_view text);

} // namespace strata

// Numbers at places in strangers' bytes: what lies outside reads as zero, so one check of the result is enough.
#pragma once

#include <algorithm>
#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace strata {

/// `count` bytes from `offset` on, fewer or none where the bytes end.
[[nodiscard]] inline std::string_view bytes_at(std::string_view bytes, std::uint64_t offset, std::uint64_t count) {
    if (offset >= bytes.size()) return {};
    return bytes.substr(static_cast<std::size_t>(offset),
                        static_cast<std::size_t>(std::min<std::uint64_t>(count, bytes.size())));
}

template <std::unsigned_integral N>
[[nodiscard]] N number_at(std::string_view bytes, std::uint64_t offset, std::endian order) {
    if (offset > bytes.size() || bytes.size() - offset < sizeof(N)) return 0;
    N value = 0;
    for (std::size_t i = 0; i < sizeof(N); i++) {
        const std::size_t at = order == std::endian::big ? i : sizeof(N) - 1 - i;
        value = static_cast<N>((sizeof(N) > 1 ? static_cast<std::uint64_t>(value) << 8 : 0U) |
                               static_cast<unsigned char>(bytes[static_cast<std::size_t>(offset) + at]));
    }
    return value;
}

template <std::unsigned_integral N>
[[nodiscard]] N little_at(std::string_view bytes, std::uint64_t offset) {
    return number_at<N>(bytes, offset, std::endian::little);
}

template <std::unsigned_integral N>
[[nodiscard]] N big_at(std::string_view bytes, std::uint64_t offset) {
    return number_at<N>(bytes, offset, std::endian::big);
}

} // namespace strata

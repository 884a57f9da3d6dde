#include "core/base/text.hpp"
#include "tests/samples/shop_files.hpp"

#include <array>

namespace strata::samples {

namespace {

/// Sebastiano Vigna's splitmix64: small, and the same on every machine.
std::uint64_t next(std::uint64_t& state) {
    std::uint64_t mixed = (state += 0x9e3779b97f4a7c15);
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
    return mixed ^ (mixed >> 31);
}

} // namespace

std::string noise(std::size_t size, std::uint64_t seed) {
    std::string bytes("\x7f"
                      "ELF\x02\x01\x01\0\0\0\0\0\0\0\0\0",
                      16);
    while (bytes.size() < size) {
        const std::uint64_t word = next(seed);
        for (int at = 0; at < 8; ++at) bytes += static_cast<char>(word >> (8 * at));
        // Programs have gaps and tables too: about a third of the bytes repeat.
        if (word % 3 == 0) bytes.append(static_cast<std::size_t>(word % 13), '\0');
    }
    bytes.resize(size);
    return bytes;
}

std::string prose(std::size_t size, std::uint64_t seed) {
    constexpr std::array<std::string_view, 16> words = {
        "const ",  "return ", "value", "(request, ", "response)", " => ",  "await ", "config.",
        "routes.", "if (",    ") {\n", "}\n",        "items[0]",  " === ", "'shop'", ";\n  "};
    std::string bytes;
    while (bytes.size() < size) {
        const std::uint64_t word = next(seed);
        for (int at = 0; at < 12; ++at) bytes += words[(word >> (4 * at)) & 15];
        bytes += text(" // ", word % 9973, "\n");
    }
    bytes.resize(size);
    return bytes;
}

} // namespace strata::samples

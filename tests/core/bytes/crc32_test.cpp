#include "core/bytes/crc32.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <zlib.h>

using namespace strata;

namespace {

std::string noise(std::size_t size) {
    std::mt19937_64 random(1952);
    std::string bytes(size, '\0');
    for (char& byte : bytes) byte = static_cast<char>(random());
    return bytes;
}

std::uint32_t by_zlib(std::string_view bytes) {
    return static_cast<std::uint32_t>(crc32_z(0, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size()));
}

using Crc32 = std::uint32_t (*)(std::uint32_t, std::span<const std::byte>);
constexpr Crc32 both[] = {crc32, folded_crc32};

std::uint32_t whole(Crc32 crc, std::string_view bytes) { return crc(0, std::as_bytes(std::span(bytes))); }

} // namespace

TEST_CASE("a checksum is zlib's, whatever the length") {
    const std::string bytes = noise(80'000);
    for (const Crc32 crc : both) {
        CHECK(whole(crc, "") == 0);
        CHECK(whole(crc, "123456789") == 0xcbf43926); // the check value in catalogues of CRCs
        for (const std::size_t around : {4018, 8048, 16384, 20402, 24432, 32768, 49152})
            for (std::size_t size = around - 40; size < around + 40; size++) {
                const std::string_view part = std::string_view(bytes).substr(size % 9, size); // at any address
                if (whole(crc, part) != by_zlib(part)) FAIL("other for " << size << " bytes");
            }
    }
}

TEST_CASE("a checksum goes on where another ended") {
    const std::string bytes = noise(70'000);
    for (const Crc32 crc : both)
        for (std::size_t cut = 0; cut <= bytes.size(); cut += 2'503) {
            const auto all = std::as_bytes(std::span(bytes));
            if (crc(crc(0, all.first(cut)), all.subspan(cut)) != by_zlib(bytes)) FAIL("other when cut at " << cut);
        }
}

TEST_CASE("any bit that is another changes the checksum") {
    std::string bytes = noise(30'000);
    const std::uint32_t before = whole(folded_crc32, bytes);
    for (std::size_t at = 0; at < bytes.size(); at += 101) {
        bytes[at] ^= 16;
        if (whole(folded_crc32, bytes) == before) FAIL("the same for another byte at " << at);
        bytes[at] ^= 16;
    }
}

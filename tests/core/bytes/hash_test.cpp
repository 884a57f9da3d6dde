#include "core/bytes/hash.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {
std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }
} // namespace

TEST_CASE("digests are those of FIPS 180-4's examples, in one piece or in many") {
    const std::string abc = "abc";
    CHECK(digest_of(bytes_of(abc)).text() == "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(digest_of(bytes_of(abc), DigestAlgorithm::sha384).hex() ==
          "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
    CHECK(digest_of(bytes_of(abc), DigestAlgorithm::sha512).hex() ==
          "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
          "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    DigestHasher hasher;
    for (const char c : abc) hasher.update(bytes_of(std::string(1, c)));
    CHECK(hasher.finish() == digest_of(bytes_of(abc)));
    CHECK_FALSE(digest_of(bytes_of(abc), DigestAlgorithm::none));
}

TEST_CASE("content hashes tell bytes apart and start afresh for each file") {
    ContentHasher hasher;
    hasher.update(bytes_of("some "));
    hasher.update(bytes_of("bytes"));
    const ContentHash in_two = hasher.finish();
    hasher.update(bytes_of("some bytes"));
    CHECK(hasher.finish() == in_two);
    const ContentHash empty = hasher.finish();
    CHECK(empty);
    CHECK(empty != in_two);
}

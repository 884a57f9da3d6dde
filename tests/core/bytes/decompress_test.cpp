#include "core/base/text.hpp"
#include "core/bytes/decompress.hpp"
#include "core/bytes/hash.hpp"
#include "core/bytes/source.hpp"
#include "tests/core/bytes/packing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <zlib.h>

using namespace strata;
using namespace strata::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

constexpr Compression every_format[] = {Compression::gzip, Compression::zstd, Compression::xz, Compression::bzip2};

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

struct Unpacked {
    Drained drained;
    std::vector<Problem> problems;
};

Unpacked unpack_with_problems(const std::string& stored, Compression compression) {
    auto reader = make_decompressor(in_pieces(stored, 5), compression);
    REQUIRE(reader);
    Unpacked unpacked{.drained = drain(**reader), .problems = (*reader)->problems()};
    return unpacked;
}

std::string gzip_with_header(std::uint8_t flags, const std::string& fields, const std::string& content) {
    std::string header("\x1f\x8b\x08", 3);
    header += static_cast<char>(flags);
    header.append(6, '\0');
    header += fields;
    if ((flags & 2) != 0) {
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(header.data()), static_cast<unsigned>(header.size()));
        header += static_cast<char>(crc);
        header += static_cast<char>(crc >> 8);
    }
    return header + pack_gzip(content).substr(10);
}

} // namespace

TEST_CASE("every format unpacks to the bytes that were packed, in pieces of any size") {
    const std::string content = layer_like(300'000);
    for (const Compression compression : every_format) {
        INFO(compression_name(compression));
        const std::string stored = pack(content, compression);
        CHECK(sniff(bytes_of(stored)) == compression);
        for (const std::size_t piece : {1, 7, 4096, 10'000'000}) {
            const Drained drained = unpack(stored, compression, piece);
            CHECK(drained.error.empty());
            CHECK((drained.bytes == content));
        }
    }
}

TEST_CASE("an empty stream unpacks to nothing") {
    for (const Compression compression : every_format) {
        INFO(compression_name(compression));
        const std::string stored = pack("", compression);
        CHECK(sniff(bytes_of(stored)) == compression);
        CHECK(unpack(stored, compression).error.empty());
        CHECK(unpack(stored, compression).bytes.empty());
    }
}

TEST_CASE("several streams one behind the other are one stream") {
    for (const Compression compression : every_format) {
        INFO(compression_name(compression));
        const std::string stored = pack("one ", compression) + pack("", compression) + pack("two", compression);
        const Drained drained = unpack(stored, compression, 3);
        CHECK(drained.error.empty());
        CHECK(drained.bytes == "one two");
    }
}

TEST_CASE("a stream that breaks off gives what came before and says where it ends") {
    const std::string content = layer_like(1'000'000);
    for (const Compression compression : every_format) {
        INFO(compression_name(compression));
        const std::string stored = pack(content, compression);
        for (const std::size_t size : {std::size_t{5}, stored.size() / 2, stored.size() - 1}) {
            const Drained drained = unpack(stored.substr(0, size), compression);
            CHECK_THAT(drained.error, StartsWith(text(compression_name(compression), ": breaks off")));
            CHECK_THAT(drained.error, ContainsSubstring(text("at byte ", size)));
            CHECK(content.starts_with(drained.bytes));
            if (size > 5) CHECK(drained.bytes.size() > content.size() / 4);
        }
    }
}

TEST_CASE("a changed byte is found") {
    const std::string content = layer_like(100'000);
    for (const Compression compression : every_format) {
        std::string stored = pack(content, compression);
        for (std::size_t at = 40; at < stored.size(); at += stored.size() / 37) {
            INFO(compression_name(compression) << " byte " << at);
            std::string damaged = stored;
            damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
            const Drained drained = unpack(damaged, compression);
            CHECK_THAT(drained.error, StartsWith(text(compression_name(compression), ": ")));
            CHECK_THAT(drained.error, ContainsSubstring(" at byte "));
        }
    }
}

TEST_CASE("an error stays") {
    auto reader = make_decompressor(in_pieces("no gzip", 100), Compression::gzip);
    REQUIRE(reader);
    const auto first = (*reader)->next();
    REQUIRE_FALSE(first);
    CHECK(first.error().message == "gzip: no member starts at byte 0");
    CHECK((*reader)->next().error() == first.error());
}

TEST_CASE("gzip: a wrong CRC and a wrong length are told apart") {
    const std::string stored = pack_gzip("some bytes of a layer");
    std::string wrong = stored;
    wrong[wrong.size() - 8] = static_cast<char>(wrong[wrong.size() - 8] ^ 1);
    CHECK(unpack(wrong, Compression::gzip).error == text("gzip: bad CRC at byte ", stored.size() - 8));
    wrong = stored;
    wrong[wrong.size() - 1] = static_cast<char>(wrong[wrong.size() - 1] ^ 1);
    CHECK(unpack(wrong, Compression::gzip).error == text("gzip: bad length at byte ", stored.size() - 4));
}

TEST_CASE("gzip: all header fields are passed over and the header checksum is checked") {
    const std::string extra("\x05\x00SGxyz", 7);
    const std::string name("file.tar\0", 9), comment("a comment\0", 10);
    const std::string all = std::string(extra).append(name).append(comment);
    for (const std::size_t piece : {1, 100}) {
        CHECK(unpack(gzip_with_header(2 + 4 + 8 + 16, all, "x"), Compression::gzip, piece).bytes == "x");
        CHECK(unpack(gzip_with_header(4, std::string(2, '\0'), "x"), Compression::gzip, piece).bytes == "x");
        CHECK(unpack(gzip_with_header(8, name, "x"), Compression::gzip, piece).bytes == "x");
    }
    std::string wrong = gzip_with_header(2 + 8, name, "x");
    wrong[12] = 'F';
    CHECK(unpack(wrong, Compression::gzip).error == "gzip: bad header checksum at byte 19");
    wrong = pack_gzip("x");
    wrong[2] = 7;
    CHECK(unpack(wrong, Compression::gzip).error == "gzip: unknown compression method 7 at byte 2");
    wrong = pack_gzip("x");
    wrong[3] = '\x80';
    CHECK(unpack(wrong, Compression::gzip).error == "gzip: unknown header flags at byte 3");
}

TEST_CASE("gzip: zeros behind the last member are padding, anything else is left out with a warning") {
    const std::string stored = pack_gzip("content");
    const Unpacked padded = unpack_with_problems(stored + std::string(512, '\0'), Compression::gzip);
    CHECK(padded.drained.bytes == "content");
    CHECK(padded.drained.error.empty());
    CHECK(padded.problems.empty());
    for (const std::string& rest : {std::string("garbage"), std::string("\0\0\0x", 4)}) {
        INFO(rest);
        const Unpacked followed = unpack_with_problems(stored + rest, Compression::gzip);
        CHECK(followed.drained.bytes == "content");
        CHECK(followed.drained.error.empty());
        REQUIRE(followed.problems.size() == 1);
        CHECK(followed.problems[0].severity == Severity::warning);
        CHECK_THAT(followed.problems[0].message, StartsWith("gzip: what follows byte "));
    }
    CHECK_THAT(unpack(stored + "\x1f", Compression::gzip).error, StartsWith("gzip: breaks off"));
}

TEST_CASE("zstd: skippable frames are passed over") {
    const std::string skippable("\x50\x2a\x4d\x18\x05\x00\x00\x00hello", 13);
    const Drained drained =
        unpack(skippable + pack_zstd("a") + skippable + pack_zstd("b") + skippable, Compression::zstd, 3);
    CHECK(drained.error.empty());
    CHECK(drained.bytes == "ab");
    CHECK(sniff(bytes_of(skippable)) == Compression::zstd);
}

TEST_CASE("zstd: a window above the limit is refused") {
    const std::string stored = pack_zstd(layer_like(3'000'000));
    Limits limits;
    limits.zstd_window = mebibyte;
    const Drained drained = unpack(stored, Compression::zstd, 4096, limits);
    CHECK_THAT(drained.error, StartsWith("zstd: a frame asks for more window memory than the limit of 1048576 bytes"));
}

TEST_CASE("xz: memory above the limit is refused") {
    Limits limits;
    limits.xz_memory = mebibyte / 2;
    CHECK_THAT(unpack(pack_xz("x"), Compression::xz, 4096, limits).error, ContainsSubstring("the limit is 524288"));
}

TEST_CASE("a stream that unpacks to more than the limit stops there") {
    Limits limits;
    limits.unpacked_bytes = 100'000;
    for (const Compression compression : every_format) {
        const Drained drained = unpack(pack(std::string(10'000'000, 'x'), compression), compression, 4096, limits);
        CHECK_THAT(drained.error, ContainsSubstring("more than 100000 bytes unpacked"));
        CHECK(drained.bytes.size() <= 100'000);
    }
}

TEST_CASE("a tee below the decompressor sees every stored byte, also what is not unpacked") {
    const std::string stored = pack_gzip(layer_like(50'000)) + std::string(10'000, '\0') + "garbage";
    DigestHasher hasher;
    auto tee = make_tee(in_pieces(stored, 1000), [&](auto bytes) { hasher.update(bytes); });
    auto reader = make_decompressor(std::move(tee), Compression::gzip);
    REQUIRE(reader);
    CHECK(drain(**reader).error.empty());
    CHECK(hasher.finish() == digest_of(bytes_of(stored)));
    CHECK((*reader)->stored_bytes() == stored.size());
    CHECK((*reader)->unpacked_bytes() == 50'000);
}

TEST_CASE("what is not packed passes as it is, and is skipped by seeking") {
    const auto source = make_memory_source("0123456789");
    auto reader = make_decompressor(make_source_reader(*source, 0, 2), Compression::none);
    REQUIRE(reader);
    CHECK((*reader)->next()->size() == 2);
    CHECK((*reader)->skip(5) == 5u);
    CHECK(drain(**reader).bytes == "789");
    CHECK((*reader)->unpacked_bytes() == 10);
    CHECK(sniff(bytes_of("a tar or anything else")) == Compression::none);
    CHECK(sniff({}) == Compression::none);
}

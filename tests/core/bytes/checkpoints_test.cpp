#include "core/bytes/checkpoints.hpp"
#include "tests/core/bytes/packing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using namespace strata::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr std::uint64_t spacing = 256 * kibibyte;

std::vector<Checkpoint> checkpoints_of(const std::string& stored, Compression compression) {
    auto reader =
        make_decompressor(in_pieces(stored, 3000), compression, {}, {.checkpoint_spacing = spacing, .start = {}});
    REQUIRE(reader);
    REQUIRE(drain(**reader).error.empty());
    return (*reader)->checkpoints();
}

/// Content of several MB and three packings of it whose streams can be started in the middle.
const std::string& content() {
    static const std::string bytes = layer_like(3'000'000);
    return bytes;
}
std::string in_parts(Compression compression) {
    std::string stored;
    for (std::size_t at = 0; at < content().size(); at += 20'000)
        stored += pack(content().substr(at, 20'000), compression);
    return stored;
}

void check_random_access(const std::string& stored, Compression compression, std::size_t at_least) {
    const auto checkpoints = checkpoints_of(stored, compression);
    CHECK(checkpoints.size() >= at_least);
    const auto blob = make_memory_source(stored);
    for (const Checkpoint& checkpoint : checkpoints) {
        for (const std::uint64_t offset :
             {checkpoint.unpacked_offset - 1, checkpoint.unpacked_offset, checkpoint.unpacked_offset + 99'999}) {
            INFO("offset " << offset);
            const auto reader = open_at(*blob, compression, checkpoints, offset);
            REQUIRE(reader);
            const Drained drained = drain(**reader);
            CHECK(drained.error == "");
            CHECK((drained.bytes == content().substr(std::min<std::size_t>(offset, content().size()))));
        }
    }
    const auto reader = open_at(*blob, compression, checkpoints, content().size() + 5);
    REQUIRE(reader);
    CHECK(drain(**reader).bytes.empty());
}

} // namespace

TEST_CASE("gzip starts again inside a member") {
    for (const int level : {1, 6, 9}) check_random_access(pack_gzip(content(), level), Compression::gzip, 8);
}

TEST_CASE("gzip starts again inside stored blocks") {
    check_random_access(pack_gzip(content(), 0), Compression::gzip, 8);
}

TEST_CASE("gzip starts again where a member starts, without a window") {
    const std::string stored = in_parts(Compression::gzip);
    check_random_access(stored, Compression::gzip, 8);
    for (const Checkpoint& checkpoint : checkpoints_of(stored, Compression::gzip)) CHECK(checkpoint.window.empty());
}

TEST_CASE("zstd starts again where a frame starts") {
    check_random_access(in_parts(Compression::zstd), Compression::zstd, 8);
}

TEST_CASE("a stream without places to start again is read from its front") {
    for (const Compression compression : {Compression::zstd, Compression::xz, Compression::bzip2}) {
        const std::string stored = pack(content(), compression);
        CHECK(checkpoints_of(stored, compression).empty());
        const auto blob = make_memory_source(stored);
        const auto reader = open_at(*blob, compression, {}, 1'234'567);
        REQUIRE(reader);
        CHECK((drain(**reader).bytes == content().substr(1'234'567)));
    }
    const auto plain = make_memory_source("0123456789");
    CHECK(drain(**open_at(*plain, Compression::none, {}, 7)).bytes == "789");
}

TEST_CASE("checkpoints stay few however long the stream is") {
    UnpackNotes notes{.checkpoint_spacing = 10, .checkpoints = {}, .problems = {}};
    for (std::uint64_t offset = 0; offset < 1'000'000; offset += 5)
        if (notes.wants_checkpoint(offset)) notes.leave({.unpacked_offset = offset, .window = {}});
    CHECK(notes.checkpoints.size() < most_checkpoints);
    CHECK(notes.checkpoints.size() > most_checkpoints / 3);
    std::uint64_t last = 0;
    for (const Checkpoint& checkpoint : notes.checkpoints) {
        CHECK(checkpoint.unpacked_offset - last <= 2 * notes.checkpoint_spacing);
        last = checkpoint.unpacked_offset;
    }
}

TEST_CASE("checkpoints that lie do no harm") {
    const std::string stored = pack_gzip(content());
    const auto blob = make_memory_source(stored);
    auto checkpoints = checkpoints_of(stored, Compression::gzip);
    Checkpoint wrong = checkpoints[1];
    wrong.window.resize(wrong.window.size() / 2);
    CHECK(open_at(*blob, Compression::gzip, {&wrong, 1}, wrong.unpacked_offset).error().message ==
          "gzip: the window of a checkpoint is damaged");
    for (const std::uint64_t away : {std::uint64_t{1}, std::uint64_t{1000}, ~std::uint64_t{0} / 2}) {
        wrong = checkpoints[1];
        wrong.stored_offset += away;
        wrong.bit = 255;
        const auto reader = open_at(*blob, Compression::gzip, {&wrong, 1}, wrong.unpacked_offset);
        REQUIRE(reader);
        CHECK_THAT(drain(**reader).error, ContainsSubstring("gzip: "));
    }
}

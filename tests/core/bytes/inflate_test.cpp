#include "core/bytes/inflate.hpp"
#include "tests/core/bytes/inflate_oracle.hpp"
#include "tests/core/bytes/packing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <libdeflate.h>
#include <random>

using namespace strata;
using namespace strata::test;

namespace {

constexpr std::size_t limit = 8'000'000;

std::string random_content(std::mt19937_64& random) {
    const std::size_t size = random() % (random() % 20 == 0 ? 200'000 : 6'000);
    switch (random() % 6) {
    case 0: { // noise
        std::string bytes(size, '\0');
        for (char& byte : bytes) byte = static_cast<char>(random());
        return bytes;
    }
    case 1: return std::string(size, static_cast<char>(random())); // one byte, over and over
    case 2: {                                                      // two bytes
        std::string bytes(size, 'a');
        for (char& byte : bytes) byte = random() % 7 == 0 ? 'b' : 'a';
        return bytes;
    }
    case 3: { // a short period
        std::string bytes(size, '\0');
        const std::size_t period = 1 + random() % 40;
        for (std::size_t i = 0; i < size; i++) bytes[i] = static_cast<char>(i % period * 7);
        return bytes;
    }
    default: return layer_like(size, random());
    }
}

std::string deflate_whole(const std::string& content, int level) {
    libdeflate_compressor* compressor = libdeflate_alloc_compressor(level);
    std::string out(libdeflate_deflate_compress_bound(compressor, content.size()), '\0');
    out.resize(libdeflate_deflate_compress(compressor, content.data(), content.size(), out.data(), out.size()));
    libdeflate_free_compressor(compressor);
    return out;
}

std::string random_stream(std::mt19937_64& random, const std::string& content) {
    if (random() % 4 == 0) return deflate_whole(content, 1 + static_cast<int>(random() % 9));
    return deflate_raw(content, {.level = static_cast<int>(random() % 10),
                                 .window_bits = 9 + static_cast<int>(random() % 7),
                                 .memory_level = 1 + static_cast<int>(random() % 9),
                                 .strategy = static_cast<int>(random() % 5),
                                 .flush_every = random() % 3 == 0 ? 1 + random() % 3000 : 0});
}

std::string damage(std::mt19937_64& random, std::string stream) {
    if (random() % 3 == 0) {
        stream.resize(random() % (stream.size() + 1));
        return stream;
    }
    // Most of what can go wrong is in the headers of blocks, of which the first stands in front.
    const std::size_t reach = random() % 2 == 0 ? std::min<std::size_t>(stream.size(), 80) : stream.size();
    for (std::uint64_t count = 1 + random() % 4; count > 0 && reach > 0; count--) {
        char& byte = stream[random() % reach];
        byte = static_cast<char>(byte ^ 1 << random() % 8);
    }
    return stream;
}

std::size_t random_piece(std::mt19937_64& random) {
    switch (random() % 4) {
    case 0: return 1 + random() % 3;
    case 1: return 1 + random() % 60;
    default: return 1 + random() % 50'000;
    }
}

} // namespace

TEST_CASE("inflate agrees with zlib on thousands of valid and damaged streams") {
    std::mt19937_64 random(20251124);
    for (int i = 0; i < 2500; i++) {
        const std::string content = random_content(random);
        const std::string stream = random_stream(random, content);
        const std::size_t in_piece = random_piece(random), out_piece = random_piece(random);
        const Inflated valid = inflate_ours(stream + "behind", in_piece, out_piece, limit);
        const std::string damaged = damage(random, stream);
        const std::string difference = disagreement(damaged, in_piece, out_piece, limit);
        if (valid.end == Inflated::End::complete && valid.bytes == content && valid.used == stream.size() &&
            difference.empty())
            continue;
        INFO("stream " << i << ", pieces of " << in_piece << " and " << out_piece);
        CHECK(valid.end == Inflated::End::complete);
        CHECK((valid.bytes == content));
        CHECK(valid.used == stream.size());
        CHECK(difference == "");
    }
}

TEST_CASE("inflate agrees with zlib on every short stream and on noise") {
    std::mt19937_64 random(7);
    for (unsigned value = 0; value < 65536; value++) {
        const std::string stream{static_cast<char>(value), static_cast<char>(value >> 8)};
        const std::string difference = disagreement(stream, 2, 100, limit);
        if (!difference.empty()) FAIL_CHECK("stream " << value << ": " << difference);
    }
    for (int i = 0; i < 20'000; i++) {
        std::string stream(1 + random() % 200, '\0');
        for (char& byte : stream) byte = static_cast<char>(random());
        stream[0] = static_cast<char>((stream[0] & 0xf8) | 5); // a last block with a code of its own
        const std::string difference = disagreement(stream, random_piece(random), 100, limit);
        if (!difference.empty()) FAIL_CHECK("noise " << i << ": " << difference);
    }
}

TEST_CASE("inflate starts at any block, with the window before it") {
    const std::string content = layer_like(2'000'000, 3);
    const std::string stream = deflate_raw(content);
    std::string memory(Inflate::slack, '\0');
    memory.insert(0, content.size() + 1, '\0');
    auto* const base = reinterpret_cast<std::uint8_t*>(memory.data());
    Inflate::Output output{.begin = base, .next = base, .limit = base + content.size() + 1};
    std::span input(reinterpret_cast<const std::uint8_t*>(stream.data()), stream.size());
    const auto decoder = std::make_unique<Inflate>();
    decoder->start();
    int blocks = 0;
    while (decoder->run(input, output) == Inflate::Status::block_end) {
        REQUIRE(decoder->held_bits() < 8);
        const unsigned held = decoder->held_bits();
        const std::size_t from = stream.size() - input.size() - (held > 0 ? 1 : 0);
        const auto done = static_cast<std::size_t>(output.next - base);

        std::vector<std::uint8_t> again(content.size() + Inflate::slack + 1);
        const std::size_t window = std::min<std::size_t>(done, Inflate::window);
        std::copy_n(output.next - window, window, again.begin());
        Inflate::Output rest{
            .begin = again.data(), .next = again.data() + window, .limit = again.data() + content.size() + 1};
        std::span tail(reinterpret_cast<const std::uint8_t*>(stream.data()) + from, stream.size() - from);
        const auto resumed = std::make_unique<Inflate>();
        resumed->start(held > 0 ? 8 - held : 0);
        Inflate::Status status = Inflate::Status::block_end;
        while (status == Inflate::Status::block_end) status = resumed->run(tail, rest);
        CHECK(status == Inflate::Status::complete);
        const std::string_view unpacked(reinterpret_cast<const char*>(again.data()) + window,
                                        static_cast<std::size_t>(rest.next - rest.begin) - window);
        CHECK((unpacked == std::string_view(content).substr(done)));
        blocks++;
    }
    CHECK(blocks > 10);
}

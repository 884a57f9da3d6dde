#include "core/bytes/unpacked_source.hpp"
#include "tests/core/bytes/packing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <random>
#include <thread>

using namespace strata;
using namespace strata::test;
using Catch::Matchers::StartsWith;

namespace {

constexpr Compression every_format[] = {Compression::gzip, Compression::zstd, Compression::xz, Compression::bzip2};

const std::string& content() {
    static const std::string bytes = layer_like(2'000'000, 5);
    return bytes;
}

/// "" where the source gives the right bytes there.
std::string wrong_at(const Source& source, std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '?');
    const auto count = source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
    if (!count) return count.error().message;
    const std::string_view expected =
        offset < content().size() ? std::string_view(content()).substr(offset, size) : std::string_view();
    return std::string_view(bytes).substr(0, *count) == expected ? "" : "wrong bytes at " + std::to_string(offset);
}

/// Counts the bytes that are read from another source.
class Counting final : public Source {
public:
    Counting(std::unique_ptr<Source> inner, std::uint64_t& count) : inner_(std::move(inner)), count_(count) {}
    std::uint64_t size() const override { return inner_->size(); }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        count_ += into.size();
        return inner_->read_at(offset, into);
    }

private:
    std::unique_ptr<Source> inner_;
    std::uint64_t& count_;
};

} // namespace

TEST_CASE("a packed source can be read at any offset") {
    for (const Compression compression : every_format) {
        const auto unpacked = make_unpacked_source(make_memory_source(pack(content(), compression)), compression);
        REQUIRE(unpacked);
        CHECK(unpacked->problems.empty());
        CHECK(unpacked->source->size() == content().size());
        std::mt19937_64 random(11);
        for (int i = 0; i < 8; i++)
            CHECK(wrong_at(*unpacked->source, random() % content().size(), 1 + random() % (i % 2 ? 3'000 : 300'000)) ==
                  "");
        CHECK(wrong_at(*unpacked->source, content().size() - 5, 100) == "");
        CHECK(wrong_at(*unpacked->source, content().size(), 100) == "");
        CHECK(wrong_at(*unpacked->source, ~std::uint64_t{0}, 100) == "");
    }
}

TEST_CASE("reading a packed source forward unpacks it once more, also for two readers side by side") {
    for (const Compression compression : every_format) {
        const std::string stored = pack(content(), compression);
        std::uint64_t count = 0;
        auto unpacked =
            make_unpacked_source(std::make_unique<Counting>(make_memory_source(stored), count), compression);
        REQUIRE(unpacked);
        count = 0;
        const std::uint64_t half = content().size() / 2;
        for (std::uint64_t at = 0; at < half; at += 70'000) {
            CHECK(wrong_at(*unpacked->source, at, 70'000) == "");
            CHECK(wrong_at(*unpacked->source, half + at, 70'000) == "");
        }
        CHECK(count <= 2 * stored.size());
        count = 0;
        CHECK(wrong_at(*unpacked->source, 0, 1000) == "");
        const std::uint64_t first = count;
        CHECK(wrong_at(*unpacked->source, 500, 1000) == "");
        CHECK(count == first); // from the blocks that are kept
    }
}

TEST_CASE("a packed source is read by many threads at once") {
    const auto unpacked = make_unpacked_source(make_memory_source(pack_gzip(content())), Compression::gzip);
    REQUIRE(unpacked);
    std::vector<std::string> wrong(6);
    std::vector<std::thread> threads;
    for (std::size_t n = 0; n < wrong.size(); n++)
        threads.emplace_back([&, n] {
            std::mt19937_64 random(n);
            for (int i = 0; i < 30; i++)
                wrong[n] += wrong_at(*unpacked->source, random() % content().size(), 1 + random() % 200'000);
        });
    for (std::thread& thread : threads) thread.join();
    for (const std::string& message : wrong) CHECK(message == "");
}

TEST_CASE("a packed source that is damaged midway holds what came before") {
    for (const Compression compression : every_format) {
        const std::string stored = pack(content(), compression);
        const auto unpacked =
            make_unpacked_source(make_memory_source(stored.substr(0, stored.size() / 2)), compression);
        REQUIRE(unpacked);
        REQUIRE(unpacked->problems.size() == 1);
        CHECK(unpacked->problems[0].severity == Severity::error);
        CHECK_THAT(unpacked->problems[0].message,
                   StartsWith(std::string(compression_name(compression)) + ": breaks off"));
        const std::uint64_t size = unpacked->source->size();
        CHECK(size > content().size() / 4);
        CHECK(size < content().size());
        CHECK(wrong_at(*unpacked->source, size - 200'000, 200'000) == "");
        CHECK(wrong_at(*unpacked->source, 0, 1000) == "");
    }
    CHECK(make_unpacked_source(make_memory_source("\x1f\x8b\x09"), Compression::gzip).error().message ==
          "gzip: unknown compression method 9 at byte 2");
}

TEST_CASE("unpacking reports its progress and stops when asked") {
    const std::string stored = pack_gzip(content());
    std::uint64_t last = 0, total = 0;
    const auto unpacked =
        make_unpacked_source(make_memory_source(stored), Compression::gzip, {}, [&](auto done, auto all) {
            CHECK(done >= last);
            last = done;
            total = all;
            return true;
        });
    CHECK(unpacked);
    CHECK(last > stored.size() / 2);
    CHECK(total == stored.size());
    CHECK_FALSE(
        make_unpacked_source(make_memory_source(stored), Compression::gzip, {}, [](auto, auto) { return false; }));
}

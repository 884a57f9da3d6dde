#include "web/engine/read_ahead.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <vector>

using namespace strata;
using namespace strata::web;

namespace {

/// Zeros, counting what is asked of them.
class CountingSource final : public Source {
public:
    CountingSource(std::uint64_t size, int& reads, std::uint64_t& bytes) : size_(size), reads_(reads), bytes_(bytes) {}
    std::uint64_t size() const override { return size_; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        const std::uint64_t there = offset < size_ ? size_ - offset : 0;
        const auto some = static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), there));
        for (std::size_t i = 0; i < some; i++) into[i] = static_cast<std::byte>((offset + i) % 251);
        reads_++;
        bytes_ += some;
        return some;
    }

private:
    std::uint64_t size_;
    int& reads_;
    std::uint64_t& bytes_;
};

} // namespace

TEST_CASE("reading ahead turns small steps into few large reads") {
    int reads = 0;
    std::uint64_t bytes = 0;
    constexpr std::uint64_t size = 64'000'000;
    const auto source = make_read_ahead(std::make_unique<CountingSource>(size, reads, bytes));
    std::vector<std::byte> block(4096);
    for (std::uint64_t at = 0; at + block.size() <= size; at += block.size()) {
        const auto read = source->read_at(at, block);
        REQUIRE(read == block.size());
        REQUIRE(block[0] == static_cast<std::byte>(at % 251));
    }
    CHECK(reads < 40);
    CHECK(bytes <= size);
}

TEST_CASE("reading ahead of a stream asks for no more at once than a stream has ready") {
    int reads = 0;
    std::uint64_t bytes = 0;
    constexpr std::uint64_t size = 64'000'000;
    const auto source = make_read_ahead(std::make_unique<CountingSource>(size, reads, bytes), largest_of_stream);
    std::vector<std::byte> block(4096);
    std::uint64_t most = 0;
    for (std::uint64_t at = 0; at + block.size() <= size; at += block.size()) {
        const std::uint64_t before = bytes;
        REQUIRE(source->read_at(at, block) == block.size());
        most = std::max(most, bytes - before);
    }
    CHECK(most == largest_of_stream);
    CHECK(bytes <= size);
}

TEST_CASE("reading ahead does not read what is jumped over") {
    int reads = 0;
    std::uint64_t bytes = 0;
    constexpr std::uint64_t size = 10'000'000'000;
    const auto source = make_read_ahead(std::make_unique<CountingSource>(size, reads, bytes));
    std::vector<std::byte> block(512);
    for (std::uint64_t at = 0; at < size; at += 500'000'000) REQUIRE(source->read_at(at, block) == block.size());
    CHECK(reads == 20);
    CHECK(bytes < 20'000'000);
    CHECK(source->read_at(size - 100, block) == 100U);
    CHECK(source->read_at(size, block) == 0U);
}

TEST_CASE("a read that failed is not taken for what is in the file") {
    int reads = 0;
    std::uint64_t bytes = 0;
    bool failing = false;
    struct Failing final : Source {
        Failing(std::unique_ptr<Source> inner, const bool& now) : source(std::move(inner)), fails(now) {}
        std::uint64_t size() const override { return source->size(); }
        Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
            if (fails) return fail("the disk is gone");
            return source->read_at(offset, into);
        }
        std::unique_ptr<Source> source;
        const bool& fails;
    };
    const auto source = make_read_ahead(
        std::make_unique<Failing>(std::make_unique<CountingSource>(100'000'000, reads, bytes), failing));
    std::vector<std::byte> block(4096);
    REQUIRE(source->read_at(0, block) == block.size());
    failing = true;
    CHECK_FALSE(source->read_at(4096 * 64, block));
    failing = false;
    for (const std::uint64_t at : {std::uint64_t{4096} * 64, std::uint64_t{4096} * 80, std::uint64_t{0}}) {
        REQUIRE(source->read_at(at, block) == block.size());
        CHECK(block[0] == static_cast<std::byte>(at % 251));
    }
}

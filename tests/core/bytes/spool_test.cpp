#include "core/bytes/file_source.hpp"
#include "core/bytes/spool.hpp"
#include "tests/core/bytes/packing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <thread>
#include <unistd.h>

using namespace strata;
using namespace strata::test;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::StartsWith;

namespace {

/// TMPDIR for the time of a test.
class TemporaryFolderVariable {
public:
    explicit TemporaryFolderVariable(const char* folder) {
        if (const char* before = std::getenv("TMPDIR")) before_ = before;
        ::setenv("TMPDIR", folder, 1);
    }
    ~TemporaryFolderVariable() {
        if (before_)
            ::setenv("TMPDIR", before_->c_str(), 1);
        else
            ::unsetenv("TMPDIR");
    }
    TemporaryFolderVariable(const TemporaryFolderVariable&) = delete;
    TemporaryFolderVariable& operator=(const TemporaryFolderVariable&) = delete;

private:
    std::optional<std::string> before_;
};

} // namespace

TEST_CASE("a spooled stream can be read again, from memory or from a file") {
    const std::string content = layer_like(1'000'000);
    for (const std::uint64_t memory : {std::uint64_t{0}, std::uint64_t{500'000}, std::uint64_t{2'000'000}}) {
        const auto source = spool_stream(*in_pieces(content, 30'000), memory);
        REQUIRE(source);
        CHECK((*source)->size() == content.size());
        CHECK((read_all(**source, content.size()) == content));
        CHECK((drain(*make_source_reader(**source, 777'777)).bytes == content.substr(777'777)));
    }
    CHECK((*spool_stream(*in_pieces("", 1)))->size() == 0);
}

TEST_CASE("a spooled stream leaves no file behind") {
    std::string folder = (std::filesystem::temp_directory_path() / "strata-test-XXXXXX").string();
    REQUIRE(::mkdtemp(folder.data()));
    {
        const TemporaryFolderVariable variable(folder.c_str());
        const auto source = spool_stream(*in_pieces(std::string(100'000, 'x'), 1000), 10);
        REQUIRE(source);
        CHECK(std::filesystem::is_empty(folder));
        CHECK((*source)->size() == 100'000);
    }
    std::filesystem::remove(folder);
}

TEST_CASE("spooling says why it can't") {
    const TemporaryFolderVariable variable("/nowhere/at/all");
    const auto source = spool_stream(*in_pieces(std::string(100, 'x'), 10), 10);
    REQUIRE_FALSE(source);
    CHECK_THAT(source.error().message, StartsWith("cannot keep the input in a temporary file"));
    CHECK_THAT(source.error().message, ContainsSubstring("set TMPDIR"));
}

TEST_CASE("a pipe is read to its end") {
    int ends[2];
    REQUIRE(::pipe(ends) == 0);
    const std::string content = layer_like(400'000);
    std::thread writer([&] {
        for (std::size_t at = 0; at < content.size();)
            at += static_cast<std::size_t>(::write(ends[1], content.data() + at, content.size() - at));
        ::close(ends[1]);
    });
    const auto source = spool_stream(*make_descriptor_reader(ends[0], "the pipe"));
    writer.join();
    ::close(ends[0]);
    REQUIRE(source);
    CHECK((read_all(**source, content.size()) == content));
    CHECK_THAT(spool_stream(*make_descriptor_reader(-1, "the pipe")).error().message,
               StartsWith("the pipe: cannot read at byte 0: "));
}

#include "core/bytes/file_source.hpp"
#include "core/bytes/reader.hpp"
#include "core/bytes/source.hpp"
#include "tests/core/bytes/packing.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sys/stat.h>

using namespace strata;
using namespace strata::test;
using Catch::Matchers::ContainsSubstring;

namespace {

/// A new folder that goes when the test ends.
class TemporaryFolder {
public:
    TemporaryFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "strata-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~TemporaryFolder() { std::filesystem::remove_all(path_); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::filesystem::path file(const std::string& name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

std::string read_part(const Source& source, std::uint64_t offset, std::size_t size) {
    std::string bytes(size, '?');
    const auto count = source.read_at(offset, std::as_writable_bytes(std::span(bytes)));
    REQUIRE(count);
    return bytes.substr(0, *count);
}

} // namespace

TEST_CASE("a memory source gives its bytes and stops at its end") {
    const auto source = make_memory_source("0123456789");
    CHECK(source->size() == 10);
    CHECK(read_part(*source, 3, 4) == "3456");
    CHECK(read_part(*source, 8, 4) == "89");
    CHECK(read_part(*source, 10, 4).empty());
    CHECK(read_part(*source, std::numeric_limits<std::uint64_t>::max(), 4).empty());
}

TEST_CASE("a slice never shows what lies outside it, whatever offset and length say") {
    const std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();
    const auto whole = make_memory_source("0123456789");
    const auto slice = make_slice(*whole, 2, 5);
    CHECK(slice->size() == 5);
    CHECK(read_part(*slice, 0, 10) == "23456");
    CHECK(read_part(*slice, huge, 1).empty());
    CHECK(read_part(*make_slice(*slice, 3, huge), 0, 10) == "56");
    CHECK(make_slice(*whole, huge, huge)->size() == 0);
    CHECK(read_part(*make_slice(*whole, 20, 5), 0, 5).empty());
}

TEST_CASE("read_all reads a whole source or says why not") {
    const auto source = make_memory_source("0123456789");
    CHECK(read_all(*source, 10) == "0123456789");
    CHECK(read_all(*source, 9).error().message == "has 10 bytes, the limit is 9");
}

TEST_CASE("a source reader reads from its offset and skips by seeking") {
    const auto source = make_memory_source("0123456789");
    CHECK(drain(*make_source_reader(*source, 4, 3)).bytes == "456789");
    const auto reader = make_source_reader(*source, 0, 3);
    CHECK(reader->next()->size() == 3);
    CHECK(reader->skip(4) == 4u);
    CHECK(drain(*reader).bytes == "789");
    CHECK(reader->skip(1) == 0u);
    CHECK(drain(*make_source_reader(*source, 99)).bytes.empty());
}

TEST_CASE("a file is a source, also far beyond 4 GiB") {
    const TemporaryFolder folder;
    const auto path = folder.file("big");
    std::ofstream(path) << "front";
    const std::uint64_t far = 20 * gibibyte;
    std::filesystem::resize_file(path, far);
    std::ofstream(path, std::ios::app) << "back";
    const auto source = open_file_source(path);
    REQUIRE(source);
    CHECK((*source)->size() == far + 4);
    CHECK(read_part(**source, 0, 5) == "front");
    CHECK(read_part(**source, far, 10) == "back");
    CHECK(read_part(**source, far + 4, 10).empty());
}

TEST_CASE("what can't be opened as a file says why") {
    const TemporaryFolder folder;
    const auto missing = folder.file("missing");
    CHECK(open_file_source(missing).error().message ==
          "cannot open " + missing.string() + ": No such file or directory");
    CHECK_THAT(open_file_source(folder.file("")).error().message, ContainsSubstring("it is a folder, not a file"));
    REQUIRE(::mkfifo(folder.file("pipe").c_str(), 0600) == 0);
    CHECK_THAT(open_file_source(folder.file("pipe")).error().message,
               ContainsSubstring("it is a pipe, not a file; as standard input (-) it can be read"));
}

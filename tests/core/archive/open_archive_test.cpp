#include "core/archive/open_archive.hpp"
#include "tests/core/archive/tar_bytes.hpp"
#include "tests/kit/packing.hpp"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstring>
#include <string>

using namespace strata;
using namespace strata::tar_bytes;

namespace {

Result<std::unique_ptr<Archive>> opened(std::string bytes, const Limits& limits = {}) {
    return open_archive(make_memory_source(std::move(bytes)), limits);
}

std::string content(const Archive& archive, std::string_view name) {
    const auto member = archive.find(name);
    if (!member) return member.error().message;
    const auto source = archive.open(*member);
    REQUIRE(source);
    const auto bytes = read_all(**source, 1'000'000);
    return bytes ? *bytes : bytes.error().message;
}

std::string refusal(std::string bytes) {
    const auto archive = opened(std::move(bytes));
    REQUIRE_FALSE(archive);
    return archive.error().message;
}

/// A tar of `members` files of `size` bytes each that exists only as far as someone looks.
class HugeTar final : public Source {
public:
    HugeTar(std::uint64_t members, std::uint64_t size) : members_(members), stride_(512 + size), size_(size) {}
    std::uint64_t size() const override { return members_ * stride_ + 1024; }
    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> into) const override {
        reads++;
        if (offset >= size()) return 0;
        into = into.first(static_cast<std::size_t>(std::min<std::uint64_t>(into.size(), size() - offset)));
        bytes_read += into.size();
        std::memset(into.data(), 0, into.size());
        for (std::uint64_t member = offset / stride_; member < members_; member++) {
            const std::uint64_t at = member * stride_;
            if (at >= offset + into.size()) break;
            const std::string block =
                header({.name = "blob-" + std::to_string(member), .size_field = size_field(size_)});
            for (std::uint64_t i = std::max(at, offset); i < std::min(at + 512, offset + into.size()); i++)
                into[static_cast<std::size_t>(i - offset)] =
                    static_cast<std::byte>(block[static_cast<std::size_t>(i - at)]);
        }
        return into.size();
    }
    mutable std::atomic<std::uint64_t> reads = 0;
    mutable std::atomic<std::uint64_t> bytes_read = 0;

private:
    static std::string size_field(std::uint64_t size) { return octal(size, 11); }
    std::uint64_t members_, stride_, size_;
};

} // namespace

TEST_CASE("an archive is its files by name") {
    const auto archive = opened(file("./manifest.json", "[]") + header({.name = "blobs/", .type = '5'}) +
                                file("blobs//x", "old") + file("/blobs/./x", "new") + tar_end());
    REQUIRE(archive);
    CHECK((*archive)->members().size() == 4);
    CHECK((*archive)->members()[0].name == "manifest.json");
    CHECK((*archive)->members()[2].name == "blobs/x");
    CHECK(content(**archive, "manifest.json") == "[]");
    CHECK(content(**archive, "./blobs/x") == "new"); // the last of that name
    CHECK(content(**archive, "blobs/y") == "\"blobs/y\" is not in the archive");
    CHECK((*archive)->problems().empty());
    CHECK_FALSE((*archive)->open(1)); // a folder
    CHECK((*archive)->bytes() == 4096 + 512);
}

TEST_CASE("links inside an archive are followed, and none lead out") {
    const auto link = [](std::string_view name, std::string_view target, char type = '2') {
        return header({.name = name, .type = type, .link = target});
    };
    const auto archive =
        opened(file("aa.tar", "layer") + link("id/layer.tar", "../aa.tar") + link("id2/layer.tar", "aa.tar") +
               link("id3/layer.tar", "../id/layer.tar") + link("hard.tar", "./aa.tar", '1') +
               link("id4/layer.tar", "../elsewhere/aa.tar") + link("id5/layer.tar", "/aa.tar") +
               link("manifest.json", "/etc/passwd") + link("self", "self") + link("ping", "pong") +
               link("pong", "ping") + link("up", "../../../../aa.tar"));
    REQUIRE(archive);
    for (const std::string_view name :
         {"id/layer.tar", "id2/layer.tar", "id3/layer.tar", "hard.tar", "id4/layer.tar", "id5/layer.tar", "up"}) {
        INFO(name);
        CHECK(content(**archive, name) == "layer");
    }
    CHECK(content(**archive, "manifest.json") ==
          "\"manifest.json\" is a link to \"/etc/passwd\", which is not in the archive");
    CHECK(content(**archive, "self") == "\"self\" is a link to \"self\", which is not in the archive");
    CHECK(content(**archive, "ping") == "\"ping\" leads through more than 40 links");
}

TEST_CASE("what is no tar is called by its name") {
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(refusal(""), ContainsSubstring("the file is empty"));
    CHECK_THAT(refusal("PK\x03\x04" + std::string(600, 'z')), ContainsSubstring("this is a zip file"));
    CHECK_THAT(refusal("070701" + std::string(600, '0')), ContainsSubstring("this is a cpio archive"));
    CHECK_THAT(refusal("\x7f"
                       "ELF" +
                       std::string(600, '\1')),
               ContainsSubstring("this is a program"));
    CHECK_THAT(refusal("\n [ {}, 1 ]"), ContainsSubstring("this is a JSON document"));
    CHECK_THAT(refusal("<!DOCTYPE html>"), ContainsSubstring("this is a web page"));
    CHECK_THAT(refusal("hello\nworld\n"), ContainsSubstring("this is a text file"));
    CHECK_THAT(refusal("\x01"), ContainsSubstring("it ends after 1 byte"));
    CHECK_THAT(refusal(std::string(2000, '\x9d')), ContainsSubstring("starts no tar header"));
    CHECK_THAT(refusal(file("a", "").substr(0, 300)), ContainsSubstring("it ends after 300 bytes"));
}

TEST_CASE("a tar that breaks off shows what came before and says where") {
    const std::string whole = file("first", "1") + file("second", std::string(5000, 's'));
    const auto archive = opened(whole.substr(0, 3000));
    REQUIRE(archive);
    CHECK((*archive)->members().size() == 2);
    CHECK(content(**archive, "first") == "1");
    CHECK(content(**archive, "second") == std::string(3000 - 1536, 's'));
    REQUIRE((*archive)->problems().size() == 1);
    CHECK((*archive)->problems()[0].message == "the tar breaks off at byte 3000, inside \"second\"");

    const auto in_header = opened(whole.substr(0, 1100));
    REQUIRE(in_header);
    CHECK((*in_header)->members().size() == 1);
    CHECK((*in_header)->problems()[0].message == "the tar breaks off at byte 1100, inside the header at byte 1024");
}

TEST_CASE("an archive without members is an archive") {
    const auto archive = opened(std::string(10240, '\0'));
    REQUIRE(archive);
    CHECK((*archive)->members().empty());
}

TEST_CASE("a member stored with holes reads as its bytes") {
    const auto archive = opened(extension('x', record("GNU.sparse.size", "10") + record("GNU.sparse.map", "2,2,7,2")) +
                                header({.name = "f", .size = 4}) + padded("abcd"));
    REQUIRE(archive);
    CHECK(content(**archive, "f") == std::string("\0\0ab\0\0\0cd\0", 10));
    const auto source = (*archive)->open(0);
    REQUIRE(source);
    std::string middle(4, 'x');
    CHECK((*source)->read_at(3, std::as_writable_bytes(std::span(middle))) == 4);
    CHECK(middle == std::string("b\0\0\0", 4));
}

TEST_CASE("sparse maps count as names do, and pieces without bytes are not kept") {
    const auto with_map = [](std::string_view map) {
        return opened(extension('x', record("GNU.sparse.size", "10") + record("GNU.sparse.map", map)) +
                          header({.name = "f", .size = 3}) + padded("abc"),
                      {.name_memory = 40});
    };
    std::string empty_pieces = "1,3";
    for (int i = 0; i < 1000; i++) empty_pieces += ",10,0";
    const auto one_piece = with_map(empty_pieces);
    REQUIRE(one_piece);
    CHECK(content(**one_piece, "f") == std::string("\0abc\0\0\0\0\0\0", 10));
    const auto three_pieces = with_map("1,1,3,1,5,1");
    REQUIRE_FALSE(three_pieces);
    CHECK(three_pieces.error().message ==
          "names and sparse maps of more than 40 bytes, which is the limit (--limit name-memory)");
}

TEST_CASE("indexing reads headers, not files") {
    auto tar = std::make_unique<HugeTar>(200, 100'000'000 / 512 * 512);
    const HugeTar& counted = *tar;
    REQUIRE(counted.size() > 19'000'000'000U);
    const auto archive = open_archive(std::move(tar));
    REQUIRE(archive);
    CHECK((*archive)->members().size() == 200);
    CHECK((*archive)->members()[199].name == "blob-199");
    CHECK(counted.bytes_read < 8'000'000);
    CHECK(counted.reads < 300);
}

TEST_CASE("an archive of too many members is refused") {
    Limits limits;
    limits.archive_members = 2;
    const auto archive = opened(file("a", "") + file("b", "") + file("c", ""), limits);
    REQUIRE(archive); // what came before the limit is there
    CHECK((*archive)->members().size() == 2);
    CHECK((*archive)->problems()[0].message == "more than 2 members, which is the limit");
}

TEST_CASE("a packed archive opens like any other") {
    const std::string tar = file("a", std::string(200'000, 'a')) + file("b", "bee") + tar_end();
    using kit::Packing;
    for (const Packing packing :
         {Packing::gzip, Packing::gzip_members, Packing::zstd, Packing::zstd_frames, Packing::xz, Packing::bzip2}) {
        INFO(kit::name_of(packing));
        const std::string packed = kit::pack(tar, packing);
        const auto archive = opened(packed);
        REQUIRE(archive);
        CHECK(content(**archive, "b") == "bee");
        CHECK(content(**archive, "a") == std::string(200'000, 'a'));
        CHECK((*archive)->problems().empty());
        CHECK((*archive)->bytes() == packed.size());
        CHECK((*archive)->outer() != Compression::none);
        const auto whole = (*archive)->open(whole_archive);
        REQUIRE(whole);
        CHECK((read_all(**whole, 1'000'000) == packed));

        // Cut in half, it says so; a format that unpacks in one block has nothing to show then.
        const auto half = opened(packed.substr(0, packed.size() / 2));
        if (half)
            CHECK_FALSE((*half)->problems().empty());
        else
            CHECK_FALSE(half.error().message.empty());
    }
    CHECK(refusal(kit::pack("no tar", Packing::gzip)).starts_with("not a tar of images inside gzip: "));
}

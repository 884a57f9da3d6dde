#include "core/archive/tar_reader.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "tests/core/archive/tar_bytes.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;
using namespace strata::tar_bytes;

namespace {

/// Every entry as a line, with its file's bytes when they are few; then how reading ended.
std::string told(const std::string& tar, std::size_t slice = 4096, const Limits& limits = {}) {
    StringReader stream(tar, slice);
    TarReader reader(stream, 0, limits);
    std::string out;
    for (;;) {
        const auto entry = reader.next();
        if (!entry) return out + entry.error().message + "\n";
        if (*entry == nullptr) break;
        const TarEntry& told = **entry;
        out += text(quote(told.path), " type ", static_cast<int>(told.type), " size ", told.size, " at ",
                    told.data_offset);
        if (told.sparse) out += " sparse";
        if (!told.extra.link_target.empty()) out += text(" -> ", told.extra.link_target);
        if (!told.stray_link.empty()) out += text(" stray ", told.stray_link);
        for (const auto& [name, value] : told.extra.xattrs) out += text(' ', name, '=', quote(value));
        if (told.type == FileType::regular && told.size <= 64) {
            std::string bytes;
            for (;;) {
                const auto piece = reader.data();
                if (!piece) return out + "\n" + piece.error().message + "\n";
                if (piece->empty()) break;
                bytes.append(reinterpret_cast<const char*>(piece->data()), piece->size());
            }
            out += text(' ', quote(bytes));
        }
        out += '\n';
    }
    for (const Problem& problem : reader.problems()) out += problem.message + "\n";
    return out;
}

const TarEntry* only_entry(TarReader& reader) {
    const auto entry = reader.next();
    REQUIRE(entry);
    REQUIRE(*entry);
    return *entry;
}

} // namespace

TEST_CASE("a link's name in the header of what is no link is told apart, and only there") {
    const std::string tar =
        header({.name = "a", .type = '2', .link = "b"}) + header({.name = ".wh.c", .link = "b"}) + file("d", "");
    CHECK(told(tar) == "\"a\" type 2 size 0 at 512 -> b\n\".wh.c\" type 0 size 0 at 1024 stray b \"\"\n"
                       "\"d\" type 0 size 0 at 1536 \"\"\n");
}

TEST_CASE("a tar tells its entries, however the stream is cut") {
    const std::string tar = header({.name = "etc/", .type = '5'}) + file("etc/motd", "hello") +
                            header({.name = "link", .type = '2', .link = "etc/motd"}) +
                            header({.name = "hard", .type = '1', .link = "etc/motd"}) + file("empty", "") + tar_end();
    for (const std::size_t slice : {std::size_t{1}, std::size_t{7}, std::size_t{512}, std::size_t{700}, tar.size()}) {
        INFO("slice " << slice);
        CHECK(told(tar, slice) == "\"etc/\" type 5 size 0 at 512\n"
                                  "\"etc/motd\" type 0 size 5 at 1024 \"hello\"\n"
                                  "\"link\" type 2 size 0 at 2048 -> etc/motd\n"
                                  "\"hard\" type 1 size 0 at 2560 -> etc/motd\n"
                                  "\"empty\" type 0 size 0 at 3072 \"\"\n");
    }
    CHECK(told("").empty());
    CHECK(told(std::string(512, '\0')).empty());
    CHECK(told(file("a", "1")) == "\"a\" type 0 size 1 at 512 \"1\"\n");                // no end-of-archive blocks
    CHECK(told(file("a", "1").substr(0, 600)) == "\"a\" type 0 size 1 at 512 \"1\"\n"); // nor padding
}

TEST_CASE("what stands behind the end is no entry, but can be read") {
    StringReader stream(file("a", "1") + tar_end() + "tail", 100);
    TarReader reader(stream);
    only_entry(reader);
    REQUIRE(*reader.next() == nullptr);
    CHECK(reader.position() == 1536);
    std::string rest;
    for (auto piece = reader.rest(); piece && !piece->empty(); piece = reader.rest())
        rest.append(reinterpret_cast<const char*>(piece->data()), piece->size());
    CHECK(rest == std::string(512, '\0') + "tail");
}

TEST_CASE("long names of every dialect are names") {
    const std::string path = std::string(150, 'd') + "/" + std::string(150, 'n');
    CHECK(told(header({.name = "name", .prefix = "some/folder"})) ==
          "\"some/folder/name\" type 0 size 0 at 512 \"\"\n");
    const std::string gnu = extension('L', path + '\0') + extension('K', "far/away") +
                            header({.name = "cut", .type = '2', .link = "cut", .magic = "ustar  "});
    CHECK(told(gnu) == quote(path, 200) + " type 2 size 0 at 2560 -> far/away\n");
    const std::string pax = extension('x', record("path", "über") + record("linkpath", "dort")) +
                            header({.name = "cut", .type = '2', .link = "cut"});
    CHECK(told(pax) == "\"über\" type 2 size 0 at 1536 -> dort\n");
}

TEST_CASE("names are bytes") {
    const std::string nfd = "e\xcc\x81", nfc = "\xc3\xa9", bad = "bad\xff\xfe";
    CHECK(told(extension('x', record("path", nfd)) + file("x", "") + extension('x', record("path", nfc)) +
               file("x", "") + extension('x', record("path", bad)) + file("x", "") +
               extension('x', record("path", std::string("a\0b", 3))) + file("x", "")) ==
          "\"" + nfd + "\" type 0 size 0 at 1536 \"\"\n\"" + nfc +
              "\" type 0 size 0 at 3072 \"\"\n"
              "\"bad\\xff\\xfe\" type 0 size 0 at 4608 \"\"\n"
              "\"a\\x00b\" type 0 size 0 at 6144 \"\"\n");
    const std::string million(1'000'000, 'n');
    StringReader stream(extension('x', record("path", million)) + file("x", ""), 4096);
    TarReader reader(stream);
    CHECK(only_entry(reader)->path == million);
}

TEST_CASE("numbers are octal, base-256 or in pax records") {
    StringReader stream(header({.name = "a",
                                .size_field = "          5 ",
                                .mtime_field = {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 12},
                                .uid_field = {"\x80\0\0\0\0\x2d\xc6\xc0", 8}}) +
                            padded("12345") +
                            extension('x', record("size", "3") + record("uid", "4000000") + record("gid", "7") +
                                               record("uname", "alice") + record("mtime", "-1.25")) +
                            header({.name = "b"}) + padded("abc") +
                            header({.name = "c", .type = '3', .major = 1, .minor = 3}),
                        333);
    TarReader reader(stream);
    const TarEntry* entry = only_entry(reader);
    CHECK(entry->size == 5);
    CHECK(entry->mtime == -1);
    CHECK(entry->owner.uid == 3'000'000);
    entry = only_entry(reader);
    CHECK(entry->size == 3);
    CHECK(entry->owner == Owner{.uid = 4'000'000, .gid = 7, .user = "alice"});
    CHECK(entry->mtime == -2);
    CHECK(entry->mtime_nanoseconds == 750'000'000);
    entry = only_entry(reader);
    CHECK(entry->path == "c");
    CHECK(entry->extra.device_major == 1);
    CHECK(entry->extra.device_minor == 3);
    CHECK(entry->owner == Owner{});
}

TEST_CASE("xattrs keep every byte") {
    const std::string value("\x01\0\n=\xff", 5);
    CHECK(told(extension('x', record("SCHILY.xattr.user.bin", value) + record("LIBARCHIVE.xattr.user.bin", "AQAKPf8") +
                                  record("LIBARCHIVE.xattr.user.%41", "aGk=") + record("SCHILY.xattr.user.empty", "")) +
               file("f", "")) ==
          "\"f\" type 0 size 0 at 1536 user.A=\"hi\" user.bin=\"\\x01\\x00\\x0a=\\xff\" user.empty=\"\" \"\"\n");
}

TEST_CASE("sparse files show their holes") {
    const std::string expected = " size 10 at 0 sparse \"\\x00\\x00ab\\x00\\x00\\x00cd\\x00\"\n";
    const std::string after = file("after", "x");
    const std::string stored = padded("abcd");

    std::string gnu = header({.name = "f", .type = 'S', .size = 4, .magic = "ustar  "});
    const auto piece = [](std::uint64_t offset, std::uint64_t size) {
        return octal(offset, 11) + '\0' + octal(size, 11);
    };
    put(gnu, 386, piece(2, 2));
    gnu[482] = 1;
    put(gnu, 483, octal(10, 11));
    seal(gnu);
    std::string more(512, '\0');
    put(more, 0, piece(7, 2));
    CHECK(told(gnu + more + stored + after) == "\"f\" type 0" + expected + "\"after\" type 0 size 1 at 2048 \"x\"\n");

    const std::string pax_0_0 =
        extension('x', record("GNU.sparse.size", "10") + record("GNU.sparse.numblocks", "2") +
                           record("GNU.sparse.offset", "2") + record("GNU.sparse.numbytes", "2") +
                           record("GNU.sparse.offset", "7") + record("GNU.sparse.numbytes", "2"));
    CHECK(told(pax_0_0 + header({.name = "f", .size = 4}) + stored + after) ==
          "\"f\" type 0" + expected + "\"after\" type 0 size 1 at 2560 \"x\"\n");

    const std::string pax_0_1 = extension('x', record("GNU.sparse.size", "10") + record("GNU.sparse.name", "real") +
                                                   record("GNU.sparse.map", "2,2,7,2"));
    CHECK(told(pax_0_1 + header({.name = "f", .size = 4}) + stored + after) ==
          "\"real\" type 0" + expected + "\"after\" type 0 size 1 at 2560 \"x\"\n");

    const std::string pax_1_0 =
        extension('x', record("GNU.sparse.major", "1") + record("GNU.sparse.minor", "0") +
                           record("GNU.sparse.name", "real") + record("GNU.sparse.realsize", "10"));
    CHECK(told(pax_1_0 + header({.name = "GNUSparseFile.0/real", .size = 516}) + padded("2\n2\n2\n7\n2\n") + stored +
               after) == "\"real\" type 0" + expected + "\"after\" type 0 size 1 at 3072 \"x\"\n");

    const std::string lie = extension('x', record("GNU.sparse.size", "10") + record("GNU.sparse.map", "2,2,7,9"));
    CHECK(told(lie + header({.name = "f", .size = 4}) + stored) ==
          "\"f\": the pieces of its sparse map don't fit its size, before byte 1536\n");
    CHECK(told(gnu + more + stored + after, 4096, {.header_bytes = 511}) ==
          "\"f\": its sparse map takes more than the 511 bytes left for its headers\n");
}

TEST_CASE("old tars and odd types are read as they were meant") {
    CHECK(told(header({.name = "dir/", .type = '\0', .magic = ""}) +
               header({.name = "old", .type = '\0', .magic = ""}) + header({.name = "contiguous", .type = '7'})) ==
          "\"dir/\" type 5 size 0 at 512\n"
          "\"old\" type 0 size 0 at 1024 \"\"\n"
          "\"contiguous\" type 0 size 0 at 1536 \"\"\n");
    // A hard link with its file's size has no data in old tars, and has data in some of pax.
    CHECK(told(header({.name = "h", .type = '1', .size = 5, .link = "a"}) + file("b", "x")) ==
          "\"h\" type 1 size 0 at 512 -> a\n\"b\" type 0 size 1 at 1024 \"x\"\n");
    CHECK(told(header({.name = "h", .type = '1', .size = 5, .link = "a"}) + padded("12345") + file("b", "x")) ==
          "\"h\" type 1 size 0 at 512 -> a\n\"b\" type 0 size 1 at 1536 \"x\"\n");
    CHECK(told(extension('g', record("path", "everywhere") + record("comment", "git")) + file("a", "1")) ==
          "\"a\" type 0 size 1 at 1536 \"1\"\n");
}

TEST_CASE("damage is an error that names the byte") {
    const std::string first = file("first", "1");
    const std::string shown = "\"first\" type 0 size 1 at 512 \"1\"\n";
    std::string broken = header({.name = "second"});
    broken[0] = 'S';
    CHECK(told(first + broken) == shown + "no tar header at byte 1024: its checksum is wrong\n");
    CHECK(told(first + broken.substr(0, 100)) ==
          shown + "the tar breaks off at byte 1124, inside the header at byte 1024\n");
    CHECK(told(file("cut", std::string(1000, 'c')).substr(0, 700)) ==
          "\"cut\" type 0 size 1000 at 512\nthe tar breaks off at byte 700, inside \"cut\"\n");
    CHECK(told(file("cut", "12345").substr(0, 514)) ==
          "\"cut\" type 0 size 5 at 512\nthe tar breaks off at byte 514, inside \"cut\"\n");
    CHECK(told(first + header({.name = "s", .size_field = "12x4567"})) ==
          shown + "the header of \"s\" at byte 1024: its size is not a number that a file can have\n");
    CHECK(told(header({.name = "s", .size_field = {"\x80\0\0\x01\0\0\0\0\0\0\0\0", 12}})) ==
          "the header of \"s\" at byte 0: its size is not a number that a file can have\n");
    CHECK(told(header({.name = "s", .size_field = {"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xfe\0", 12}})) ==
          "the header of \"s\" at byte 0: its size, -512, is below zero\n");
    CHECK(told(header({.name = "s", .size_field = {"\x80\0\0\0\x7f\xff\xff\xff\xff\xff\xff\xff", 12}})) ==
          "\"s\" type 0 size 9223372036854775807 at 512\nthe tar breaks off at byte 512, inside \"s\"\n");
}

TEST_CASE("bad pax records are left out with a note, and the entry is shown") {
    for (const std::string body : {"0 path=x\n", "10 path=xyz", "abc path=x\n", "999999999999999999999 path=x\n"})
        CHECK(told(extension('x', body) + file("f", "1")) ==
              "\"f\" type 0 size 1 at 1536 \"1\"\nthe header at byte 0: a record's length is wrong\n");
    CHECK(told(extension('x', record("size", "-3") + record("path", "real")) + file("f", "1")) ==
          "\"real\" type 0 size 1 at 1536 \"1\"\nthe header at byte 0: a record's value can't be read\n");
    CHECK(told(extension('x', record("path", "")) + file("f", "1")) == "\"f\" type 0 size 1 at 1536 \"1\"\n");
}

TEST_CASE("extended headers grow no further than their limit") {
    const Limits limits{.name_bytes = 1000, .header_bytes = 5000};
    const std::string at = "the header at byte 0: an extended header of ";
    CHECK(told(extension('L', std::string(1001, 'n')), 4096, limits) == at + "1001 bytes is over the limit of 1000\n");
    CHECK(told(extension('x', std::string(5001, 'n')), 4096, limits) == at + "5001 bytes is over the limit of 5000\n");
    CHECK(told(header({.name = "x", .type = 'x', .size_field = "77777777777"}), 4096, limits) ==
          at + "8589934591 bytes is over the limit of 5000\n");
    CHECK(told(header({.name = "x", .type = 'x', .size = 4000}), 4096, limits) ==
          "the header at byte 0: the tar breaks off at byte 512, inside an extended header\n");
}

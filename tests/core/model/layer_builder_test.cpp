#include "core/base/text.hpp"
#include "core/model/layer_builder.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;

namespace {

TarEntry file(std::string_view path, std::uint64_t size = 1) { return {.path = path, .mode = 0644, .size = size}; }
TarEntry folder(std::string_view path, std::uint16_t mode = 0700) {
    return {.path = path, .type = FileType::directory, .mode = mode};
}

/// The living entries as text, one a line: path, kind, and what is special about it.
std::string shown(const LayerTree& tree) {
    constexpr std::string_view kinds[] = {"file", "hard", "link", "char", "block", "folder", "fifo", "whiteout"};
    std::string out;
    for (EntryIndex i = 0; i < tree.entries.size(); i++) {
        const Entry& entry = tree.entries[i];
        if (entry.has(entry_superseded)) continue;
        out += text(tree.path(i), ' ', kinds[static_cast<std::size_t>(entry.type)]);
        if (entry.type == FileType::regular) out += text(' ', entry.size);
        if (entry.has(entry_implied)) out += " implied";
        if (entry.has(entry_opaque)) out += " opaque";
        if (entry.has(entry_remade)) out += " remade";
        out += '\n';
    }
    return out;
}

std::string built(const std::vector<TarEntry>& entries) {
    LayerBuilder builder;
    for (const TarEntry& entry : entries) REQUIRE(builder.add(entry));
    return shown(builder.finish());
}

} // namespace

TEST_CASE("paths become a tree, with folders nobody stated") {
    CHECK(built({file("./usr/bin/env", 5), file("/usr/bin/sh", 6), folder("usr/"), folder("./")}) ==
          "/ folder\n"
          "/usr folder\n"
          "/usr/bin folder implied\n"
          "/usr/bin/env file 5\n"
          "/usr/bin/sh file 6\n");
    CHECK(built({}) == "/ folder implied\n");
}

TEST_CASE("a path never climbs above the root, and what was written is kept") {
    LayerBuilder builder;
    REQUIRE(builder.add(file("a/../../../etc//./passwd")));
    REQUIRE(builder.add(file("./etc/group")));
    const LayerTree tree = builder.finish();
    CHECK(shown(tree) == "/ folder implied\n/etc folder implied\n/etc/passwd file 1\n/etc/group file 1\n");
    CHECK(tree.extra(tree.entries[2]).raw_name == "a/../../../etc//./passwd");
    CHECK(tree.extra(tree.entries[3]).raw_name.empty());
}

TEST_CASE("whiteouts hide the layers below, never their own") {
    CHECK(built({file("etc/.wh.passwd")}) == "/ folder implied\n/etc folder implied\n/etc/passwd whiteout\n");
    // A whiteout beside the name itself, in any order: below is hidden, the new one is there.
    const std::string_view made_anew = "/ folder implied\n/a folder implied opaque remade\n/a/x file 1\n";
    CHECK(built({file("a/x"), file(".wh.a")}) == made_anew);
    CHECK(built({file(".wh.a"), file("a/x")}) == made_anew);
    CHECK(built({file("a/x"), file(".wh.a"), folder("a")}) ==
          "/ folder implied\n/a folder opaque remade\n/a/x file 1\n");
    CHECK(built({file(".wh.a"), folder("a")}) == "/ folder implied\n/a folder opaque remade\n");
    CHECK(built({file(".wh.a"), file(".wh.a")}) == "/ folder implied\n/a whiteout\n");
    CHECK(built({folder("a"), file("a/.wh..wh..opq"), folder("a")}) == "/ folder implied\n/a folder opaque\n");
    CHECK(built({file(".wh..wh..opq")}) == "/ folder implied opaque\n");
}

TEST_CASE("a whiteout beside its name stays in the tree, superseded, in either order and once") {
    for (const bool whiteout_first : {true, false}) {
        std::vector<TarEntry> entries = {file(".wh.a"), file("a", 7), file(".wh.a")};
        if (!whiteout_first) entries.erase(entries.begin());
        LayerBuilder builder;
        for (const TarEntry& entry : entries) REQUIRE(builder.add(entry));
        CHECK(builder.duplicates() == 0);
        const LayerTree tree = builder.finish();
        REQUIRE(tree.entries.size() == 3);
        CHECK(shown(tree) == "/ folder implied\n/a file 7 opaque remade\n");
        const Entry& whiteout = tree.entries[whiteout_first ? 1 : 2];
        CHECK(whiteout.type == FileType::whiteout);
        CHECK(whiteout.has(entry_superseded));
        CHECK(whiteout.mode == 0644);
    }
}

TEST_CASE("aufs' leftovers and whiteouts of nothing are dropped") {
    CHECK(built({folder(".wh..wh.plnk"), file(".wh..wh.plnk/7.8"), file(".wh..wh.aufs"), file(".wh."), file(".wh..."),
                 file("kept")}) == "/ folder implied\n/kept file 1\n");
}

TEST_CASE("overlayfs' own whiteouts and opaque folders are understood") {
    TarEntry device{.path = "gone", .type = FileType::character_device};
    TarEntry null = device;
    null.path = "dev/null";
    null.extra.device_major = 1;
    null.extra.device_minor = 3;
    TarEntry opaque = folder("fresh");
    opaque.extra.xattrs = {{"trusted.overlay.opaque", "y"}};
    CHECK(built({device, null, opaque}) == "/ folder implied\n"
                                           "/gone whiteout\n"
                                           "/dev folder implied\n"
                                           "/dev/null char\n"
                                           "/fresh folder opaque\n");
}

TEST_CASE("of entries with the same path the last one counts") {
    LayerBuilder builder;
    REQUIRE(builder.add(file("a", 1)));
    REQUIRE(builder.add(file("./a", 2)));
    REQUIRE(builder.add(folder("d", 0700)));
    REQUIRE(builder.add(file("d/below")));
    REQUIRE(builder.add(folder("d", 0755)));
    CHECK(builder.duplicates() == 2);
    REQUIRE(builder.add(file("d", 9))); // takes the folder's place, and what was in it goes
    CHECK(builder.duplicates() == 3);
    REQUIRE(builder.add(file("d/new")));
    const LayerTree tree = builder.finish();
    CHECK(shown(tree) == "/ folder implied\n/a file 2\n/d file 9\n/d/new file 1\n");
    CHECK(tree.entries.size() == 7);
}

TEST_CASE("facts arrive in the tree") {
    LayerBuilder builder;
    TarEntry link{.path = "link",
                  .type = FileType::symbolic_link,
                  .mode = 0120777,
                  .size = 7,
                  .data_offset = 1024,
                  .mtime = -5,
                  .mtime_nanoseconds = 250,
                  .owner = {.uid = 3'000'000, .gid = 7, .user = "alice", .group = "staff"}};
    link.extra.link_target = "usr/bin";
    link.extra.xattrs = {{"user.z", "1"}, {"security.capability", std::string("\0\1\n=", 4)}};
    const auto index = builder.add(link);
    REQUIRE(index);
    REQUIRE(builder.add(file("plain")));
    builder.set_content(2, {.low = 1, .high = 2});
    const LayerTree tree = builder.finish();
    const Entry& entry = tree.entries[*index];
    CHECK(entry.mode == 0777);
    CHECK(entry.size == 0);
    CHECK(entry.mtime == -5);
    CHECK(entry.mtime_nanoseconds == 250);
    CHECK(tree.owner(entry).user == "alice");
    CHECK(tree.owner(entry).uid == 3'000'000);
    CHECK(tree.extra(entry).link_target == "usr/bin");
    CHECK(tree.extra(entry).xattrs == StringMap{{"security.capability", std::string("\0\1\n=", 4)}, {"user.z", "1"}});
    CHECK(tree.entries[2].extra == 0);
    CHECK(tree.entries[2].owner == 0);
    CHECK(tree.entries[2].has(entry_hashed));
    CHECK(tree.entries[2].content == ContentHash{.low = 1, .high = 2});
}

TEST_CASE("limits end a layer with a sentence") {
    LayerBuilder few({.entries = 2});
    REQUIRE(few.add(file("a/b")));
    const auto third = few.add(file("c"));
    REQUIRE_FALSE(third);
    CHECK(third.error().message == "more than 2 files and folders, which is the limit");

    LayerBuilder shallow({.path_depth = 3});
    CHECK(shallow.add(file("a/b/c")));
    CHECK_FALSE(shallow.add(file("a/b/c/d")));

    LayerBuilder narrow({.name_bytes = 4});
    CHECK(narrow.add(file("abcd")));
    CHECK_FALSE(narrow.add(file("abcde")));

    LayerBuilder poor({.name_memory = 4});
    TarEntry link{.path = "a", .type = FileType::symbolic_link};
    link.extra.link_target = "long";
    CHECK_FALSE(poor.add(link));
}

TEST_CASE("a path 100,000 folders deep is a path like any other") {
    std::string path;
    for (int i = 0; i < 100'000; i++) path += "d/";
    LayerBuilder builder;
    REQUIRE(builder.add(file(path + "f")));
    REQUIRE(builder.add(file(path + "g")));
    const LayerTree tree = builder.finish();
    CHECK(tree.entries.size() == 100'003);
    CHECK(tree.path(100'002) == "/" + path + "g");
}

TEST_CASE("a million files cost 64 bytes and their name each") {
    LayerBuilder builder;
    std::size_t added = 0;
    for (int i = 0; i < 1'000'000; i++) added += builder.add(file(text("srv/", i % 1000, "/file-", i))).has_value();
    CHECK(added == 1'000'000);
    const LayerTree tree = builder.finish();
    CHECK(tree.entries.size() == 1'001'002);
    CHECK(tree.extras.size() == 1);
    CHECK(tree.owners.size() == 1);
    CHECK(tree.names.size() < 13'000'000);
    CHECK(tree.path(1'001'001) == "/srv/999/file-999999");
}

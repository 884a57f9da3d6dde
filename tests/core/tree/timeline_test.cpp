#include "core/base/text.hpp"
#include "core/tree/timeline.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;
using kit::inspection_from_text;

namespace {

void list(const Timeline& timeline, NodeIndex node, std::uint32_t layer, std::string& out) {
    for (std::uint32_t i = 0; i < timeline.child_count(node); i++) {
        const NodeIndex child = timeline.first_child(node) + i;
        const Place place = timeline.at(child, layer);
        if (!place) continue;
        const bool folder = timeline.entry(place).type == FileType::directory;
        out += timeline.path(child).substr(1) + (folder ? "/" : "") + std::to_string(place.layer) + " ";
        list(timeline, child, layer, out);
    }
}

/// What the image up to `layer` holds: each path with the layer whose entry it shows.
std::string tree_at(const Timeline& timeline, std::uint32_t layer) {
    std::string out;
    list(timeline, root_node, layer, out);
    if (!out.empty()) out.pop_back();
    return out;
}
std::string final_tree(std::initializer_list<std::string_view> layers) {
    const Timeline timeline(inspection_from_text(layers));
    return tree_at(timeline, timeline.top());
}

/// Each event of a path: layer and + added, C content, M metadata, = same, - removed, ? unsure.
std::string story(const Timeline& timeline, std::string_view path) {
    const NodeIndex node = timeline.find(path);
    if (node == no_node) return "unknown";
    std::string out;
    for (const Event& event : timeline.events(node)) {
        out += std::to_string(event.layer) + "+CM=-"[static_cast<std::size_t>(event.change)];
        if (event.unsure) out += "?";
    }
    return out;
}

std::string resolved(const Timeline& timeline, std::string_view path, std::uint32_t layer) {
    const Place place = timeline.resolve(timeline.at(timeline.find(path), layer));
    if (!place) return "nowhere";
    return timeline.layer(place.layer).tree.path(place.entry) + "@" + std::to_string(place.layer);
}

} // namespace

TEST_CASE("whiteouts hide what is below them and nothing beside them") {
    struct Case {
        const char* what;
        std::vector<std::string_view> layers;
        const char* tree;
    };
    const std::vector<Case> cases = {
        {"a file", {"a/\na/x=1\na/y=2", "a/\na/.wh.x="}, "a/1 a/y0"},
        {"a folder with all it holds", {"a/\na/b/\na/b/x=1\nc=1", ".wh.a="}, "c0"},
        {"before the entry of the same name", {"a=1", ".wh.a=\na=2"}, "a1"},
        {"behind the entry of the same name", {"a=1", "a=2\n.wh.a="}, "a1"},
        {"behind a folder of the same name", {"a/\na/x=1", "a/\na/y=2\n.wh.a="}, "a/1 a/y1"},
        {"and a folder made anew", {"a/\na/x=1", ".wh.a=\na/y=2"}, "a/1 a/y1"},
        {"behind what is in a folder of the same name", {"a/\na/x=1", "a/y=2\n.wh.a="}, "a/1 a/y1"},
        {"and a linked folder made anew", {"r/\nl -> r", ".wh.l=\nl/x=2"}, "l/1 l/x1 r/0"},
        {"the same in the other order", {"r/\nl -> r", "l/x=2\n.wh.l="}, "l/1 l/x1 r/0"},
        {"a path that is not there", {"a=1", ".wh.b=\nc/.wh.d=\nc/e=1"}, "a0 c/1 c/e1"},
        {"below a folder that is not there", {"a=1", "b/.wh.c="}, "a0 b/1"},
        {"in the first layer", {".wh.a=\nb=1"}, "b0"},
        {"an opaque folder, marked first", {"a/\na/x=1\na/b/y=1", "a/.wh..wh..opq=\na/z=1"}, "a/0 a/z1"},
        {"an opaque folder, marked last", {"a/\na/x=1", "a/\na/x=2\na/.wh..wh..opq="}, "a/1 a/x1"},
        {"an opaque root", {"a/x=1", ".wh..wh..opq=\nb=1"}, "b1"},
        {"an opaque folder that was a file", {"a=1", "a/\na/.wh..wh..opq=\na/x=1"}, "a/1 a/x1"},
        {"whiteout, then again", {"a/x=1", ".wh.a=", "a/y=1"}, "a/2 a/y2"},
        {"aufs leftovers", {"a=1", ".wh..wh.plnk/\n.wh..wh.aufs="}, "a0"},
        {"overlayfs' own whiteout", {"a=1\nb=1", "a % 0:0"}, "b0"},
    };
    for (const Case& one : cases) {
        INFO(one.what);
        Inspection inspection;
        for (const auto layer : one.layers)
            inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(layer)));
        const Timeline timeline(inspection);
        CHECK(tree_at(timeline, timeline.top()) == one.tree);
        CHECK(tree_at(timeline, 0) == final_tree({one.layers[0]}));
    }
}

TEST_CASE("files and folders take each other's place") {
    CHECK(final_tree({"a/\na/x=1\na/b/y=1", "a=1"}) == "a1");
    CHECK(final_tree({"a=1", "a/\na/x=1"}) == "a/1 a/x1");
    CHECK(final_tree({"a=1", "a/x=1"}) == "a/1 a/x1");
    CHECK(final_tree({"a/x=1", "a -> b"}) == "a1");
    CHECK(final_tree({"a/x=1", "a/ mode:0700"}) == "a/1 a/x0");
    CHECK(final_tree({"a/\na/x=1", "a/y=1"}) == "a/0 a/x0 a/y1");
    CHECK(final_tree({"a/x=1\na=file"}) == "a0");
    CHECK(final_tree({"a=file\na/\na/x=1"}) == "a/0 a/x0");
}

TEST_CASE("each event says what its layer did") {
    const Timeline timeline(inspection_from_text({
        "d/\nd/same=1\nd/meta=1\nd/size=1\nd/bytes=12\nd/type=1\nd/gone=1\nd/link -> a\nd/x=1 user.a:b",
        "d/same=1\nd/meta=1 mode:0600\nd/size=12\nd/bytes=13\nd/type -> 1\nd/.wh.gone=\nd/link -> b\nd/x=1 user.a:c",
        ".wh.d=",
    }));
    CHECK(story(timeline, "/d") == "0+2-");
    CHECK(story(timeline, "/d/same") == "0+1=2-");
    CHECK(story(timeline, "/d/meta") == "0+1M2-");
    CHECK(story(timeline, "/d/size") == "0+1C2-");
    CHECK(story(timeline, "/d/bytes") == "0+1C2-");
    CHECK(story(timeline, "/d/type") == "0+1C2-");
    CHECK(story(timeline, "/d/gone") == "0+1-");
    CHECK(story(timeline, "/d/link") == "0+1C2-");
    CHECK(story(timeline, "/d/x") == "0+1M2-");
    CHECK(tree_at(timeline, 2).empty());
    REQUIRE(timeline.event_of(timeline.find("/d/gone"), 1) != nullptr);
    CHECK(timeline.event_of(timeline.find("/d/gone"), 2) == nullptr);
    CHECK(timeline.find("/d/nothing") == no_node);
    CHECK(timeline.path(timeline.find("d//meta/")) == "/d/meta");
}

TEST_CASE("times are the same when one side has no fraction") {
    const Timeline timeline(inspection_from_text(
        {"a=1 mtime:5 nano:7\nb=1 mtime:5 nano:7\nc=1 mtime:5", "a=1 mtime:5\nb=1 mtime:5 nano:8\nc=1 mtime:6"}));
    CHECK(story(timeline, "a") == "0+1=");
    CHECK(story(timeline, "b") == "0+1M");
    CHECK(story(timeline, "c") == "0+1M");
}

TEST_CASE("files of the same size that nobody hashed are unsure, and named") {
    const Timeline timeline(inspection_from_text(
        {"a=1 unhashed\nb=1 unhashed\nc=1\nd= unhashed", "a=1\nb=12 unhashed\nc=1\nd= unhashed", "a=1 unhashed"}));
    CHECK(story(timeline, "a") == "0+1C?2C?");
    CHECK(story(timeline, "b") == "0+1C");
    CHECK(story(timeline, "c") == "0+1=");
    CHECK(story(timeline, "d") == "0+1=");
    const std::vector<Place> wanted = timeline.contents_wanted();
    REQUIRE(wanted.size() == 2);
    CHECK(timeline.layer(wanted[0].layer).tree.path(wanted[0].entry) == "/a");
    CHECK(wanted[0].layer == 0);
    CHECK(wanted[1].layer == 2);
}

TEST_CASE("a whiteout and a new file in one layer are one change") {
    const Timeline timeline(
        inspection_from_text({"a/\na/x=1\na/y=1", "a/\na/.wh..wh..opq=\na/x=1\n", ".wh.a=\na/x=2"}));
    CHECK(story(timeline, "a/x") == "0+1=2C");
    CHECK(story(timeline, "a/y") == "0+1-");
}

TEST_CASE("hard links are other names of the file that was there when they were made") {
    const Timeline timeline(inspection_from_text({
        "y=old\nhere => y\nchain => here\nnowhere => no/such\nfolder/\nto-folder => folder\nround => trip\ntrip => "
        "round",
        "x => y",
        "y=new",
        ".wh.y=",
    }));
    CHECK(resolved(timeline, "here", 0) == "/y@0");
    CHECK(resolved(timeline, "chain", 3) == "/y@0");
    CHECK(resolved(timeline, "x", 3) == "/y@0");
    CHECK(resolved(timeline, "nowhere", 0) == "nowhere");
    CHECK(resolved(timeline, "to-folder", 0) == "nowhere");
    CHECK(resolved(timeline, "round", 0) == "nowhere");
    CHECK(story(timeline, "x") == "1+");
}

TEST_CASE("a hard link is to the file that the tar has before it, whatever comes behind") {
    const Timeline twice(inspection_from_text({"x=1\nb => x\nx=22\nc => x\nx=333\nlate => z\nz=4"}));
    const auto bytes = [](const Timeline& timeline, std::string_view path) {
        return timeline.entry(timeline.resolve(timeline.final(timeline.find(path)))).size;
    };
    CHECK(bytes(twice, "b") == 1);
    CHECK(bytes(twice, "c") == 2);
    CHECK(bytes(twice, "x") == 3);
    CHECK(bytes(twice, "late") == 1); // there was none yet
    const Timeline folder(inspection_from_text({"d/x=12\nb => d/x\nd=file"}));
    CHECK(bytes(folder, "b") == 2);
    const Timeline lower(inspection_from_text({"x=old", "b => x\nx=newer"}));
    CHECK(resolved(lower, "b", 1) == "/x@0");
    CHECK(bytes(lower, "x") == 5);
}

TEST_CASE("a file knows the hard links to it") {
    const Timeline timeline(inspection_from_text({"a=1\nb => a\nc=1\nd => a\ne => no/such", "f => c"}));
    const auto links = [&](NodeIndex node) {
        std::string names;
        for (const std::uint32_t number : timeline.links_to(timeline.at(node, 0))) {
            const Place link = timeline.hard_links()[number].link;
            names += timeline.layer(link.layer).tree.path(link.entry);
        }
        return names;
    };
    CHECK(links(timeline.find("a")) == "/b/d");
    CHECK(links(timeline.find("c")) == "/f");
    CHECK(links(timeline.find("b")).empty());
}

TEST_CASE("a hard link prefers a file of its own layer, and goes through linked folders") {
    const Timeline timeline(
        inspection_from_text({"usr/lib/f=1\nlib -> usr/lib", "usr/lib/f=2\na => lib/f\nb => /lib/../lib/f"}));
    CHECK(resolved(timeline, "a", 1) == "/usr/lib/f@1");
    CHECK(resolved(timeline, "b", 1) == "/usr/lib/f@1");
}

TEST_CASE("the same file under another name is the same file") {
    const Timeline timeline(inspection_from_text({"a=1\nb=1", "b => a", "a=1", "b => a"}));
    CHECK(story(timeline, "b") == "0+1=3=");
}

TEST_CASE("entries go through a linked folder unless their layer states a folder there") {
    CHECK(final_tree({"usr/lib/a=1\nlib -> usr/lib", "lib/x=1"}) == "lib0 usr/0 usr/lib/0 usr/lib/a0 usr/lib/x1");
    CHECK(final_tree({"usr/lib/a=1\nlib -> usr/lib", "lib/\nlib/x=1"}) == "lib/1 lib/x1 usr/0 usr/lib/0 usr/lib/a0");
    CHECK(final_tree({"usr/lib/a=1\nlib -> usr/lib\nlib/x=1"}) == "lib0 usr/0 usr/lib/0 usr/lib/a0 usr/lib/x0");
    CHECK(final_tree({"usr/lib/a=1\nlib -> usr/lib", "lib/.wh.a="}) == "lib0 usr/0 usr/lib/0");
    CHECK(final_tree({"r/a=1\nl -> ../../r/.", "l/x=1"}) == "l0 r/0 r/a0 r/x1");
    CHECK(final_tree({"one/a=1\ntwo -> one\nthree -> /two", "three/d/x=1"}) ==
          "one/0 one/a0 one/d/1 one/d/x1 three0 two0");
}

TEST_CASE("a hard link to a symbolic link is that link") {
    CHECK(final_tree({"real/a=1\nsoft -> real\nhard => soft", "hard/x=1"}) == "hard0 real/0 real/a0 real/x1 soft0");
}

TEST_CASE("a linked folder that is missing is made") {
    const Timeline timeline(inspection_from_text({"var/run -> /run/deep", "var/run/pid=1", "run/deep/ mode:0700"}));
    CHECK(tree_at(timeline, 1) == "run/1 run/deep/1 run/deep/pid1 var/0 var/run0");
    CHECK(tree_at(timeline, 2) == "run/1 run/deep/2 run/deep/pid1 var/0 var/run0");
    CHECK(story(timeline, "run/deep") == "1+2M");
}

TEST_CASE("links that run in circles end") {
    CHECK(final_tree({"a -> b\nb -> a\nself -> self", "a/x=1\nself/y=1"}) == "a/1 a/x1 b0 self/1 self/y1");
    CHECK(final_tree({"dir -> .\ndir/dir/dir/f=1\netc -> /\netc/passwd=1"}) == "dir0 etc0 f0 passwd0");
    // Each link doubles the path: 2^40 parts without a limit.
    std::string doubling = "l0 -> x\n";
    for (int i = 1; i < 60; i++) {
        const std::string below = "l" + std::to_string(i - 1);
        doubling += text("l", i, " -> ", below, "/../", below, "\n");
    }
    CHECK(final_tree({doubling, "l59/f=1"}).find("l59/1 l59/f1") != std::string::npos);
}

TEST_CASE("a folder that a layer leads into twice is one folder") {
    const Timeline timeline(
        inspection_from_text({"usr/lib/\nlib -> usr/lib", "lib/x=12\nusr/lib/x=3\nlib/y=1\nusr/lib=file"}));
    CHECK(tree_at(timeline, 1) == "lib0 usr/0 usr/lib1");
    CHECK(story(timeline, "usr/lib/x").empty());
}

TEST_CASE("layers that could not be read change nothing") {
    Inspection inspection = inspection_from_text({"a=1", "b=1"});
    inspection.layers.insert(inspection.layers.begin() + 1, std::make_shared<const Layer>());
    const Timeline timeline(inspection);
    CHECK(tree_at(timeline, 2) == "a0 b2");
    CHECK(timeline.final(root_node));
    CHECK(Timeline(Inspection{}).size() == 1);
    CHECK_FALSE(Timeline(Inspection{}).final(root_node));
    inspection.layers = {std::make_shared<const Layer>()};
    CHECK_FALSE(Timeline(inspection).final(root_node));
}

TEST_CASE("children are neighbours in the order of their bytes") {
    const Timeline timeline(
        inspection_from_text({"b=1\na-long-name-2=1\na/x=1", "a-long-name-1=1\n\xff=1\nA=1\na.b=1"}));
    std::vector<std::string> names;
    for (std::uint32_t i = 0; i < timeline.child_count(root_node); i++)
        names.emplace_back(timeline.name(timeline.first_child(root_node) + i));
    CHECK(names == std::vector<std::string>{"A", "a", "a-long-name-1", "a-long-name-2", "a.b", "b", "\xff"});
    CHECK(timeline.parent(timeline.find("a/x")) == timeline.find("a"));
    CHECK(timeline.parent(root_node) == no_node);
}

TEST_CASE("a path of a hundred thousand parts takes no stack") {
    std::string path;
    for (int i = 0; i < 100'000; i++) path += "d/";
    Inspection inspection;
    for (const std::string& text : {path + "f=1", std::string(".wh.d="), path + "f=2", std::string("d=1")})
        inspection.layers.push_back(std::make_shared<const Layer>(kit::layer_from_text(text)));
    const Timeline timeline(inspection);
    CHECK(timeline.size() == 100'002);
    const NodeIndex file = timeline.find(path + "f");
    REQUIRE(file != no_node);
    CHECK(story(timeline, path + "f") == "0+1-2+3-");
    CHECK(timeline.path(file) == "/" + path + "f");
    CHECK(story(timeline, "d") == "0+1-2+3C");
}

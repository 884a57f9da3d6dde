#include "core/tree/follow_path.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {

std::string followed(const Timeline& timeline, std::uint32_t layer, std::string_view path) {
    const auto node = follow_path(timeline, layer, path);
    return node ? timeline.path(*node) : node.error().message;
}

} // namespace

TEST_CASE("a path is followed as a process in the image would") {
    const Timeline timeline(kit::inspection_from_text({"usr/lib/\nusr/lib/x=1\nlib -> usr/lib\netc/motd=hi\n"
                                                       "abs -> /lib/x\nout -> ../../etc/motd\nloop -> loop\n"
                                                       "dead -> etc/none\n",
                                                       "etc/.wh.motd=\n"}));
    CHECK(followed(timeline, 1, "/") == "/");
    CHECK(followed(timeline, 1, "usr//lib/./x") == "/usr/lib/x");
    CHECK(followed(timeline, 1, "/lib/x") == "/usr/lib/x");
    CHECK(followed(timeline, 1, "lib/../lib/x") == "/usr/lib/x");
    CHECK(followed(timeline, 1, "abs") == "/usr/lib/x");
    CHECK(followed(timeline, 0, "out") == "/etc/motd"); // never above the root
    CHECK(followed(timeline, 1, "etc/motd") == "there is no \"/etc/motd\" in the image");
    CHECK(followed(timeline, 1, "loop") == "\"loop\" leads through more than 40 links");
    CHECK(followed(timeline, 1, "dead") ==
          "\"/dead\" is a link to \"etc/none\": there is no \"/etc/none\" in the image");
    CHECK(followed(timeline, 1, "abs/below") == "\"/lib\" is a link to \"usr/lib\": \"/usr/lib/x\" is not a folder");
}

TEST_CASE("a hard link to a symbolic link is followed as that link") {
    const Timeline timeline(kit::inspection_from_text({"d/f=1\nb=data\ns -> b\nhs => s\nsd -> d\nhsd => sd\n"}));
    CHECK(followed(timeline, 0, "hs") == "/b");
    CHECK(followed(timeline, 0, "hsd/f") == "/d/f");
}

TEST_CASE("a link at the end of a path can be meant itself") {
    const Timeline timeline(
        kit::inspection_from_text({"usr/lib/x.1=1\nusr/lib/x -> x.1\nlib -> usr/lib\nsame => usr/lib/x\n"}));
    const auto kept = [&](std::string_view path) {
        const auto node = follow_path(timeline, 0, path, {}, LastLink::kept);
        return node ? timeline.path(*node) : node.error().message;
    };
    CHECK(kept("/lib/x") == "/usr/lib/x");
    CHECK(kept("lib") == "/lib");
    CHECK(kept("lib/") == "/usr/lib");
    CHECK(kept("same") == "/same");
    CHECK(kept("/lib/x/y") == "\"/usr/lib/x\" is a link to \"x.1\": \"/usr/lib/x.1\" is not a folder");
}

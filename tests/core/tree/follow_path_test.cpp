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

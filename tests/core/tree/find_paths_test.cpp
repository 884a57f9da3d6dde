#include "core/tree/find_paths.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>

using namespace strata;
using kit::inspection_from_text;

namespace {

/// Names that begin alike, of all lengths, and some that are another's beginning.
Timeline alike_names(unsigned seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::string_view letters) { return letters[random() % letters.size()]; };
    std::string layer;
    for (int i = 0; i < 300; i++) {
        std::string path;
        for (unsigned depth = random() % 4; depth > 0; depth--) path += std::string("lib-") + pick("abc") + "/";
        path += "module-one-";
        for (auto more = random() % 12; more > 0; more--) path += pick("ab7.");
        layer += path + "=x\n";
    }
    return Timeline(inspection_from_text({layer}));
}

} // namespace

TEST_CASE("what lies below a folder is found at any depth, and nothing beside it") {
    const Timeline timeline(inspection_from_text({"a/b/c/d=1\na/bc=1\na/b-/x=1\nz=1"}));
    const auto below = [&](std::string_view top) {
        const std::vector<bool> found = find_below(timeline, timeline.find(top));
        std::string out;
        for (NodeIndex node = 0; node < timeline.size(); node++)
            if (found[node]) out += timeline.path(node) + " ";
        return out;
    };
    CHECK(below("/a/b") == "/a/b /a/b/c /a/b/c/d ");
    CHECK(below("/z") == "/z ");
    CHECK(below("/no") == "");
    CHECK(below("/") == "/ /a /z /a/b /a/b- /a/bc /a/b/c /a/b-/x /a/b/c/d ");
}

TEST_CASE("a tree's paths are found as each path by itself is") {
    for (unsigned seed = 0; seed < 5; seed++) {
        const Timeline timeline = alike_names(seed);
        for (const char* wanted : {"module-one-a", "b.a", "lib-b/module", "**/*7", "lib-?/*a*", "/a[.7]+b/",
                                   "/^\\/lib-a$/", "/one-$/", "/", "lib-c", "nothing"}) {
            INFO(wanted);
            auto pattern = PathPattern::parse(wanted);
            REQUIRE(pattern);
            const std::vector<bool> found = find_paths(timeline, *pattern);
            REQUIRE(found.size() == timeline.size());
            for (NodeIndex node = 0; node < timeline.size(); node++) {
                auto alone = PathPattern::parse(wanted);
                INFO(timeline.path(node));
                REQUIRE(found[node] == alone->matches(timeline.path(node)));
            }
        }
    }
}

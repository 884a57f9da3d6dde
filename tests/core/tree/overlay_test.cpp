#include "core/tree/overlay.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>

using namespace strata;
using kit::inspection_from_text;

namespace {

std::string sums(const Timeline& timeline, const Overlay& overlay, std::string_view path) {
    const NodeIndex node = timeline.find(path);
    REQUIRE(node != no_node);
    const Totals& totals = overlay.totals(node);
    return std::to_string(totals.bytes) + " bytes " + std::to_string(totals.files) + " files +" +
           std::to_string(totals.added) + " ~" + std::to_string(totals.changed) + " -" + std::to_string(totals.removed);
}

const Inspection three_layers = inspection_from_text({
    "usr/\nusr/bin/\nusr/bin/a=12345\nusr/bin/b=123\netc/\netc/c=1\netc/l -> c",
    "usr/bin/a=12345 mode:0700\nusr/bin/d=1234567\netc/.wh.c=",
    ".wh.usr=\nusr/=\nnew=22",
});

} // namespace

TEST_CASE("the image up to a layer, with what the layer did") {
    const Timeline timeline(three_layers);
    const Overlay below(timeline, {Look::Shows::image, 0, 0});
    CHECK(sums(timeline, below, "/") == "9 bytes 4 files +7 ~0 -0");
    const Overlay middle(timeline, {Look::Shows::image, 1, 1});
    CHECK(sums(timeline, middle, "/") == "15 bytes 4 files +1 ~1 -1");
    CHECK(sums(timeline, middle, "usr") == "15 bytes 3 files +1 ~1 -0");
    CHECK(sums(timeline, middle, "etc") == "0 bytes 1 files +0 ~0 -1");
    CHECK_FALSE(middle.shows(timeline.find("etc/c")));
    CHECK(middle.change(timeline.find("usr/bin/a")) == Change::metadata);
    const Overlay since_base(timeline, {Look::Shows::image, 1, 2});
    CHECK(sums(timeline, since_base, "/") == "2 bytes 3 files +1 ~1 -4");
    CHECK(since_base.change(timeline.find("usr/bin/d")) == Change::same);
}

TEST_CASE("the image up to a layer, with what is gone from it") {
    const Timeline timeline(three_layers);
    const Overlay all(timeline, {Look::Shows::image_and_removed, 2, 2});
    CHECK(sums(timeline, all, "/") == "2 bytes 3 files +1 ~1 -5");
    for (const char* path : {"etc/c", "usr/bin", "usr/bin/a"}) {
        INFO(path);
        CHECK(all.shows(timeline.find(path)));
        CHECK(all.change(timeline.find(path)) == Change::removed);
    }
    CHECK(timeline.entry(all.place(timeline.find("usr/bin/a"))).mode == 0700); // as it was last
    CHECK(timeline.entry(all.place(timeline.find("etc/c"))).size == 1);
    CHECK(all.change(timeline.find("etc/l")) == Change::same);
    const Overlay below(timeline, {Look::Shows::image_and_removed, 0, 0});
    CHECK_FALSE(below.shows(timeline.find("new"))); // it comes later
}

TEST_CASE("one layer alone") {
    const Timeline timeline(three_layers);
    const Overlay alone(timeline, {Look::Shows::layers, 1, 1});
    CHECK(sums(timeline, alone, "/") == "12 bytes 2 files +1 ~1 -1");
    CHECK(alone.shows(timeline.find("etc/c")));
    CHECK(alone.shows(timeline.find("etc")));
    CHECK_FALSE(alone.shows(timeline.find("usr/bin/b")));
    CHECK(timeline.entry(alone.place(timeline.find("etc/c"))).size == 1);
}

TEST_CASE("what each layer did, in one pass") {
    const Timeline timeline(three_layers);
    const std::vector<Totals> layers = totals_of_layers(timeline);
    REQUIRE(layers.size() == 3);
    for (std::uint32_t layer = 0; layer < 3; layer++)
        CHECK(layers[layer] == Overlay(timeline, {Look::Shows::layers, layer, layer}).totals(root_node));
}

TEST_CASE("a file with several names counts once, whichever of them are left") {
    const Timeline timeline(inspection_from_text({"a=12345\nb => a\nd/c => a", ".wh.a=", ".wh.b=", ".wh.d="}));
    const std::uint32_t layer = GENERATE(0U, 1U, 2U, 3U);
    const Overlay overlay(timeline, {Look::Shows::image, layer, layer});
    CHECK(overlay.totals(root_node).bytes == (layer < 3 ? 5 : 0));
    CHECK(overlay.totals(timeline.find("d")).bytes == (layer == 2 ? 5 : 0));
    if (layer < 3) CHECK(shown_size(timeline, timeline.at(timeline.find("d/c"), layer)) == 5);
}

TEST_CASE("an image without layers has sums of nothing") {
    const Timeline timeline(Inspection{});
    const Overlay overlay(timeline, {});
    CHECK(overlay.totals(root_node) == Totals{});
}

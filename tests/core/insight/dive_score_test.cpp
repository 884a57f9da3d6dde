// Where dive's numbers and the truth part: each case says both.
#include "core/insight/waste.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

using namespace strata;
using Catch::Approx;
using kit::inspection_from_text;

namespace {

// A file of 100 bytes rewritten, one of 200 left alone, two of 400 in a folder.
constexpr std::string_view base = "d/\nd/a= size:400\nd/b= size:400\nkept= size:200\nx= size:100";
constexpr std::string_view rewrite = "x= size:100";

struct Both {
    DiveScore dive;
    Waste ours;
};
Both judge(std::initializer_list<std::string_view> layers) {
    const Inspection inspection = inspection_from_text(layers);
    return {dive_score(inspection), find_waste(Timeline(inspection))};
}

} // namespace

TEST_CASE("a file that is rewritten once counts twice for dive") {
    const Both both = judge({base, rewrite});
    CHECK(both.dive.efficiency == Approx(1100.0 / 1200));
    CHECK(both.dive.wasted_bytes == 200);
    CHECK(both.dive.size_bytes == 1200);
    CHECK(both.dive.user_size_bytes == 100);
    CHECK(both.dive.wasted_user_percent == Approx(2.0));
    CHECK(both.ours.wasted_bytes == 100);
}

TEST_CASE("deleting a folder raises dive's score") {
    const Both both = judge({base, rewrite, ".wh.d="});
    CHECK(both.dive.efficiency == Approx(0.95));
    CHECK(both.dive.wasted_bytes == 200);
    CHECK(both.ours.wasted_bytes == 900);
}

TEST_CASE("deleting its files one by one does not") {
    const Both both = judge({base, rewrite, "d/.wh.a=\nd/.wh.b="});
    CHECK(both.dive.efficiency == Approx(0.25));
    CHECK(both.dive.wasted_bytes == 1000);
    CHECK(both.ours.wasted_bytes == 900);
}

TEST_CASE("a whiteout beside the same name in its layer is a path of its own for dive") {
    const Both both = judge({"a= size:91\np= size:1000", ".wh.p=\np= size:1000"});
    CHECK(both.dive.efficiency == Approx(91.0 / 2091));
    CHECK(both.dive.wasted_bytes == 2000);
    CHECK(both.ours.wasted_bytes == 1000);
    // of a folder made anew the whiteout counts what the old one held
    CHECK(judge({"d/\nd/a= size:40\nb= size:2", ".wh.d=\nd/a= size:10"}).dive.efficiency == Approx(52.0 / 92));
    // of the lowest layer dive looks for it in the layer itself
    CHECK(judge({".wh.p=\np= size:10\nz= size:5"}).dive.wasted_bytes == 10);
}

// What dive 0.13.1 says of these images.
TEST_CASE("a whiteout of a folder that its layer states anew counts what the old one held, opaque or not") {
    const std::string_view below = "d/\nd/a= size:40", opaque = "d/\nd/.wh..wh..opq=\nd/a= size:10";
    CHECK(judge({below, opaque}).dive.efficiency == 0.2);
    CHECK(judge({below, std::string(".wh.d=\n").append(opaque)}).dive.efficiency == 0.5555555555555556);
    CHECK(judge({"d/\nd/b= size:40", ".wh.d=\nd/\nz= size:5", "d/b= size:40"}).dive.efficiency == 0.36);
    // dive's view of the lowest layer starts with all of that layer
    CHECK(judge({".wh.d=\nd/\nd/b= size:128", "d= size:3"}).dive.wasted_bytes == 131);
}

TEST_CASE("dive takes a name before .wh. for deleted by the whiteout beside it") {
    CHECK(judge({"-x= size:10\nz= size:5", ".wh.-x=\n-x= size:10", ".wh.-x=\nz= size:5"}).dive.wasted_bytes == 20);
    CHECK(judge({"y= size:10\nz= size:5", ".wh.y=\ny= size:10", ".wh.y=\nz= size:5"}).dive.wasted_bytes == 30);
}

TEST_CASE("what lies below a folder stays for dive where the same layer puts a file in its place") {
    CHECK(judge({"d/\nd/b= size:128\nd= size:3", "d/b= size:3"}).dive.efficiency == 0.022900763358778626);
}

TEST_CASE("a whiteout of nothing ends dive's look at the layer") {
    const Both both = judge({"z= size:1000", "z= size:1000\n.wh.absent="});
    CHECK(both.dive.efficiency == Approx(0.999));
    CHECK(both.dive.wasted_bytes == 0);
    CHECK(both.ours.wasted_bytes == 1000);
    // Names are visited in their order: what stands before the whiteout is seen.
    CHECK(judge({"-= size:10", "-= size:10\n.wh.absent="}).dive.wasted_bytes == 20);
}

TEST_CASE("a deleted folder that no layer states is a file for dive") {
    CHECK(judge({"d/a= size:400\nx= size:100", ".wh.d="}).dive.efficiency == Approx(1.0));
    CHECK(judge({"d/a= size:400\nx= size:100", ".wh.d=", "d= size:7"}).dive.wasted_bytes == 7);
}

TEST_CASE("empty folders and opaque marks cost dive nothing") {
    const Both folders = judge({"etc/", "etc/", "etc/"});
    CHECK(folders.dive.efficiency == 1.0);
    CHECK(folders.dive.wasted_bytes == 0);
    const Both opaque = judge({"d/\nd/a= size:400", "d/\nd/.wh..wh..opq="});
    CHECK(opaque.dive.wasted_bytes == 0);
    CHECK(opaque.dive.efficiency == 1.0);
    CHECK(opaque.ours.wasted_bytes == 400);
}

TEST_CASE("a single layer has no ratio to its user's bytes") {
    CHECK(std::isnan(judge({base}).dive.wasted_user_percent));
    CHECK(judge({}).dive.efficiency == 1.0);
}

TEST_CASE("a path that stands twice in a layer counts twice in dive's size") {
    const Both both = judge({base, "x= size:30\nx= size:10"});
    CHECK(both.dive.size_bytes == 1140);
    CHECK(both.dive.user_size_bytes == 40);
}

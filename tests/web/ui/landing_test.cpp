#include "tests/kit/stage.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("the start page offers to open files and says that nothing is uploaded") {
    kit::Stage stage;
    INFO(stage.transcript());
    CHECK(stage.shows("Everything runs in this page. Your image is never uploaded."));
    CHECK(stage.drawn() > 100);
    REQUIRE(stage.click("Open files…"));
    const auto effects = stage.effects();
    REQUIRE(effects.size() == 1);
    CHECK(std::holds_alternative<ui::PickFiles>(effects[0]));
}

TEST_CASE("the colours can be switched") {
    kit::Stage stage;
    REQUIRE(stage.click("Switch to light"));
    CHECK(stage.shows("Switch to dark"));
}

TEST_CASE("a catalog beside the page is listed, and one that is wrong is said to be") {
    kit::Stage stage;
    stage.app().load_catalog(R"({"title": "Ours", "images": [{"name": "shop/api", "tag": "1.1", "url": "a.tar"}]})");
    stage.settle();
    CHECK(stage.shows("Ours"));
    REQUIRE(stage.click("shop/api:1.1"));
    const auto effects = stage.effects();
    const auto* asked = effects.empty() ? nullptr : std::get_if<ui::OpenAddress>(&effects.back());
    REQUIRE(asked);
    CHECK(asked->url == "a.tar");
    stage.app().load_catalog(R"({"images": [{"name": "shop/api"}]})");
    stage.settle();
    CHECK(stage.shows("catalog.json: image 1: \"url\" is missing"));
}

// Archives that hold several images: one is chosen, others are compared with it, and what is closed is gone.
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

const std::vector<Inspection>& both() {
    static const std::vector<Inspection> images = {kit::shop_image(), kit::newer_shop_image()};
    return images;
}

std::string title_shown(kit::Stage& stage) {
    const ui::OpenImage* image = stage.app().session().image(stage.app().state().shown);
    return image ? image->title() : "";
}

} // namespace

TEST_CASE("among the images of an archive arrows move, and Enter opens") {
    kit::Stage stage;
    kit::open_on_stage(stage, both(), 1);
    REQUIRE(stage.focus("Images in this archive"));
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(stage.app().session().images.empty());
    CHECK(kit::is_selected(stage, "shop/api:1.1, linux/amd64"));
    stage.key(ImGuiKey_Enter);
    CHECK(title_shown(stage) == "shop/api:1.1");
}

TEST_CASE("an archive without what its image consists of says what is missing") {
    kit::Stage stage;
    Inspection image = kit::shop_image();
    image.image.available = false;
    image.image.problems = {{Severity::note, "layer 2 is marked foreign"},
                            {Severity::error, "config \"ab.json\" is not in the archive"}};
    kit::open_on_stage(stage, image);
    INFO(stage.transcript());
    CHECK(stage.shows("There is no image in this file that can be shown: config \"ab.json\" is not in the archive."));
}

TEST_CASE("among the images of an archive a click opens") {
    kit::Stage stage;
    kit::open_on_stage(stage, both(), 1);
    REQUIRE(stage.click("shop/api:1.0, linux/amd64"));
    CHECK(title_shown(stage) == "shop/api:1.0");
}

TEST_CASE("an image of the same archive is compared from the menu of what to compare with") {
    kit::Stage stage;
    kit::open_on_stage(stage, both(), 1);
    REQUIRE(stage.click("shop/api:1.1, linux/amd64"));
    kit::answer_layers(stage, both());
    REQUIRE(stage.click("Compare with "));
    INFO(stage.transcript());
    REQUIRE(stage.click("shop/api:1.0"));
    kit::answer_layers(stage, both());
    INFO(stage.transcript());
    CHECK(title_shown(stage) == "shop/api:1.1");
    CHECK(stage.shows("A shop/api:1.0"));
    CHECK(stage.shows("B shop/api:1.1"));
}

TEST_CASE("an image of the catalog is compared from the menu, as soon as it is there") {
    kit::Stage stage;
    stage.app().load_catalog(R"({"images": [
        {"name": "shop/web", "tag": "5", "url": "x/web.tar"},
        {"name": "shop/api", "tags": [{"tag": "1.1", "url": "x/shop-1.1.tar"}, {"tag": "1.0", "url": "x/shop-1.0.tar"}]}]})");
    kit::open_on_stage(stage, kit::newer_shop_image(), 1);
    REQUIRE(stage.click("Compare with "));
    INFO(stage.transcript());
    CHECK(stage.shows("shop/web:5"));
    REQUIRE(stage.click("shop/api:1.0"));
    const auto asked = kit::effects_of<ui::OpenAddresses>(stage);
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].urls == std::vector<std::string>{"x/shop-1.0.tar"});
    CHECK(title_shown(stage) == "shop/api:1.1"); // until then nothing changes
    kit::open_on_stage(stage, kit::shop_image(), 2);
    INFO(stage.transcript());
    CHECK(stage.shows("A shop/api:1.0"));
    CHECK(stage.shows("B shop/api:1.1"));
}

TEST_CASE("a file that is picked below \"Compare with\" is compared as soon as it is there") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::newer_shop_image(), 1);
    const auto pick = [&] {
        REQUIRE(stage.click("Compare with "));
        REQUIRE(stage.click("Open files…"));
        REQUIRE(kit::effects_of<ui::PickFiles>(stage).size() == 1);
    };
    pick();
    SECTION("and is the older one") {
        kit::open_on_stage(stage, kit::shop_image(), 2);
        INFO(stage.transcript());
        CHECK(stage.shows("A shop/api:1.0"));
        CHECK(stage.shows("B shop/api:1.1"));
        stage.app().apply({ui::DoAction{ui::Action::stop_comparing}});
        kit::open_on_stage(stage, kit::small_shop_image(), 3);
        CHECK_FALSE(stage.shows("A shop/api:1.1")); // once is enough
        CHECK(stage.app().state().against == 0);
    }
    SECTION("of an archive of several images the one that is chosen is") {
        Inspection first = kit::shop_image(), second = kit::small_shop_image();
        second.image.names[0].tag = "2.0";
        kit::open_on_stage(stage, {first, second}, 2);
        REQUIRE(stage.click("Choose one…"));
        REQUIRE(stage.click("shop/api:1.0, linux/amd64"));
        kit::answer_layers(stage, {first, second});
        INFO(stage.transcript());
        CHECK(stage.shows("A shop/api:1.0"));
        CHECK(stage.shows("B shop/api:1.1"));
    }
    SECTION("but not where nothing was picked, and a file is dropped later") {
        stage.app().dragged(true);
        stage.app().dragged(false);
        kit::open_on_stage(stage, kit::shop_image(), 2);
        CHECK(stage.app().state().against == 0);
    }
}

TEST_CASE("an image that was closed is gone: nothing is asked about its archive any more") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(title_shown(stage) == "shop/api:1.0");
    CHECK_FALSE(stage.shows("Choose one…"));
    CHECK(stage.transcript().find("shop-1.1.tar") == std::string::npos);
    // Nor when another file is opened.
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.app().opened({{.id = 3, .name = "more.tar", .bytes = 5}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("more.tar"));
    CHECK(stage.transcript().find("shop-1.0.tar") == std::string::npos);
}

TEST_CASE("of an archive of several images the others stay to be opened when one is closed") {
    kit::Stage stage;
    kit::open_on_stage(stage, both(), 1);
    REQUIRE(stage.click("shop/api:1.1, linux/amd64"));
    kit::answer_layers(stage, both());
    kit::open_on_stage(stage, kit::small_shop_image(), 2);
    stage.app().apply({ui::ShowImage{1}});
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("Choose one…"));
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    CHECK(stage.shows("Images in this archive"));
}

TEST_CASE("closing the newer of two that are compared shows the older one") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    kit::open_on_stage(stage, kit::small_shop_image(), 3);
    stage.app().apply({ui::ShowImage{2}});
    stage.app().apply({ui::CompareWith{1}});
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    CHECK(stage.app().state().shown == 1);
    CHECK(stage.app().state().against == 0);
}

TEST_CASE("the image on the other side of a comparison changes places with the one it is chosen for") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
    REQUIRE(stage.click("B shop/api:1.1"));
    INFO(stage.transcript());
    CHECK(stage.shows("Stop comparing"));
    REQUIRE(stage.click("shop/api:1.0"));
    INFO(stage.transcript());
    CHECK(stage.shows("A shop/api:1.1"));
    CHECK(stage.shows("B shop/api:1.0"));
}

#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("the Dockerfiles of two images are one text in which lines that differ are marked") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image());
    stage.key(ImGuiKey_9);
    INFO(stage.transcript());
    CHECK(stage.shows("  COPY . .")); // no guess at where the base ends stands before it in one of them
    CHECK(stage.shows("- ENV PORT=8080"));
    CHECK(stage.shows("+ ENV PORT=9090"));
    CHECK(stage.shows("- RUN chown -R 1000 /srv/app && rm old.js"));
    REQUIRE(stage.click("Side by side"));
    CHECK(stage.shows("- ENV PORT=8080 → + ENV PORT=9090"));
    REQUIRE(stage.click("Rows"));
    CHECK(stage.shows("Both histories"));
    const auto set = kit::effects_of<ui::SetAddress>(stage);
    CHECK(std::ranges::any_of(
        set, [](const ui::SetAddress& to) { return to.fragment.find("view=dockerfile") != std::string::npos; }));
}

TEST_CASE("Dockerfiles that are the same are shown too, and both are searched") {
    kit::Stage stage;
    Inspection newer = kit::shop_image();
    newer.image.names[0].tag = "1.0.1";
    kit::compare_on_stage(stage, kit::shop_image(), newer);
    stage.key(ImGuiKey_9);
    REQUIRE(stage.click("Search both Dockerfiles"));
    stage.type("old.js");
    INFO(stage.transcript());
    CHECK(stage.shows("  ENV PORT=8080"));
    CHECK(stage.shows("  RUN chown -R 1000 /srv/app && rm old.js"));
    CHECK(stage.shows("1 of 1"));
}

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

TEST_CASE("among the images of an archive a click opens") {
    kit::Stage stage;
    kit::open_on_stage(stage, both(), 1);
    REQUIRE(stage.click("shop/api:1.0, linux/amd64"));
    CHECK(title_shown(stage) == "shop/api:1.0");
}

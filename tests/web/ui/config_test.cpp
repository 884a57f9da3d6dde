#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

std::string copied(kit::Stage& stage) {
    std::string out;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* put = std::get_if<ui::PutOnClipboard>(&effect)) out = put->text;
    return out;
}

} // namespace

TEST_CASE("the configuration lists everything, and what names a file leads there") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    INFO(stage.transcript());
    for (const char* row : {"Cmd: [\"node\", \"/srv/app/server.js\"]", "WorkingDir: /srv/app", "PATH: /usr/local/bin",
                            "PATH: /usr/bin", "PORT: 8080", "Healthcheck: {\"Test\":[\"CMD\",\"true\"]}",
                            "org.example.team: shop", "Platform: linux/amd64", "Name: shop/api:1.0"})
        CHECK(stage.shows(row));
    REQUIRE(stage.click("WorkingDir: /srv/app"));
    REQUIRE(stage.click("Show in the files"));
    CHECK(stage.app().state().view == ui::View::files);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "app, holds changes"));
}

TEST_CASE("a program named without a folder is found along PATH") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    REQUIRE(stage.double_click("Cmd: [\"node\", \"/srv/app/server.js\"]"));
    INFO(stage.transcript());
    REQUIRE(stage.shows("node"));
    CHECK(kit::is_selected(stage, "node"));
}

TEST_CASE("the search leaves settings that hold the words; a value is copied as it is stored") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    REQUIRE(stage.click("Search the settings"));
    stage.type("TEAM");
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("PORT: 8080"));
    REQUIRE(stage.click("org.example.team: shop"));
    CHECK(stage.shows("org.example.team: shop"));
    REQUIRE(stage.click("Copy"));
    CHECK(copied(stage) == "shop");
    stage.app().apply({ui::SetSearch{"nowhere"}});
    stage.settle();
    CHECK(stage.shows("No setting holds nowhere."));
    REQUIRE(stage.click("Clear search"));
    CHECK(stage.shows("PORT: 8080"));
}

TEST_CASE("from a search the keyboard goes to the first row it leaves") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    REQUIRE(stage.click("Search the settings"));
    stage.type("PORT");
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "PORT: 8080"));
    CHECK((stage.find("Settings")->states & ui::state_focused) != 0);
}

TEST_CASE("Ctrl+C copies the row that is selected, and a file's path where files are listed") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    REQUIRE(stage.click("srv, holds changes"));
    stage.key(ImGuiKey_C, ImGuiMod_Ctrl);
    CHECK(copied(stage) == "/srv");
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    REQUIRE(stage.click("PORT: 8080"));
    stage.key(ImGuiKey_C, ImGuiMod_Ctrl);
    INFO(stage.transcript());
    CHECK(copied(stage).starts_with("PORT: 8080"));
}

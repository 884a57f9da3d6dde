#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

void show_treemap(kit::Stage& stage) {
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowLayer{1}});
    stage.app().apply({ui::ShowView{ui::View::treemap}});
    stage.settle();
}

} // namespace

TEST_CASE("the treemap tells each tile's path, size and layer; a click selects, a double click goes in") {
    kit::Stage stage;
    show_treemap(stage);
    INFO(stage.transcript());
    REQUIRE(stage.shows("/srv, 5.01 kB, added"));
    REQUIRE(stage.click("/srv, 5.01 kB, added"));
    CHECK(kit::is_selected(stage, "/srv, 5.01 kB, added"));
    REQUIRE(stage.double_click("/srv, 5.01 kB, added"));
    INFO(stage.transcript());
    CHECK(stage.app().state().treemap.top != root_node);
    CHECK(stage.shows("All files"));
    CHECK(stage.shows("/srv/app/old.js, 5 kB, layer 2, added"));
}

TEST_CASE("the treemap is walked by keyboard: siblings, into a folder, out again, and to the file") {
    kit::Stage stage;
    show_treemap(stage);
    REQUIRE(stage.click("/srv, 5.01 kB, added"));
    stage.key(ImGuiKey_Enter);
    const NodeIndex srv = stage.app().state().treemap.top;
    CHECK(srv != root_node);
    stage.key(ImGuiKey_Backspace);
    CHECK(stage.app().state().treemap.top == root_node);
    const NodeIndex before = stage.app().state().node;
    stage.key(ImGuiKey_RightArrow);
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(stage.app().state().node != before);
}

TEST_CASE(
    "Esc leaves a folder of the treemap, unless something else is there to be left, and keeps the keyboard there") {
    kit::Stage stage;
    show_treemap(stage);
    REQUIRE(stage.click("/srv, 5.01 kB, added"));
    stage.key(ImGuiKey_Enter);
    const NodeIndex srv = stage.app().state().treemap.top;
    REQUIRE(srv != root_node);
    stage.app().apply({ui::DoAction{ui::Action::help}});
    stage.settle();
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().treemap.top == srv);
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().treemap.top == root_node);
    CHECK(stage.app().state().node == srv);
    CHECK(std::ranges::any_of(stage.app().ui().mirror.nodes(), [](const ui::MirrorNode& node) {
        return node.role == ui::Role::tree && (node.states & ui::state_focused) != 0;
    }));
    REQUIRE(stage.click("/srv, 5.01 kB, added"));
    stage.key(ImGuiKey_Enter);
    REQUIRE(stage.app().state().treemap.top == srv);
    stage.resize(900, 600);
    stage.app().apply({ui::DoAction{ui::Action::toggle_file}});
    stage.settle();
    REQUIRE(stage.shows("Close File"));
    stage.key(ImGuiKey_Escape);
    CHECK_FALSE(stage.shows("Close File"));
    CHECK(stage.app().state().treemap.top == srv);
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().treemap.top == root_node);
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().view == ui::View::treemap);
}

TEST_CASE("the way back stands above the treemap, the colours are a choice, and an empty look says so") {
    kit::Stage stage;
    show_treemap(stage);
    REQUIRE(stage.shows("7.03 kB"));
    CHECK(stage.find("7.03 kB")->rectangle.y == stage.find("All files")->rectangle.y);
    REQUIRE(stage.double_click("/srv, 5.01 kB, added"));
    REQUIRE(stage.click("All files"));
    CHECK(stage.app().state().treemap.top == root_node);
    REQUIRE(stage.click("By change"));
    CHECK(stage.app().state().treemap.colour == ui::TreemapColour::change);
    CHECK(stage.drawn() > 0);
}

TEST_CASE("a screen reader selects a tile through the mirror") {
    kit::Stage stage;
    show_treemap(stage);
    REQUIRE(stage.press("/lib, 2 kB"));
    CHECK(kit::is_selected(stage, "/lib, 2 kB"));
}

TEST_CASE("of two images the treemap marks what differs") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.app().apply({ui::ShowView{ui::View::treemap}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("/opt, 2 kB, added"));
    CHECK_FALSE(stage.shows("/lib, 2 kB, changed"));
    REQUIRE(stage.click("A"));
    INFO(stage.transcript());
    REQUIRE(stage.shows("/lib, 2 kB, changed"));
    CHECK_FALSE(stage.shows("/opt, 2 kB, added"));
    REQUIRE(stage.double_click("/lib, 2 kB, changed"));
    INFO(stage.transcript());
    REQUIRE(stage.double_click("/lib/moved.js, 2 kB, layer 1, removed"));
    INFO(stage.transcript());
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().node_in_older == Timeline(kit::shop_image()).find("/lib/moved.js"));
    CHECK(stage.app().state().node == no_node);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "lib/moved.js → /opt/moved.js, removed, 2 kB, —, moved"));
}

TEST_CASE("below the treemap it says which colour is which") {
    kit::Stage stage;
    show_treemap(stage);
    INFO(stage.transcript());
    CHECK(stage.shows("layer 2 COPY . ."));
    REQUIRE(stage.click("By change"));
    CHECK_FALSE(stage.shows("layer 2 COPY . ."));
    CHECK(stage.shows("unchanged"));
}

TEST_CASE("no layer has the green of what was added or the red of what was removed") {
    for (const ui::Scheme scheme : {ui::Scheme::dark, ui::Scheme::light}) {
        const ui::Theme theme = ui::make_theme(scheme, 1);
        for (unsigned layer = 0; layer < 200; layer++) {
            const ImVec4 colour = ImGui::ColorConvertU32ToFloat4(ui::layer_colour(theme, layer));
            INFO(layer);
            CHECK_FALSE((colour.y > colour.x * 1.1f && colour.y > colour.z * 1.1f));
            CHECK_FALSE((colour.x > colour.y * 1.5f && colour.x > colour.z * 1.5f));
        }
    }
}

#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"
#include "web/ui/row_list.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace strata;

TEST_CASE("the tabs of a narrow column all lie inside it") {
    kit::Stage stage; // two images have eight tabs, and less room for them
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
    const float right = 1440 - stage.app().state().right_width - 60; // wider while comparing
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
        if (node.role == ui::Role::tab) {
            INFO(node.name);
            CHECK(node.rectangle.x + node.rectangle.z <= right);
        }
}

namespace {

/// What the page says above the list ends inside the page.
void check_words(kit::Stage& stage, float width) {
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
        if (node.role == ui::Role::text && node.rectangle.y < 120) {
            INFO(node.name);
            CHECK(node.rectangle.x + node.rectangle.z <= width);
        }
}

/// What can be pressed above the list lies inside the page, and nothing on anything else.
void check_bars(kit::Stage& stage, float width) {
    std::vector<ui::MirrorNode> bars;
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes()) {
        const bool widget = node.role == ui::Role::button || node.role == ui::Role::checkbox ||
                            node.role == ui::Role::field || node.role == ui::Role::link;
        if (widget && node.rectangle.y < 200 && node.rectangle.x < width) bars.push_back(node);
    }
    REQUIRE(bars.size() > 8);
    for (std::size_t a = 0; a < bars.size(); a++) {
        const ImVec4 one = bars[a].rectangle; // x, y, width, height
        INFO(bars[a].name);
        CHECK(one.x >= 0);
        CHECK(one.x + one.z <= width + 1);
        for (std::size_t b = a + 1; b < bars.size(); b++) {
            INFO(bars[b].name);
            const ImVec4 other = bars[b].rectangle;
            const bool across = one.x + one.z > other.x + 1 && other.x + other.z > one.x + 1;
            const bool down = one.y + one.w > other.y + 1 && other.y + other.w > one.y + 1;
            CHECK_FALSE((across && down));
        }
    }
}

} // namespace

TEST_CASE("on a narrow page nothing lies on anything else, of two images too") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    const float width = GENERATE(390.0f, 600.0f, 900.0f);
    stage.resize(width, 844);
    stage.settle();
    INFO(stage.transcript());
    check_words(stage, width);
    check_bars(stage, width);
}

TEST_CASE("on a narrow page nothing lies on anything else, and layers and file are drawers") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    const float width = GENERATE(390.0f, 600.0f, 900.0f);
    stage.resize(width, 844);
    stage.settle();
    INFO(stage.transcript());
    check_bars(stage, width);
    stage.app().apply({ui::ShowView{ui::View::history}});
    for (int i = 0; i < 3; i++) stage.settle();
    const ui::MirrorNode* history = stage.find("History");
    REQUIRE(history);
    CHECK(history->rectangle.x + history->rectangle.z <= width + 1);
    stage.app().apply({ui::ShowView{ui::View::files}});
    stage.settle();
    CHECK_FALSE(stage.shows("Close File"));
    REQUIRE(stage.double_click("srv, holds changes"));
    REQUIRE(stage.click("new.js, added"));
    CHECK(stage.shows("/srv/new.js"));
    REQUIRE(stage.click("Close File"));
    CHECK_FALSE(stage.shows("/srv/new.js"));
    if (width > 760) return; // the layers have their column
    REQUIRE(stage.click("Layers"));
    CHECK(stage.shows("Close Layers"));
    stage.key(ImGuiKey_Escape);
    CHECK_FALSE(stage.shows("Close Layers"));
}

TEST_CASE("on a phone the end of an image's name can be read, of two images too") {
    const bool two = GENERATE(false, true);
    kit::Stage stage(390, 844);
    if (two)
        kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image());
    else
        kit::open_on_stage(stage, kit::shop_image());
    INFO(stage.transcript());
    const ui::Ui& ui = stage.app().ui();
    const float beside = 44 + (two ? ui::text_extent(ui, ui::Face::sans, "A").x + ui.theme.gap : 0);
    const float needed = beside + ui::text_extent(ui, ui::Face::strong, "…api:1.0").x;
    const ui::MirrorNode* name = stage.find(two ? "A shop/api:1.0" : "shop/api:1.0 linux/amd64");
    REQUIRE(name);
    CHECK(name->rectangle.z >= needed);
    CHECK(stage.drawn_dots(ui.fonts.strong, ui.theme.text_size) == (two ? 2 : 0));
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl); // what had to go from the bar
    CHECK(stage.shows("Switch between light and dark"));
    CHECK(stage.shows("Open files…"));
}

TEST_CASE("a list of files with little room gives up owners and times before names") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    CHECK(stage.shows("Sort by Time"));
    stage.resize(900, 600);
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("Sort by Time"));
    CHECK_FALSE(stage.shows("Sort by Owner"));
    CHECK(stage.shows("Sort by Mode"));
    CHECK(stage.find("Sort by Name")->rectangle.z >= 190);
}

TEST_CASE("names deep in a tree have room too, and each stands further in than its folder") {
    const ui::Theme theme = ui::make_theme(ui::Scheme::dark, 1);
    float before = -1;
    for (std::uint32_t depth = 1; depth < 100; depth++) {
        const float indent = ui::tree_indent(theme, depth, 180);
        CHECK(indent > before);
        CHECK(indent < 100);
        before = indent;
    }
    CHECK(ui::tree_indent(theme, 3, 500) == 36);
    CHECK(ui::tree_indent(theme, 3, 20) == 0);
}

TEST_CASE("the search has a button at any width") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    const float width = GENERATE(600.0f, 800.0f, 900.0f, 1000.0f, 1100.0f, 1440.0f);
    stage.resize(width, 600);
    stage.settle();
    INFO(width);
    INFO(stage.transcript());
    const ui::MirrorNode* search = stage.find("Search files, layers, settings");
    REQUIRE(search);
    const ImVec4 room = search->rectangle; // x, y, width, height
    CHECK(room.x + room.z <= width);
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes()) {
        if (node.role != ui::Role::button || node.rectangle.y >= 44 || node.id == search->id) continue;
        INFO(node.name);
        CHECK((node.rectangle.x + node.rectangle.z <= room.x || node.rectangle.x >= room.x + room.z));
    }
}

TEST_CASE("on a narrow page a selected folder can be told of") {
    kit::Stage stage(900, 600);
    kit::open_on_stage(stage, kit::small_shop_image());
    CHECK_FALSE(stage.shows("File"));
    REQUIRE(stage.click("etc"));
    CHECK_FALSE(stage.shows("Close File")); // it would cover what is in the folder
    REQUIRE(stage.click("File"));
    INFO(stage.transcript());
    CHECK(stage.shows("Close File"));
    CHECK(stage.shows("/etc"));
}

TEST_CASE("at any usual width all tabs of two images and their filter have room beside the columns") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image());
    const float width = GENERATE(900.0f, 1080.0f, 1100.0f, 1180.0f, 1280.0f, 1600.0f);
    stage.resize(width, 700);
    stage.settle();
    INFO(width);
    INFO(stage.transcript());
    const ImVec4 centre = stage.find("Content")->rectangle, filter = stage.find("Filter the files")->rectangle;
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
        if (node.role == ui::Role::tab) {
            INFO(node.name);
            CHECK(node.rectangle.x + node.rectangle.z <= centre.x + centre.z);
        }
    CHECK(filter.x + filter.z + 8 <= stage.find("Added")->rectangle.x);
    CHECK(filter.z >= 70);
}

TEST_CASE("the layers give way to a file that lies over the list") {
    kit::Stage stage(1024, 768);
    kit::open_on_stage(stage, kit::small_shop_image());
    const auto left_edge = [&] { return stage.find("Content")->rectangle.x; };
    CHECK(left_edge() == 340);
    REQUIRE(stage.double_click("srv, holds changes"));
    REQUIRE(stage.click("new.js, added"));
    REQUIRE(stage.shows("Close File"));
    CHECK(left_edge() == 270);
}

TEST_CASE("why two images differ is said whole, above or below, at any usual width") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image());
    const float width = GENERATE(760.0f, 900.0f, 1100.0f, 1280.0f, 1600.0f);
    stage.resize(width, 700);
    stage.settle();
    INFO(width);
    INFO(stage.transcript());
    std::size_t said = 0;
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
        if (node.name.starts_with("Files: 3 added, 1 changed and 1 moved; 1 differs only in mode.")) {
            said++;
            CHECK(node.rectangle.x + node.rectangle.z <= width);
        }
    CHECK(said == 1);
}

TEST_CASE("of why two images differ the first sentence is shown at any width, be it the only one") {
    const Inspection older = kit::shop_image();
    Inspection newer = kit::newer_shop_image();
    newer.image.names = older.image.names;
    newer.image.config.settings = older.image.config.settings;
    newer.image.config.history = older.image.config.history;
    newer.image.config.created = older.image.config.created;
    kit::Stage stage(330, 640);
    kit::compare_on_stage(stage, older, newer);
    INFO(stage.transcript());
    const ui::MirrorNode* told = stage.find("Files: 3 added, 1 changed and 1 moved; 1 differs only in mode.");
    REQUIRE(told != nullptr);
    CHECK(told->rectangle.z > 100);
}

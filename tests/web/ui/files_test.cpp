#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace strata;

namespace {

Inspection shop() {
    Inspection inspection = kit::inspection_from_text({R"(etc/
        etc/passwd=root
        srv/app/server.js=hello
        srv/app/old.js=gone)",
                                                       R"(srv/app/server.js=hello-world
        srv/app/.wh.old.js=
        srv/app/new.js=new)"});
    inspection.source = "shop.tar";
    inspection.image.names = {{.repository = "shop/api", .tag = "1.0", .digest = {}}};
    for (LayerRecord& layer : inspection.image.layers) layer.state = BlobState::present;
    for (std::uint32_t i = 0; i < inspection.image.layers.size(); i++) inspection.image.layers[i].member = i;
    return inspection;
}

} // namespace

TEST_CASE("an opened image shows its files; folders open and close by mouse and by keyboard") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    INFO(stage.transcript());
    REQUIRE(stage.shows("srv, holds changes"));
    CHECK_FALSE(stage.shows("app, holds changes"));
    REQUIRE(stage.click("srv, holds changes"));
    stage.key(ImGuiKey_RightArrow);
    CHECK(stage.shows("app, holds changes"));
    stage.key(ImGuiKey_LeftArrow);
    CHECK_FALSE(stage.shows("app, holds changes"));
    REQUIRE(stage.double_click("srv, holds changes"));
    CHECK(stage.shows("app, holds changes"));
}

TEST_CASE("the filter leaves what matches and says so when nothing does") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("Filter the files"));
    stage.type("*.js");
    INFO(stage.transcript());
    CHECK(stage.shows("new.js, added"));
    CHECK(stage.shows("server.js, changed"));
    CHECK_FALSE(stage.shows("passwd"));
    stage.type("zzz");
    CHECK(stage.shows("No file matches *.jszzz."));
    REQUIRE(stage.click("Clear filter"));
    INFO(stage.transcript());
    CHECK(stage.shows("etc"));
}

TEST_CASE("one layer alone shows what it removed") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("This layer"));
    for (const char* folder : {"srv, holds changes", "app, holds changes"}) {
        INFO(stage.transcript());
        REQUIRE(stage.double_click(folder));
    }
    CHECK(stage.shows("old.js, removed"));
    CHECK_FALSE(stage.shows("etc"));
}

namespace {

std::string focused(kit::Stage& stage) {
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
        if (node.states & ui::state_focused) return node.name;
    return "";
}

} // namespace

TEST_CASE("what was removed is told of where its name is looked for, with a way to the layer that did it") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("Filter the files"));
    stage.type("old.js");
    INFO(stage.transcript());
    CHECK(stage.shows("No file matches old.js."));
    CHECK(stage.shows("old.js was removed by layer 2."));
    REQUIRE(stage.click("Show what layer 2 did"));
    CHECK(kit::is_selected(stage, "old.js, removed"));
}

TEST_CASE("below the files that match stands what was removed, unless it has a row of its own") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("Filter the files"));
    stage.type("js");
    INFO(stage.transcript());
    CHECK(stage.shows("new.js, added"));
    CHECK(stage.shows("old.js was removed by layer 2."));
    REQUIRE(stage.click("Removed"));
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("old.js was removed by layer 2."));
    CHECK(stage.shows("old.js, removed"));
    REQUIRE(stage.click("Removed"));
    CHECK_FALSE(stage.shows("old.js, removed"));
    stage.app().apply({ui::ShowLayer{0}});
    stage.settle();
    CHECK(stage.shows("old.js, added"));
    CHECK_FALSE(stage.shows("old.js was removed by layer 2."));
}

TEST_CASE("the image up to a layer shows what is gone where it is asked for, later layers' doing not") {
    kit::Stage stage;
    Inspection image = kit::as_archived({"a=one\nb=two\nd/e=three", "b=two\n.wh.a=", ".wh.d=\nf=four", ".wh.b="});
    kit::open_on_stage(stage, image);
    stage.app().apply({ui::ShowLayer{2}});
    stage.settle();
    CHECK_FALSE(stage.shows("a, removed"));
    REQUIRE(stage.click("Removed"));
    INFO(stage.transcript());
    CHECK(stage.shows("a, removed")); // by a layer below
    CHECK(stage.shows("d, removed")); // by this one
    CHECK(stage.shows("b"));          // there until layer 4
    REQUIRE(stage.click("a, removed"));
    CHECK(stage.shows("/a"));
    for (const char* other : {"Added", "Changed", "Unchanged"}) REQUIRE(stage.click(other));
    INFO(stage.transcript());
    CHECK(stage.shows("e, removed"));
    CHECK_FALSE(stage.shows("f, added"));
    CHECK_FALSE(stage.shows("b"));
}

TEST_CASE("a jump to what is gone shows it") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.type("old.js");
    REQUIRE(stage.click("/srv/app/old.js"));
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "old.js, removed"));
}

TEST_CASE("what matches but is switched off is counted, and can be shown") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("Added"));
    REQUIRE(stage.click("Filter the files"));
    stage.type("new");
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("No file matches new."));
    CHECK(stage.shows("One file matches, but the switches above leave it out."));
    REQUIRE(stage.click("Show it"));
    CHECK(stage.shows("new.js, added"));
    CHECK(stage.app().state().filter.text == "new");
}

TEST_CASE("from the filter the keyboard goes to the first match below it") {
    const ImGuiKey key = GENERATE(ImGuiKey_DownArrow, ImGuiKey_Enter);
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    stage.app().apply({ui::DoAction{ui::Action::focus_filter}});
    for (int i = 0; i < 3; i++) stage.settle();
    stage.type("server");
    CHECK(focused(stage) == "Filter the files");
    stage.key(key);
    INFO(stage.transcript());
    CHECK(focused(stage) == "Files");
    CHECK(kit::is_selected(stage, "server.js, changed"));
    CHECK(stage.app().state().order == SortOrder::usual);
    stage.key(ImGuiKey_UpArrow);
    CHECK(kit::is_selected(stage, "app, holds changes"));
}

TEST_CASE("a row that a screen reader presses takes the keyboard from the filter") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    REQUIRE(stage.click("Filter the files"));
    REQUIRE(stage.press("etc"));
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "lib"));
}

TEST_CASE("Escape empties the filter, then leaves it for the list") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("etc"));
    stage.app().apply({ui::DoAction{ui::Action::focus_filter}});
    for (int i = 0; i < 3; i++) stage.settle();
    stage.type("e");
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().filter.text.empty());
    CHECK(focused(stage) == "Filter the files");
    stage.key(ImGuiKey_Escape);
    INFO(stage.transcript());
    CHECK(focused(stage) == "Files");
    CHECK(kit::is_selected(stage, "etc"));
}

TEST_CASE("Home ends what is typed: the letters after it are a new name") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.click("srv, holds changes"));
    stage.type("etc");
    CHECK(kit::is_selected(stage, "etc"));
    stage.key(ImGuiKey_Home);
    stage.type("srv");
    CHECK(kit::is_selected(stage, "srv, holds changes"));
}

TEST_CASE("what is typed, and the way to a folder, bring rows into sight that are out of it") {
    std::string layer = "many/\n";
    for (int i = 100; i < 500; i++) layer += "many/file-" + std::to_string(i) + "=x\n";
    kit::Stage stage;
    kit::open_on_stage(stage, kit::as_archived({layer}));
    REQUIRE(stage.click("many, added"));
    stage.key(ImGuiKey_RightArrow);
    stage.type("file-450");
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "file-450, added")); // rows out of sight are not in the mirror
    stage.key(ImGuiKey_LeftArrow);
    CHECK(kit::is_selected(stage, "many, added"));
}

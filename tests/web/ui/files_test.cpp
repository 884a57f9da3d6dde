#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"

#include <catch2/catch_test_macros.hpp>

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

#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"
#include "web/ui/ledger.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <sstream>

using namespace strata;

TEST_CASE("the foot of the layer column says what is wasted and by what, and leads to the ledger") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    INFO(stage.transcript());
    constexpr auto summary = "Efficiency 28.8 %. 5 kB wasted in 2 files. Largest cause: layer 3 deletes 1 file of "
                             "layer 2.";
    REQUIRE(stage.shows(summary));
    REQUIRE(stage.click(summary));
    CHECK(stage.app().state().view == ui::View::waste);
}

TEST_CASE("the ledger by layer gives each cause its advice and leads to what the layer did") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.app().apply({ui::ShowLayer{0}});
    stage.settle();
    INFO(stage.transcript());
    constexpr auto deleted = "Layer 3 deletes 1 file of layer 2: 5 kB. To avoid it: delete in the same RUN that makes "
                             "the files, or keep them out of the image (a build stage)";
    REQUIRE(stage.click(deleted));
    CHECK(stage.app().state().layer == 2);
    REQUIRE(stage.double_click(deleted));
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().scope == ui::Scope::this_layer);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "old.js, removed")); // in its folder, which was closed
}

TEST_CASE("what to change is shown in full below the list, every line to copy") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.app().apply({ui::SetWaste{{.list = ui::WasteList::advice, .row = 0}}});
    stage.settle();
    INFO(stage.transcript());
    (void)stage.effects();
    REQUIRE(stage.click("Copy"));
    const auto copied = kit::effects_of<ui::PutOnClipboard>(stage);
    REQUIRE(copied.size() == 1);
    std::istringstream lines(copied[0].text);
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); count++)
        CHECK(std::ranges::any_of(stage.app().ui().mirror.nodes(), [&](const ui::MirrorNode& node) {
            return node.name.starts_with("Start from a base image without 1 file: ") &&
                   node.name.find(line) != node.name.npos && node.role == ui::Role::text;
        }));
    CHECK(count > 0);
}

TEST_CASE("the ledger by file sorts, selects and leads to the file") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.settle();
    REQUIRE(stage.click("By file"));
    INFO(stage.transcript());
    constexpr auto old = "/srv/app/old.js, 5 kB in layer 2, deleted by layer 3";
    constexpr auto server = "/srv/app/server.js, 5 B in layer 2, copied by layer 3";
    REQUIRE(stage.shows(old));
    REQUIRE(stage.find(old)->position == 1);
    REQUIRE(stage.click("Sort by Path"));
    CHECK(stage.find(old)->position == 1);
    REQUIRE(stage.click("Sort by Path"));
    CHECK(stage.find(server)->position == 1);
    REQUIRE(stage.click(old));
    CHECK(stage.app().state().node != no_node);
    stage.key(ImGuiKey_Enter);
    CHECK(stage.app().state().view == ui::View::files);
    INFO(stage.transcript());
    CHECK(stage.shows("old.js, removed"));
}

TEST_CASE("a row of the waste leads the keyboard to the file too") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.app().apply({ui::SetWaste{{.list = ui::WasteList::files, .row = 0}}});
    stage.settle();
    REQUIRE(stage.focus("Wasted files"));
    stage.key(ImGuiKey_Enter);
    CHECK(kit::is_selected(stage, "old.js, removed"));
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "server.js, attributes changed"));
}

TEST_CASE("where a layer is not in the archive the packages say so, and what has them") {
    kit::Stage stage;
    Inspection image = kit::inspection_from_text({"etc/passwd=root"});
    image.image.layers[0].state = BlobState::missing;
    kit::open_on_stage(stage, image);
    stage.app().apply({ui::ShowView{ui::View::packages}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("Layer 1 is not in the archive: what it holds is missing here."));
    CHECK(stage.shows("An archive with all layers, as docker save writes it, has it."));
}

TEST_CASE("where a layer could not be read the packages offer to read it again") {
    kit::Stage stage;
    const Inspection image = kit::as_archived({"etc/passwd=root"});
    stage.app().opened({{.id = 1, .name = "shop.tar", .bytes = 10}});
    for (int round = 0; round < 2; round++)
        for (const auto& send : kit::effects_of<ui::SendRequest>(stage)) {
            Listing listing{.source = "shop.tar", .images = {image.image}};
            if (std::holds_alternative<web::ListRequest>(send.request.what))
                stage.app().receive({.id = send.request.id, .what = web::ListAnswer{listing, {}}});
            else
                stage.app().receive({.id = send.request.id, .what = web::FailureAnswer{"It is damaged."}});
        }
    stage.app().apply({ui::ShowView{ui::View::packages}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("Layer 1 could not be read: what it holds is missing here."));
    (void)stage.effects();
    REQUIRE(stage.click("Read again"));
    CHECK(kit::effects_of<ui::SendRequest>(stage).size() == 1);
}

TEST_CASE("an image without waste says so, one that is being read says that too") {
    kit::Stage stage;
    Inspection image = kit::inspection_from_text({"etc/passwd=root"});
    image.image.layers[0].state = BlobState::missing; // a gap in the sums
    kit::open_on_stage(stage, image);
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("Nothing wasted: all 0 B are in the final image. Layer 1 is not in the archive: what it holds "
                      "is missing here."));
}

TEST_CASE("a class of bytes leads to its files, by mouse, by keyboard and through the mirror") {
    const Inspection image = kit::as_archived(
        {"srv/app.js=app size:2000\nroot/.npm/_cacache/a=cached size:3000", "srv/app.js=newer size:2100"});
    kit::Stage stage;
    kit::open_on_stage(stage, image);
    stage.app().apply({ui::ShowView{ui::View::waste}});
    const auto by_class = [&] {
        REQUIRE(stage.click("By class"));
        INFO(stage.transcript());
        REQUIRE(stage.shows("cache, 3 kB, 42.3 %"));
    };
    const auto shows_cache_alone = [&] {
        INFO(stage.transcript());
        CHECK(stage.shows("/root/.npm/_cacache/a, 3 kB in layer 1, cache"));
        CHECK_FALSE(stage.shows("/srv/app.js, 2 kB in layer 1, written anew by layer 2"));
        CHECK(stage.shows("cache: 3 kB in 1 file"));
    };
    SECTION("by mouse, and the cache leads to where the image shows it") {
        by_class();
        REQUIRE(stage.click("cache, 3 kB, 42.3 %"));
        shows_cache_alone();
        REQUIRE(stage.double_click("/root/.npm/_cacache/a, 3 kB in layer 1, cache"));
        CHECK(stage.app().state().view == ui::View::files);
        CHECK(kit::is_selected(stage, "a"));
    }
    SECTION("by keyboard, which goes on in the list of files") {
        by_class();
        REQUIRE(stage.focus("Bytes by class"));
        stage.key(ImGuiKey_DownArrow);
        stage.key(ImGuiKey_DownArrow);
        stage.key(ImGuiKey_Enter);
        shows_cache_alone();
        stage.key(ImGuiKey_DownArrow);
        CHECK(kit::is_selected(stage, "/root/.npm/_cacache/a, 3 kB in layer 1, cache"));
    }
    SECTION("through the mirror, and back to all that is hidden") {
        by_class();
        REQUIRE(stage.press("cache, 3 kB, 42.3 %"));
        stage.settle();
        shows_cache_alone();
        REQUIRE(stage.click("Show all waste"));
        CHECK(stage.shows("/srv/app.js, 2 kB in layer 1, written anew by layer 2"));
        CHECK_FALSE(stage.shows("/root/.npm/_cacache/a, 3 kB in layer 1, cache"));
    }
    SECTION("what is needed is among the files, the largest first; the sum leads nowhere") {
        by_class();
        REQUIRE(stage.click("total, 7.1 kB, 100.0 %"));
        CHECK(stage.app().state().view == ui::View::waste);
        REQUIRE(stage.click("needed, 2.1 kB, 29.6 %"));
        CHECK(stage.app().state().view == ui::View::files);
        CHECK(stage.app().state().sort == SortBy::size);
    }
}

TEST_CASE("the files of one class stand by size, those that are hidden among those that are not") {
    // "small" is hidden by its second version; "large" is another file than the name it had in common with "other".
    const std::string large = "large=" + std::string(600, 'x');
    const Inspection image = kit::inspection_from_text(
        {"small=12345\n" + large + "\nother => large", "small=12345 uid:5\n" + large + " uid:5"});
    const Timeline timeline(image);
    const Waste waste = find_waste(timeline);
    const auto paths = [&](ui::WasteChoice choice) {
        choice.only = ByteClass::restated;
        std::vector<std::string> out;
        for (const std::uint32_t number : ui::ledger_order(waste, timeline, choice).rows)
            out.push_back(ui::ledger_path(timeline, ui::ledger_row(waste, number)));
        return out;
    };
    CHECK(paths({}) == std::vector<std::string>{"/large", "/small"});
    CHECK(paths({.order = SortOrder::reversed}) == std::vector<std::string>{"/small", "/large"});
    const ui::LedgerOrder listed = ui::ledger_order(waste, timeline, {.only = ByteClass::restated});
    CHECK(listed.largest == 600);
    CHECK(listed.any_hidden);
    CHECK_FALSE(ui::ledger_order(waste, timeline, {.only = ByteClass::duplicate}).any_hidden);
}

TEST_CASE("of two images too a class leads to its files, of either image") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image());
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.settle();
    REQUIRE(stage.click("removed, 5 kB, 2 kB, −3 kB"));
    INFO(stage.transcript());
    CHECK(stage.shows("removed: 2 kB in 1 file"));
    REQUIRE(stage.click("/lib/moved.js, 2 kB in layer 1, deleted by layer 2"));
    CHECK(stage.shows("/lib/moved.js"));
    REQUIRE(stage.click("A"));
    CHECK(stage.shows("removed: 5 kB in 1 file"));
    REQUIRE(stage.click("/srv/app/old.js, 5 kB in layer 2, deleted by layer 3"));
    CHECK(stage.shows("/srv/app/old.js"));
    REQUIRE(stage.click("Show all classes"));
    REQUIRE(stage.click("restated, 5 B, 0 B, −5 B")); // of which B has none
    CHECK(stage.shows("/srv/app/server.js, 5 B in layer 2, copied by layer 3"));
    REQUIRE(stage.click("Show all classes"));
    REQUIRE(stage.focus("Bytes of both images by class"));
    stage.key(ImGuiKey_Home);
    stage.key(ImGuiKey_Enter);
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().sort == SortBy::size);
}

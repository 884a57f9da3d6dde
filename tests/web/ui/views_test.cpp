// Every view as its mirror says it, kept as text: what changes on screen changes a golden.
#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/golden.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {

std::string content(std::uint32_t, const std::string& path) {
    return path.ends_with(".js") ? "hello" : "text of " + path + "\n"; // as large as the image says
}

/// One image, everything that it asks for answered.
void open_shop(kit::Stage& stage) {
    kit::open_on_stage(stage, kit::shop_image());
    kit::answer_on_stage(stage, kit::shop_image(), content);
}

void open_both(kit::Stage& stage) {
    kit::open_on_stage(stage, kit::shop_image(), 1);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
}

void show(kit::Stage& stage, ui::View view) {
    stage.app().apply({ui::ShowView{view}});
    stage.settle();
}

void go_to(kit::Stage& stage, const Inspection& image, const char* path) {
    stage.app().apply({ui::GoToNode{Timeline(image).find(path)}});
    stage.settle();
}

constexpr std::string_view team = R"({"title": "Team images", "images": [
    {"name": "shop/api", "tags": [{"tag": "2.4.1", "url": "api.tar", "size": 848100000, "efficiency": 0.721,
     "date": "2026-11-02T14:03:00Z", "note": "in production"}, {"tag": "2.4.0", "url": "old.tar", "date": "2026-10-28T10:00:00Z"}]},
    {"name": "shop/web", "tag": "5.0.2", "url": "web.tar", "size": 61000000}]})";

} // namespace

TEST_CASE("what is dropped later stays on screen, whichever file is listed first") {
    kit::Stage stage;
    ui::App& app = stage.app();
    app.opened({{.id = 1, .name = "slow.tar", .bytes = 5}});
    web::RequestId slow = 0;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* send = std::get_if<ui::SendRequest>(&effect)) slow = send->request.id;
    REQUIRE(slow != 0);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    const std::string later = kit::newer_shop_image().image.names.front().text();
    const auto on_screen = [&] { return stage.transcript().find("button \"" + later) != std::string::npos; };
    INFO(stage.transcript());
    REQUIRE(on_screen());
    Listing listing;
    listing.images = {kit::shop_image().image};
    app.receive({.id = slow, .what = web::ListAnswer{std::move(listing), {}}});
    stage.settle();
    CHECK(on_screen());
    app.apply({ui::ChooseImage{1, 0}}); // a person's choice is another matter
    stage.settle();
    CHECK_FALSE(on_screen());
}

TEST_CASE("of two files dropped together one holds several images: the one that is chosen is compared") {
    kit::Stage stage;
    ui::App& app = stage.app();
    app.opened({{.id = 1, .name = "several.tar", .bytes = 5}, {.id = 2, .name = "one.tar", .bytes = 5}});
    std::vector<web::RequestId> asked;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* send = std::get_if<ui::SendRequest>(&effect)) asked.push_back(send->request.id);
    REQUIRE(asked.size() == 2);
    Listing several, one;
    several.images = {kit::shop_image().image, kit::newer_shop_image().image};
    one.images = {kit::newer_shop_image().image};
    app.receive({.id = asked[1], .what = web::ListAnswer{std::move(one), {}}});
    app.receive({.id = asked[0], .what = web::ListAnswer{std::move(several), {}}});
    app.apply({ui::ChooseImage{1, 0}});
    CHECK(app.state().shown == 1);
    CHECK(app.state().against == 2);
}

TEST_CASE("golden: the start page, alone and with a team's catalog") {
    kit::Stage stage;
    kit::check_golden("web/landing.txt", stage.transcript());
    stage.app().load_catalog(team);
    stage.settle();
    kit::check_golden("web/catalog.txt", stage.transcript());
}

TEST_CASE("the last image closed, an archive of several offers them again, one of a single image leads to the start") {
    for (const std::size_t images : {std::size_t{2}, std::size_t{1}}) {
        kit::Stage stage;
        stage.app().opened({{.id = 1, .name = "all.tar", .bytes = 4096}});
        Listing listing{.source = "all.tar"};
        listing.images = {kit::shop_image().image, kit::newer_shop_image().image};
        listing.images.resize(images);
        for (const ui::Effect& effect : stage.effects())
            if (const auto* send = std::get_if<ui::SendRequest>(&effect))
                stage.app().receive({.id = send->request.id, .what = web::ListAnswer{listing, {}}});
        stage.settle();
        if (images > 1) REQUIRE(stage.click("shop/api:1.1, linux/amd64"));
        stage.app().apply({ui::DoAction{ui::Action::cancel}});
        stage.app().apply({ui::DoAction{ui::Action::close_image}});
        stage.settle();
        INFO(stage.transcript());
        CHECK(stage.shows("This archive holds 2 images. Which one?") == (images > 1));
        CHECK(stage.shows("Drop an image here. Drop two to compare them.") == (images == 1));
    }
}

TEST_CASE("golden: a file that is being opened, one that holds several images, one that is none") {
    kit::Stage stage;
    ui::App& app = stage.app();
    app.opened({{.id = 1, .name = "letter.txt", .bytes = 40},
                {.id = 2, .name = "all.tar", .bytes = 4096},
                {.id = 3, .name = "big.tar.gz", .bytes = 80'000'000}});
    stage.settle();
    std::vector<web::RequestId> ids;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* send = std::get_if<ui::SendRequest>(&effect)) ids.push_back(send->request.id);
    REQUIRE(ids.size() == 3);
    app.receive({.id = ids[0], .what = web::FailureAnswer{"letter.txt: this is neither an image nor a layer"}});
    Listing several{.source = "all.tar"};
    several.images = {kit::shop_image().image, kit::newer_shop_image().image};
    several.images[1].available = false;
    several.images.push_back(kit::newer_shop_image().image);
    app.receive({.id = ids[1], .what = web::ListAnswer{several, {}}});
    app.receive({.id = ids[2], .what = web::ProgressAnswer{12'000'000, 80'000'000}});
    stage.settle();
    kit::check_golden("web/opening.txt", stage.transcript());
}

TEST_CASE("golden: the files of an image, and a file with its life and its text") {
    kit::Stage stage;
    open_shop(stage);
    kit::check_golden("web/files.txt", stage.transcript());
    go_to(stage, kit::shop_image(), "/srv/app/server.js");
    kit::answer_on_stage(stage, kit::shop_image(), content);
    kit::check_golden("web/file.txt", stage.transcript());
    stage.app().apply({ui::SetPreview{ui::Preview::hex}});
    stage.settle();
    kit::check_golden("web/file-hex.txt", stage.transcript());
}

TEST_CASE("golden: the other views of an image") {
    kit::Stage stage;
    open_shop(stage);
    show(stage, ui::View::treemap);
    kit::check_golden("web/treemap.txt", stage.transcript());
    show(stage, ui::View::waste);
    kit::check_golden("web/waste.txt", stage.transcript());
    REQUIRE(stage.click("By class"));
    kit::check_golden("web/waste-classes.txt", stage.transcript());
    REQUIRE(stage.click("By file"));
    kit::check_golden("web/waste-files.txt", stage.transcript());
    REQUIRE(stage.click("What to change"));
    kit::check_golden("web/waste-advice.txt", stage.transcript());
    show(stage, ui::View::config);
    kit::check_golden("web/config.txt", stage.transcript());
    show(stage, ui::View::history);
    kit::check_golden("web/history.txt", stage.transcript());
    REQUIRE(stage.click("Dockerfile"));
    kit::check_golden("web/dockerfile.txt", stage.transcript());
}

TEST_CASE("golden: the views of two images") {
    kit::Stage stage;
    open_both(stage);
    for (const auto& [view, name] : {std::pair{ui::View::treemap, "web/compared-treemap.txt"},
                                     std::pair{ui::View::waste, "web/compared-waste.txt"},
                                     std::pair{ui::View::packages, "web/compared-packages.txt"},
                                     std::pair{ui::View::findings, "web/compared-findings.txt"},
                                     std::pair{ui::View::layers, "web/compared-layers.txt"},
                                     std::pair{ui::View::config, "web/compared-settings.txt"},
                                     std::pair{ui::View::history, "web/compared-history.txt"}}) {
        show(stage, view);
        kit::check_golden(name, stage.transcript());
    }
}

TEST_CASE("golden: palette, help and menus") {
    kit::Stage stage;
    open_shop(stage);
    for (const auto& [popup, name] :
         {std::pair{ui::Popup::palette, "web/palette.txt"}, std::pair{ui::Popup::help, "web/help.txt"},
          std::pair{ui::Popup::image_menu, "web/image-menu.txt"},
          std::pair{ui::Popup::compare_menu, "web/compare-menu.txt"},
          std::pair{ui::Popup::export_menu, "web/export-menu.txt"}}) {
        stage.app().apply({ui::ShowPopup{popup}});
        stage.settle();
        const std::string all = stage.transcript();
        // What lies behind it is in other goldens.
        const std::size_t at = std::min(all.rfind("\ndialog"), all.rfind("\nmenu \""));
        kit::check_golden(name, at == std::string::npos ? all : all.substr(at + 1));
    }
}

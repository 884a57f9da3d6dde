#include "core/base/text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <imgui_internal.h>

using namespace strata;

TEST_CASE("the start page offers to open files and says that nothing is uploaded") {
    kit::Stage stage;
    INFO(stage.transcript());
    CHECK(stage.shows("Everything runs in this page. Your image is never uploaded."));
    CHECK(stage.drawn() > 100);
    CHECK_FALSE(stage.shows("Works offline"));
    stage.app().works_offline();
    stage.settle();
    CHECK(stage.shows("Works offline")); // said once it is true
    REQUIRE(stage.click("Open files…"));
    const auto effects = stage.effects();
    REQUIRE(effects.size() == 1);
    CHECK(std::holds_alternative<ui::PickFiles>(effects[0]));
}

TEST_CASE("a word about what the pointer rests on comes by itself, and then nothing more is drawn") {
    kit::Stage stage;
    CHECK(stage.app().next_frame_in() < 0);
    REQUIRE(stage.hover("Switch to light"));
    const double wait = stage.app().next_frame_in();
    REQUIRE(wait > 0);
    CHECK(wait < 0.5);
    const int before = stage.drawn();
    stage.rest(wait);
    CHECK(stage.app().next_frame_in() == 0);
    stage.rest(1.0 / 60);
    CHECK(stage.drawn() > before);
    CHECK(stage.app().next_frame_in() < 0);
    const ImGuiWindow* tip = ImGui::FindWindowByName("##Tooltip_00");
    REQUIRE(tip);
    CHECK(tip->Active);
    CHECK(tip->WindowRounding == stage.app().ui().theme.radius); // as menus have
    CHECK(tip->WindowBorderSize == 1);
}

TEST_CASE("the colours can be switched") {
    kit::Stage stage;
    REQUIRE(stage.click("Switch to light"));
    CHECK(stage.shows("Switch to dark"));
}

TEST_CASE("a catalog beside the page is listed, and one that is wrong is said to be") {
    kit::Stage stage;
    stage.app().load_catalog(R"({"title": "Ours", "images": [{"name": "shop/api", "tag": "1.1", "url": "a.tar"}]})");
    stage.settle();
    CHECK(stage.shows("Ours"));
    REQUIRE(stage.click("shop/api:1.1"));
    const auto effects = stage.effects();
    const auto* asked = effects.empty() ? nullptr : std::get_if<ui::OpenAddresses>(&effects.back());
    REQUIRE(asked);
    CHECK(asked->urls == std::vector<std::string>{"a.tar"});
    stage.app().load_catalog(R"({"images": [{"name": "shop/api"}, {"name": "shop/web", "url": "b.tar"}]})");
    stage.settle();
    CHECK(stage.shows("catalog.json: image 1: \"url\" is missing"));
    CHECK(stage.shows("shop/web")); // what is right is offered all the same
}

TEST_CASE("a value of the catalog that does not fit is left out and told of") {
    const auto [value, told] = GENERATE(table<std::string, std::string>({
        {R"("tag": 11)", R"("tag" must be text, not a number)"},
        {R"("note": ["in production"])", R"("note" must be text, not a list)"},
        {R"("date": 20261102)", R"("date" must be a time like 2026-11-02T14:03:00Z)"},
        {R"("tags": "1.1")", R"("tags" must be a list)"},
        {R"("date": "yesterday")", R"("date" must be a time like 2026-11-02T14:03:00Z)"},
        {R"("size": -1)", R"("size" must be a whole number of bytes)"},
        {R"("efficiency": 72.1)", R"("efficiency" must be a number from 0 to 1)"},
        {R"("sizes": [1, "2"])", R"("sizes" must be a list of whole numbers of bytes)"},
    }));
    kit::Stage stage;
    const std::string entry = R"({"name": "shop/api", "url": "a.tar", )" + value + "}";
    stage.app().load_catalog(R"({"images": [{"name": "shop/web", "url": "b.tar"}, )" + entry + "]}");
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("catalog.json: image 2: " + told));
    CHECK(stage.shows("shop/api"));
    const std::string tagged = R"({"name": "shop/api", "tags": [{"url": "b.tar"}, {"url": "a.tar", )" + value + "}]}";
    stage.app().load_catalog(R"({"images": [)" + tagged + "]}");
    stage.settle();
    CHECK(stage.shows("catalog.json: image 1, tag 2: " + told));
    CHECK(stage.shows("shop/api"));
}

TEST_CASE("a title of the catalog that is no text is told of") {
    kit::Stage stage;
    stage.app().load_catalog(R"({"title": 7, "images": [{"name": "shop/web", "url": "b.tar"}]})");
    stage.settle();
    CHECK(stage.shows(R"(catalog.json: "title" must be text)"));
    CHECK(stage.shows("shop/web"));
}

namespace {

constexpr std::string_view team = R"({"title": "Ours", "images": [
    {"name": "shop/api", "tags": [
        {"tag": "2.4.0", "url": "api-2.4.0.tar", "size": 836500000, "date": "2026-10-28T10:00:00Z"},
        {"tag": "2.4.1", "url": "api-2.4.1.tar", "size": 848100000, "date": "2026-11-02T14:03:00Z", "efficiency": 0.721,
         "note": "in production"}]},
    {"name": "shop/web", "tag": "5.0.2", "url": "web-5.0.2.strata", "size": 61000000, "sizes": [70000000, 61000000]}]})";

std::vector<std::string> opened_addresses(kit::Stage& stage) {
    for (const ui::Effect& effect : stage.effects())
        if (const auto* asked = std::get_if<ui::OpenAddresses>(&effect)) return asked->urls;
    return {};
}

} // namespace

TEST_CASE("the catalog shows each image with its newest tag, and opens all its tags") {
    kit::Stage stage;
    stage.app().set_clock(1'793'639'040); // three hours after the newest
    stage.app().load_catalog(team);
    stage.settle();
    INFO(stage.transcript());
    const std::string newest = "shop/api:2.4.1, 848 MB, efficiency 72.1 %, 3 h ago, in production";
    REQUIRE(stage.shows(newest));
    CHECK(stage.shows("shop/web:5.0.2, 61 MB"));
    CHECK_FALSE(stage.shows("shop/api:2.4.0, 836 MB, 5 d ago"));
    stage.app().apply({ui::SetCatalogOpen{0, true}});
    stage.settle();
    CHECK(stage.shows("shop/api:2.4.0, 836 MB, 5 d ago"));
    REQUIRE(stage.click("Filter the team images"));
    stage.type("WEB");
    CHECK(stage.shows("shop/web:5.0.2, 61 MB"));
    CHECK_FALSE(stage.shows(newest));
    stage.type("zz");
    CHECK(stage.shows("No image is called WEBzz."));
    REQUIRE(stage.click("Clear filter"));
    CHECK(stage.shows(newest));
}

TEST_CASE("an image of the catalog opens by a click, and by the keyboard alone") {
    kit::Stage stage;
    stage.app().load_catalog(team);
    stage.settle();
    INFO(stage.transcript());
    REQUIRE(stage.click("shop/web:5.0.2, 61 MB"));
    CHECK(opened_addresses(stage) == std::vector<std::string>{"web-5.0.2.strata"});
    stage.key(ImGuiKey_UpArrow);
    CHECK(opened_addresses(stage).empty()); // moving on opens nothing
    stage.key(ImGuiKey_Enter);
    CHECK(opened_addresses(stage) == std::vector<std::string>{"api-2.4.1.tar"});
    stage.key(ImGuiKey_RightArrow);
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_Enter);
    CHECK(opened_addresses(stage) == std::vector<std::string>{"api-2.4.0.tar"});
}

TEST_CASE("two images of the catalog are compared with two clicks, the older one as A") {
    kit::Stage stage;
    stage.app().load_catalog(team);
    stage.settle();
    INFO(stage.transcript());
    REQUIRE(stage.click("Compare shop/api:2.4.1 with another"));
    CHECK(opened_addresses(stage).empty());
    CHECK(stage.shows("Choose the image to compare shop/api:2.4.1 with."));
    REQUIRE(stage.click("Compare with shop/api:2.4.0"));
    CHECK(opened_addresses(stage) == std::vector<std::string>{"api-2.4.0.tar", "api-2.4.1.tar"});
    REQUIRE(stage.press("Compare shop/api:2.4.1 with another"));
    REQUIRE(stage.press("Do not compare shop/api:2.4.1"));
    CHECK_FALSE(stage.shows("Choose the image to compare shop/api:2.4.1 with."));
}

TEST_CASE("two images of the catalog are compared with the keyboard alone") {
    kit::Stage stage;
    stage.app().load_catalog(team);
    stage.settle();
    REQUIRE(stage.focus("Team images"));
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    REQUIRE(stage.shows("Compare shop/api:2.4.1…"));
    stage.key(ImGuiKey_Tab); // the first only shows where the keyboard is
    stage.key(ImGuiKey_Tab);
    REQUIRE(kit::is_focused(stage, "Compare shop/api:2.4.1…"));
    stage.key(ImGuiKey_Enter);
    CHECK(stage.shows("Choose the image to compare shop/api:2.4.1 with."));
    CHECK(kit::is_focused(stage, "Team images"));
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_Enter);
    CHECK(opened_addresses(stage) == std::vector<std::string>{"api-2.4.0.tar", "api-2.4.1.tar"});
}

TEST_CASE("the catalog shows dates whole") {
    const float width = GENERATE(1280.0f, 1440.0f);
    const int steps = GENERATE(0, 2); // of larger text
    kit::Stage stage(width, 900);
    for (int i = 0; i < steps; i++) stage.app().apply({ui::DoAction{ui::Action::text_larger}});
    stage.app().set_clock(1'793'639'040); // three hours after the newest
    stage.app().load_catalog(team);
    stage.settle();
    const auto cut = [&] { return stage.drawn_dots(stage.app().ui().fonts.sans, stage.app().ui().theme.text_size); };
    const int before = cut();
    CHECK(before == 1); // "Open files…"
    stage.app().set_clock(1'893'639'040);
    stage.settle();
    REQUIRE(stage.shows("shop/api:2.4.1, 848 MB, efficiency 72.1 %, 2026-11-02, in production"));
    CHECK(cut() == before);
}

TEST_CASE("Esc leaves the choice of an image to compare with") {
    kit::Stage stage;
    stage.app().load_catalog(team);
    stage.settle();
    REQUIRE(stage.click("Compare shop/api:2.4.1 with another"));
    REQUIRE(stage.shows("Choose the image to compare shop/api:2.4.1 with."));
    stage.key(ImGuiKey_Escape);
    CHECK_FALSE(stage.shows("Choose the image to compare shop/api:2.4.1 with."));
}

TEST_CASE("what the address opens already is not opened once more from the catalog") {
    kit::Stage stage;
    stage.app().opened({{.id = 1, .name = "api-2.4.1.tar", .bytes = 5}});
    stage.app().restore_address("#image=shop/api:2.4.1&against=shop/api:2.4.0&view=files");
    (void)stage.effects();
    stage.app().load_catalog(team);
    CHECK(opened_addresses(stage) == std::vector<std::string>{"api-2.4.0.tar"});
}

TEST_CASE("while files are held over the page it says what a drop does") {
    kit::Stage stage;
    stage.app().dragged(true);
    stage.settle();
    CHECK(stage.shows("Drop to open; two are compared"));
    kit::open_on_stage(stage, kit::shop_image());
    CHECK(stage.shows("Drop to open beside shop/api:1.0"));
    stage.app().dragged(false);
    stage.settle();
    CHECK_FALSE(stage.shows("Drop to open beside shop/api:1.0"));
}

TEST_CASE("a link into an image that is not there says what it leads to") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:9&view=files");
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("This link leads into shop/api:9. Open it to go there."));
}

TEST_CASE("a file that failed leaves ways on, and is named once") {
    kit::Stage stage;
    stage.app().load_catalog(team);
    stage.app().opened({{.id = 1, .name = "trunc.tar", .failure = "trunc.tar: holds no readable image"}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("holds no readable image"));
    CHECK(stage.shows("Open another file…"));
    CHECK(stage.shows("Try the sample"));
    CHECK(stage.shows("shop/web:5.0.2, 61 MB"));
    CHECK(stage.shows("trunc.tar could not be opened"));
    REQUIRE(stage.click("Start page"));
    CHECK(stage.shows("Drop an image here. Drop two to compare them."));
    CHECK(stage.shows("Ready"));
}

TEST_CASE("below a file that failed the way back to an image that is open is no choice of one") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    stage.app().apply({ui::DoAction{ui::Action::go_home}});
    stage.app().opened({{.id = 2, .name = "trunc.tar", .failure = "trunc.tar could not be fetched."}});
    stage.settle();
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("Images in this archive"));
    REQUIRE(stage.click("shop/api:1.0"));
    CHECK(stage.app().state().shown == 1);
    CHECK(stage.app().session().images.size() == 1);
}

TEST_CASE("why a file failed beside an open image is said once and whole, in several lines") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image(), 1);
    std::string reason = "holds no readable image";
    for (int i = 0; i < 20; i++) reason += text("; layer ", i, " is not what it should be");
    stage.app().opened({{.id = 2, .name = "trunc.tar", .failure = "trunc.tar: " + reason}});
    stage.settle();
    INFO(stage.transcript());
    const ui::MirrorNode* words = stage.find("trunc.tar: " + reason);
    REQUIRE(words);
    CHECK(words->rectangle.w > 80);
    CHECK(words->rectangle.y + words->rectangle.w < 900 - 26);
}

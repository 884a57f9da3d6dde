#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("what is wrong with the archive is said in the status line, and all of it a press away") {
    kit::Stage stage;
    Inspection damaged = kit::small_shop_image();
    damaged.image.problems = {{Severity::error, "the archive ends inside blobs/sha256/ab"},
                              {Severity::note, "layer 2 is marked foreign"},
                              {Severity::warning, "the config does not match its digest"}};
    kit::open_on_stage(stage, damaged);
    INFO(stage.transcript());
    REQUIRE(stage.click("2 problems"));
    CHECK(stage.shows("the archive ends inside blobs/sha256/ab"));
    CHECK(stage.shows("the config does not match its digest"));
    CHECK_FALSE(stage.shows("layer 2 is marked foreign"));
    stage.key(ImGuiKey_Escape);
    CHECK_FALSE(stage.shows("the archive ends inside blobs/sha256/ab"));
}

TEST_CASE("what was copied is said for a moment, and also that it could not be") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.app().apply({ui::DoAction{ui::Action::copy_digest}});
    stage.settle();
    CHECK(stage.shows("Copied the layer's digest"));
    CHECK(stage.app().next_frame_in() > 1);
    stage.rest(3);
    CHECK_FALSE(stage.shows("Copied the layer's digest"));
    CHECK(stage.app().next_frame_in() < 0);
    stage.app().apply({ui::DoAction{ui::Action::copy_digest}});
    stage.app().copy_refused();
    stage.settle();
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("Copied the layer's digest"));
    CHECK(stage.app().state().notice.find("clipboard") != std::string::npos);
}

TEST_CASE("menus open below their buttons, and Esc closes them") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.click("Export"));
    INFO(stage.transcript());
    CHECK(stage.shows("Export this list as CSV"));
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().popup == ui::Popup::none);
    REQUIRE(stage.right_click("etc"));
    CHECK(stage.shows("Show in layer 1"));
    stage.key(ImGuiKey_Escape);
    REQUIRE(stage.click("Compare with "));
    CHECK(stage.shows("Open files…"));
}

TEST_CASE("the list, the report and the snapshot are saved") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.click("Export"));
    REQUIRE(stage.click("Export this list as CSV"));
    const auto saved = kit::effects_of<ui::SaveBytes>(stage);
    REQUIRE(saved.size() == 1);
    CHECK(saved[0].bytes.find("path,type,bytes,layer,change,mode,uid,gid,modified\r\n") == 0);
    CHECK(saved[0].bytes.find("\"/srv\",folder,8,1,,rwxr-xr-x,0,0,1970-01-01T00:00:00Z\r\n") != std::string::npos);
    for (const auto& [action, words] : {std::pair{ui::Action::export_json, "\"image\": \"shop/api:1.0\""},
                                        std::pair{ui::Action::export_markdown, "# shop/api:1.0"},
                                        std::pair{ui::Action::export_html, "<h1>shop/api:1.0</h1>"},
                                        std::pair{ui::Action::export_snapshot, "STRATA"}}) {
        CHECK(kit::exported(stage, action).find(words) != std::string::npos);
    }
}

TEST_CASE("presses that come faster than frames are all carried out, in their order") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    ui::Mirror& mirror = stage.app().ui().mirror;
    for (const char* name : {"Export", "Switch to light", "History"}) {
        REQUIRE(stage.find(name));
        mirror.press(stage.find(name)->id);
    }
    CHECK(stage.app().next_frame_in() == 0); // they want frames
    stage.settle();
    stage.settle();
    CHECK(stage.app().state().popup == ui::Popup::export_menu);
    CHECK(stage.app().state().scheme == ui::SchemeChoice::light);
    CHECK(stage.app().state().view == ui::View::history);
    CHECK(stage.app().next_frame_in() < 0);
    mirror.press(12345); // nothing is called so, nor will be soon
    mirror.press(stage.find("Files")->id);
    for (int i = 0; i < 6; i++) stage.settle();
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().next_frame_in() < 0);
}

TEST_CASE("a catalog that can't be read says so on the start page") {
    kit::Stage stage;
    stage.app().load_catalog("{\"images\": [{\"name\": \"a\"}]}");
    stage.settle();
    CHECK(stage.shows("catalog.json: image 1: \"url\" is missing"));
}

TEST_CASE("what has no content offers none to copy or save") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.right_click("srv, holds changes"));
    INFO(stage.transcript());
    CHECK(stage.shows("Copy the path"));
    CHECK_FALSE(stage.shows("Copy the content"));
    CHECK_FALSE(stage.shows("Save the file…"));
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_S, ImGuiMod_Ctrl);
    REQUIRE(stage.shows("Only a file has a content to save."));
    REQUIRE(stage.click("Dismiss"));
    REQUIRE(stage.double_click("srv, holds changes"));
    REQUIRE(stage.right_click("new.js, added"));
    INFO(stage.transcript());
    CHECK(stage.shows("Copy the content"));
    CHECK(stage.shows("Save the file…"));
}

TEST_CASE("a menu of a row opens at the pointer, and below the row when a key asks for it") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.right_click("etc"));
    const ImVec2 pointer = ImGui::GetMousePos();
    REQUIRE(stage.find("Row"));
    CHECK(stage.find("Row")->rectangle.x == pointer.x);
    CHECK(stage.find("Row")->rectangle.y == pointer.y);
    stage.key(ImGuiKey_Escape);
    REQUIRE(stage.click("etc"));
    stage.key(ImGuiKey_Menu);
    REQUIRE(stage.find("Row"));
    const ImVec4 row = stage.find("etc")->rectangle;
    CHECK(stage.find("Row")->rectangle.y == row.y + row.w);
}

TEST_CASE("menus and the palette are as high as what is in them, and have the same margin on both sides") {
    for (const float larger : {0.0f, 1.0f}) {
        kit::Stage stage;
        kit::open_on_stage(stage, kit::small_shop_image());
        if (larger > 0) stage.app().apply({ui::DoAction{ui::Action::text_larger}});
        stage.settle();
        REQUIRE(stage.click("Export"));
        const auto& nodes = stage.app().ui().mirror.nodes();
        const auto panel = std::ranges::find(nodes, ui::Role::menu, &ui::MirrorNode::role);
        REQUIRE(panel != nodes.end());
        const ImVec4 menu = panel->rectangle;
        const ImVec4 item = stage.find("Export this list as CSV")->rectangle;
        CHECK(item.x - menu.x == menu.x + menu.z - (item.x + item.z));
        stage.key(ImGuiKey_Escape);
        stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
        stage.type("server");
        stage.settle();
        const auto dialog = std::ranges::find(nodes, ui::Role::dialog, &ui::MirrorNode::role);
        REQUIRE(dialog != nodes.end());
        const ImVec4 palette = dialog->rectangle, found = stage.find("/srv/server.js")->rectangle;
        CHECK(palette.y + palette.w - (found.y + found.w) == found.x - palette.x);
        CHECK(palette.w < 100);
    }
}

TEST_CASE("the shortcuts have a title and a button to close them, and a button opens them") {
    kit::Stage stage;
    REQUIRE(stage.click("Keyboard shortcuts"));
    INFO(stage.transcript());
    CHECK(stage.shows("Ctrl+K or F1: Search everything"));
    CHECK(stage.shows("Ctrl+Shift+.: Larger text"));
    REQUIRE(stage.click("Close"));
    CHECK(stage.app().state().popup == ui::Popup::none);
}

TEST_CASE("on a low page the shortcuts scroll by keys") {
    kit::Stage stage(900, 600);
    stage.app().apply({ui::DoAction{ui::Action::help}});
    stage.settle();
    REQUIRE(stage.find("Esc: Step back"));
    const float bottom = 600 * 0.95f;
    CHECK(stage.find("Esc: Step back")->rectangle.y > bottom);
    stage.key(ImGuiKey_End);
    const ImVec4 last = stage.find("Esc: Step back")->rectangle;
    CHECK(last.y + last.w < bottom);
    stage.key(ImGuiKey_Home);
    CHECK(stage.find("Esc: Step back")->rectangle.y > bottom);
}

TEST_CASE("a right click selects the row under the pointer and gives its list the keyboard") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.click("Filter the files"));
    REQUIRE(stage.right_click("etc"));
    CHECK(kit::is_selected(stage, "etc"));
    stage.type("z");
    CHECK(stage.app().state().filter.text.empty());
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "srv, holds changes"));
}

TEST_CASE("of two images the menu of a row opens at that row, whatever layers are chosen") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image());
    stage.app().apply({ui::DoAction{ui::Action::expand_all}});
    stage.settle();
    const std::string file = "server.js, changed, 5 B, 11 B, +6 B";
    INFO(stage.transcript());
    REQUIRE(stage.click(file));
    stage.key(ImGuiKey_Menu);
    const ui::MirrorNode *menu = stage.find("Row"), *row = stage.find(file);
    REQUIRE(menu);
    REQUIRE(row);
    CHECK(menu->rectangle.x >= row->rectangle.x);
    CHECK(menu->rectangle.y == row->rectangle.y + row->rectangle.w);
}

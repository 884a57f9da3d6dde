#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace strata;

namespace {

Inspection shop() {
    Inspection inspection = kit::inspection_from_text({"etc/\netc/passwd=root\nsrv/server.js=hello", "srv/new.js=new"});
    inspection.source = "shop.tar";
    inspection.image.names = {{.repository = "shop/api", .tag = "1.0", .digest = {}}};
    for (std::uint32_t i = 0; i < 2; i++) {
        inspection.image.layers[i].state = BlobState::present;
        inspection.image.layers[i].member = i;
    }
    return inspection;
}

template <class Wanted>
std::vector<Wanted> all_of(kit::Stage& stage) {
    std::vector<Wanted> found;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* wanted = std::get_if<Wanted>(&effect)) found.push_back(*wanted);
    return found;
}

} // namespace

TEST_CASE("the palette finds files and goes there by keyboard alone") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    REQUIRE(stage.app().state().popup == ui::Popup::palette);
    stage.type("server");
    INFO(stage.transcript());
    CHECK(stage.shows("/srv/server.js"));
    stage.key(ImGuiKey_Enter);
    CHECK(stage.app().state().popup == ui::Popup::none);
    CHECK(stage.shows("/srv/server.js"));
    CHECK(stage.app().state().node != no_node);
    stage.key(ImGuiKey_F1);
    stage.type("waste");
    stage.key(ImGuiKey_Enter);
    CHECK(stage.app().state().view == ui::View::waste);
}

TEST_CASE("letters typed while the palette or the filter opens are not lost") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    for (int round = 0; round < 2; round++) { // the second time the field has a text, which is replaced
        ImGuiIO& io = ImGui::GetIO();
        io.AddKeyEvent(ImGuiMod_Ctrl, true);
        io.AddKeyEvent(ImGuiKey_K, true);
        io.AddKeyEvent(ImGuiKey_K, false);
        io.AddKeyEvent(ImGuiMod_Ctrl, false);
        for (const char letter : std::string_view("server")) io.AddInputCharacter(static_cast<unsigned char>(letter));
        stage.settle();
        for (int i = 0; i < 4; i++) stage.settle();
        CHECK(stage.app().state().palette_text == "server");
        stage.key(ImGuiKey_Escape);
        stage.key(ImGuiKey_Escape);
    }
    for (const std::string_view typed : {"pass", "srv"}) {
        stage.app().apply({ui::DoAction{ui::Action::focus_filter}});
        for (const char letter : typed) {
            ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(letter));
            stage.rest(1.0 / 60); // a letter in each frame
        }
        stage.settle();
        CHECK(stage.app().state().filter.text == typed);
        stage.app().apply({ui::ShowView{ui::View::config}});
        stage.settle();
        stage.app().apply({ui::ShowView{ui::View::files}});
        stage.settle();
    }
}

TEST_CASE("the palette offers what can be done") {
    kit::Stage stage;
    stage.key(ImGuiKey_F1);
    CHECK(stage.shows("Open files…"));
    CHECK_FALSE(stage.shows("Show the waste"));
    CHECK_FALSE(stage.shows("Cancel what is being read"));
    stage.key(ImGuiKey_Escape);
    stage.app().opened({{.id = 8, .name = "x.tar", .failure = "x.tar could not be fetched."}});
    stage.key(ImGuiKey_F1);
    CHECK_FALSE(stage.shows("Read again what could not be read")); // the browser never had it
    stage.key(ImGuiKey_Escape);
    kit::open_on_stage(stage, kit::shop_image(), 1);
    stage.key(ImGuiKey_F1);
    INFO(stage.transcript());
    CHECK(stage.shows("Show the waste"));
    CHECK_FALSE(stage.shows("Swap the two images"));
    CHECK_FALSE(stage.shows("Copy the path"));
    stage.key(ImGuiKey_Escape);
    kit::open_on_stage(stage, kit::newer_shop_image(), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.key(ImGuiKey_F1);
    CHECK(stage.shows("Swap the two images"));
}

TEST_CASE("what is wrong with the archive is said in the status line, and all of it a press away") {
    kit::Stage stage;
    Inspection damaged = shop();
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
    kit::open_on_stage(stage, shop());
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
    kit::open_on_stage(stage, shop());
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
    kit::open_on_stage(stage, shop());
    (void)stage.effects();
    REQUIRE(stage.click("Export"));
    REQUIRE(stage.click("Export this list as CSV"));
    auto saved = all_of<ui::SaveBytes>(stage);
    REQUIRE(saved.size() == 1);
    CHECK(saved[0].bytes.find("path,bytes,layer,change,mode,uid,gid,modified\r\n") == 0);
    CHECK(saved[0].bytes.find("\"/srv\",8,1,,rwxr-xr-x,0,0,1970-01-01T00:00:00Z\r\n") != std::string::npos);
    for (const auto& [action, words] : {std::pair{ui::Action::export_json, "\"image\": \"shop/api:1.0\""},
                                        std::pair{ui::Action::export_markdown, "# shop/api:1.0"},
                                        std::pair{ui::Action::export_html, "<h1>shop/api:1.0</h1>"},
                                        std::pair{ui::Action::export_snapshot, "STRATA"}}) {
        stage.app().apply({ui::DoAction{action}});
        saved = all_of<ui::SaveBytes>(stage);
        REQUIRE(saved.size() == 1);
        CHECK(saved[0].bytes.find(words) != std::string::npos);
    }
}

TEST_CASE("presses that come faster than frames are all carried out, in their order") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
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
    check_bars(stage, width);
}

TEST_CASE("on a narrow page nothing lies on anything else, and layers and file are drawers") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
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

TEST_CASE("the address leads back to the same place") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.0&layer=1&view=files&path=/srv/server.js");
    kit::open_on_stage(stage, shop());
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.app().state().layer == 0);
    CHECK(stage.shows("server.js, added"));
    CHECK(all_of<ui::SetAddress>(stage).empty()); // it is as it was
    stage.app().apply({ui::DoAction{ui::Action::next_layer}});
    stage.settle();
    const auto set = all_of<ui::SetAddress>(stage);
    REQUIRE(set.size() == 1);
    CHECK(set[0].fragment == "#image=shop/api:1.0&layer=2&view=files&path=/srv/server.js");
    stage.settle();
    CHECK(all_of<ui::SetAddress>(stage).empty());
}

TEST_CASE("another view or image is a place that Back leads to; another layer or file is not") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    stage.settle();
    const auto last = [&] {
        const auto set = all_of<ui::SetAddress>(stage);
        REQUIRE(set.size() == 1);
        return set[0];
    };
    const ui::SetAddress first = last();
    CHECK(first.new_place);
    stage.app().apply({ui::ShowLayer{0}});
    stage.settle();
    CHECK_FALSE(last().new_place);
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    CHECK(last().new_place);
    stage.app().restore_address(first.fragment); // as Back does
    stage.settle();
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().layer == 1);
    CHECK(all_of<ui::SetAddress>(stage).empty());
    stage.app().restore_address(""); // before the image was opened
    stage.settle();
    CHECK(stage.shows("Drop an image here. Drop two to compare them."));
    stage.app().restore_address(first.fragment);
    stage.settle();
    CHECK(stage.shows("server.js, added") == false); // its folder is closed
    CHECK(stage.app().state().shown == 1);
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    stage.settle();
    stage.app().restore_address(first.fragment);
    stage.settle();
    CHECK(stage.shows("This link leads into shop/api:1.0. Open it to go there."));
}

TEST_CASE("the address leads back to the history as a Dockerfile") {
    kit::Stage stage;
    stage.app().restore_address("#image=shop/api:1.0&layer=1&view=dockerfile");
    kit::open_on_stage(stage, kit::shop_image());
    stage.settle();
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "ADD rootfs.tar.xz /, layer 1, 2.02 kB, 100 % needed"));
    CHECK(all_of<ui::SetAddress>(stage).empty()); // it is as it was
}

TEST_CASE("settings are kept when they change, and restored") {
    kit::Stage stage;
    stage.app().restore_setting("scheme", "light");
    stage.settle();
    CHECK(all_of<ui::KeepSetting>(stage).empty());
    REQUIRE(stage.click("Switch to dark"));
    const auto kept = all_of<ui::KeepSetting>(stage);
    REQUIRE(kept.size() == 1);
    CHECK(kept[0].name == "scheme");
    CHECK(kept[0].value == "dark");
}

TEST_CASE("a catalog that can't be read says so on the start page") {
    kit::Stage stage;
    stage.app().load_catalog("{\"images\": [{\"name\": \"a\"}]}");
    stage.settle();
    CHECK(stage.shows("catalog.json: image 1: \"url\" is missing"));
}

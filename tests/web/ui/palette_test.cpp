#include "core/base/text.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("the palette finds files and goes there by keyboard alone") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
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

TEST_CASE("arrows in the palette move what Enter takes, and what is typed goes on into its field") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.settle();
    stage.type("show");
    const auto has_keyboard = [&] { return kit::is_focused(stage, "Search commands, files, layers and settings"); };
    const auto chosen = [&] {
        std::vector<std::string> names;
        for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes())
            if (node.role == ui::Role::dialog)
                names.clear();
            else if (node.role == ui::Role::option && (node.states & ui::state_selected))
                names.push_back(node.name);
        return names;
    };
    for (const std::string_view name : {"Show the treemap", "Show the waste"}) {
        stage.key(ImGuiKey_DownArrow);
        INFO(stage.transcript());
        CHECK(chosen() == std::vector{std::string(name)});
        CHECK(has_keyboard());
    }
    stage.key(ImGuiKey_Space);
    stage.type(" the t");
    CHECK(stage.app().state().palette_text == "show the t");
    CHECK(has_keyboard());
    CHECK(chosen() == std::vector<std::string>{"Show the treemap"});
    stage.type("zz");
    stage.key(ImGuiKey_Enter); // nothing is called that
    stage.settle();
    CHECK(has_keyboard());
    stage.type("y");
    CHECK(stage.app().state().palette_text == "show the tzzy");
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.settle();
    stage.type("show the");
    stage.key(ImGuiKey_UpArrow); // round to the last
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_Enter);
    CHECK(stage.app().state().popup == ui::Popup::none);
    CHECK(stage.app().state().view == ui::View::treemap);
}

TEST_CASE("arrows in a menu move the keyboard with what Enter takes") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.click("Export"));
    stage.key(ImGuiKey_DownArrow);
    stage.key(ImGuiKey_DownArrow);
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "Export the report as one HTML file"));
    CHECK(kit::is_focused(stage, "Export the report as one HTML file"));
    stage.key(ImGuiKey_Enter);
    const auto saved = kit::effects_of<ui::SaveBytes>(stage);
    REQUIRE(saved.size() == 1);
    CHECK(saved[0].media_type == "text/html");
}

TEST_CASE("letters typed while the palette or the filter opens are not lost") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
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

TEST_CASE("the palette takes the keyboard though a menu was open") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    REQUIRE(stage.click("Export"));
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    for (int i = 0; i < 4; i++) stage.settle();
    stage.type("server");
    INFO(stage.transcript());
    CHECK(stage.app().state().palette_text == "server");
    CHECK(stage.shows("/srv/server.js"));
}

namespace {

/// So many files in one folder, by number.
Inspection many_files(int count) {
    std::string layer = "data/\n";
    for (int i = 0; i < count; i++) layer += text("data/file-", i, "=x\n");
    Inspection image = kit::inspection_from_text({layer});
    image.source = "many.tar";
    image.image.layers[0].state = BlobState::present;
    return image;
}

} // namespace

TEST_CASE("the palette finds the last of very many files, in frames that are short") {
    kit::Stage stage;
    kit::open_on_stage(stage, many_files(300'000));
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.settle();
    stage.type("file-299999");
    CHECK_FALSE(stage.shows("Nothing is called that."));
    for (int i = 0; i < 20 && !stage.shows("/data/file-299999"); i++) stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("/data/file-299999"));
    CHECK(stage.app().next_frame_in() != 0); // all is looked through
    stage.type("x");
    for (int i = 0; i < 20; i++) stage.settle();
    CHECK(stage.shows("Nothing is called that."));
    stage.key(ImGuiKey_Escape);
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.settle();
    stage.type("data/FILE-299998");
    for (int i = 0; i < 40; i++) stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("/data/file-299998"));
}

TEST_CASE("the palette says how many more files are called so, and leads to all of them") {
    kit::Stage stage;
    kit::open_on_stage(stage, many_files(100));
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.settle();
    stage.type("file-");
    stage.settle();
    INFO(stage.transcript());
    REQUIRE(stage.press("60 more files: filter by “file-”"));
    CHECK(stage.app().state().popup == ui::Popup::none);
    CHECK(stage.app().state().filter.text == "file-");
    CHECK(stage.app().state().view == ui::View::files);
}

TEST_CASE("what stands at the end of a line in the palette is said too") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::small_shop_image());
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.settle();
    stage.type("srv");
    stage.settle();
    INFO(stage.transcript());
    REQUIRE(stage.find("/srv"));
    CHECK(stage.find("/srv")->value == "folder");
}

// The columns of the page: their order, and the handles between them at which they are made wider and narrower.
#include "tests/web/ui/room.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace strata;
using kit::Room;
using ui::Action;

namespace {

const ui::MirrorNode& shown(const kit::Stage& stage, const char* name) {
    const ui::MirrorNode* node = stage.find(name);
    REQUIRE(node);
    return *node;
}

/// The region that the keyboard is in.
std::string focused_region(kit::Stage& stage) {
    std::string region;
    for (const ui::MirrorNode& node : stage.app().ui().mirror.nodes()) {
        if (node.depth == 0) region = node.name;
        if (node.states & ui::state_focused) return region;
    }
    return "";
}

} // namespace

TEST_CASE("Tab and those who read the page aloud go through it from left to right") {
    const int images = GENERATE(1, 2);
    Room room(images);
    room.select("/etc/passwd");
    std::vector<std::string> told;
    for (const ui::MirrorNode& node : room.stage.app().ui().mirror.nodes())
        if (node.depth == 0 && node.role == ui::Role::group && node.name != "Summary") told.push_back(node.name);
    CHECK(told == std::vector<std::string>{"Page", "Layers", "Content", "Selected file", "Status"});
    REQUIRE(room.stage.focus("Strata"));
    std::vector<std::string> visited;
    for (int i = 0; i < 60; i++) {
        room.stage.key(ImGuiKey_Tab);
        const std::string region = focused_region(room.stage);
        if (std::ranges::find(visited, region) == visited.end()) visited.push_back(region);
    }
    std::erase(visited, "Summary");
    REQUIRE(visited.size() >= 4);
    visited.resize(4);
    CHECK(visited == std::vector<std::string>{"Page", "Layers", "Content", "Selected file"});
}

TEST_CASE("the drawer of the layers lies above the list") {
    Room room;
    room.stage.resize(390, 844);
    room.apply(Action::toggle_layers);
    REQUIRE(room.state().layer == 2);
    REQUIRE(room.stage.click("Layer 1: ADD rootfs.tar.xz /, 2.02 kB"));
    CHECK(room.state().layer == 0);
}

TEST_CASE("a column is dragged wider at its edge, and what is beside it gives way") {
    Room room;
    const float before = room.state().left_width, to = shown(room.stage, "Treemap").rectangle.x;
    REQUIRE(room.stage.drag("Width of the layers", "Files"));
    CHECK(room.state().left_width > before + 20);
    CHECK(shown(room.stage, "Treemap").rectangle.x > to + 20);
    CHECK(room.state().right_width == 380);
}

TEST_CASE("a column is dragged no wider than leaves the list its room, and can be made narrower at once") {
    Room room;
    room.stage.resize(1100, 700);
    const auto width = [&] { return shown(room.stage, "Layers").rectangle.z; };
    const float before = width();
    CHECK(before < room.state().left_width);
    REQUIRE(room.stage.focus("Width of the layers"));
    room.stage.key(ImGuiKey_RightArrow);
    CHECK(width() == before);
    room.stage.key(ImGuiKey_LeftArrow);
    CHECK(width() < before);
}

TEST_CASE("the width of a column is set with the keyboard alone") {
    Room room;
    const float left = room.state().left_width, right = room.state().right_width;
    REQUIRE(room.stage.focus("Width of the layers"));
    room.stage.key(ImGuiKey_RightArrow);
    CHECK(room.state().left_width > left);
    REQUIRE(room.stage.focus("Width of the selected file"));
    room.stage.key(ImGuiKey_LeftArrow);
    room.stage.key(ImGuiKey_LeftArrow);
    CHECK(room.state().right_width > right);
    CHECK(shown(room.stage, "Width of the selected file").value == std::to_string(int(room.state().right_width)));
}

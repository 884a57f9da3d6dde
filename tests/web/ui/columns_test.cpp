// The columns of the page are made wider and narrower at the handles between them.
#include "tests/web/ui/room.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::Room;

namespace {

const ui::MirrorNode& shown(const kit::Stage& stage, const char* name) {
    const ui::MirrorNode* node = stage.find(name);
    REQUIRE(node);
    return *node;
}

} // namespace

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

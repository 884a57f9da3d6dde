#include "tests/kit/layer_text.hpp"
#include "web/ui/treemap_layout.hpp"

#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

using namespace strata;
using ui::Tile;

namespace {

struct Laid {
    Inspection inspection;
    Timeline timeline;
    Overlay overlay;

    explicit Laid(std::string_view layer)
        : inspection(kit::inspection_from_text({layer})), timeline(inspection), overlay(timeline, Look{}) {}
    [[nodiscard]] std::vector<Tile> tiles(float width = 600, float height = 400) const {
        return ui::lay_out_tiles(timeline, overlay, root_node, width, height);
    }
};

float area(const Tile& tile) { return tile.box.width() * tile.box.height(); }

} // namespace

TEST_CASE("tiles fill the map in proportion to their bytes and do not overlap") {
    const Laid laid("a= size:600\nb= size:300\nc= size:200\nd= size:100");
    const std::vector<Tile> tiles = laid.tiles();
    REQUIRE(tiles.size() == 4);
    for (const Tile& tile : tiles) {
        const auto bytes = static_cast<float>(laid.overlay.totals(tile.node).bytes);
        CHECK(area(tile) == Catch::Approx(600 * 400 * bytes / 1200).epsilon(0.001));
        CHECK(std::max(tile.box.width() / tile.box.height(), tile.box.height() / tile.box.width()) < 3);
    }
    for (const Tile& a : tiles)
        for (const Tile& b : tiles) {
            if (&a == &b) continue;
            const float width = std::min(a.box.right, b.box.right) - std::max(a.box.left, b.box.left);
            const float height = std::min(a.box.bottom, b.box.bottom) - std::max(a.box.top, b.box.top);
            CHECK((width <= 0.01f || height <= 0.01f));
        }
}

TEST_CASE("what a folder holds lies inside its tile, and the innermost tile is the one under the mouse") {
    const Laid laid("usr/lib/a= size:900\nusr/b= size:500\nc= size:100");
    const std::vector<Tile> tiles = laid.tiles();
    const auto tile_of = [&](std::string_view path) -> const Tile& {
        const auto found = std::ranges::find(tiles, laid.timeline.find(path), &Tile::node);
        REQUIRE(found != tiles.end());
        return *found;
    };
    const Tile &usr = tile_of("/usr"), &file = tile_of("/usr/lib/a");
    CHECK(usr.opened);
    CHECK(file.depth == 3);
    CHECK(usr.box.left <= file.box.left);
    CHECK(usr.box.right >= file.box.right);
    CHECK(usr.box.bottom >= file.box.bottom);
    const Tile* under = ui::tile_at(tiles, (file.box.left + file.box.right) / 2, (file.box.top + file.box.bottom) / 2);
    REQUIRE(under);
    CHECK(under->node == file.node);
    CHECK(ui::tile_at(tiles, usr.box.left + 5, usr.box.top + 5)->node == usr.node);
    CHECK(ui::tile_at(tiles, -1, 5) == nullptr);
}

TEST_CASE("however many files there are, tiles that could not be seen are not made") {
    std::string layer = "large= size:100000000\n";
    for (int i = 0; i < 20000; i++) layer += "small/" + std::to_string(i) + "= size:1\n";
    const Laid tiny(layer);
    CHECK(tiny.tiles().size() == 1);
    layer.clear();
    for (int i = 0; i < 20000; i++) layer += "f" + std::to_string(i) + "= size:1000\n";
    const Laid many(layer);
    CHECK(many.tiles(4000, 4000).size() == ui::most_tiles);
    CHECK(Laid("empty=").tiles().empty());
}

#include "core/base/text.hpp"
#include "core/bytes/hash.hpp"
#include "tests/kit/golden.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

void compare_shops(kit::Stage& stage) { kit::compare_on_stage(stage, kit::shop_image(), kit::newer_shop_image()); }

/// A base image and one's own layer on it, as the history tells.
Inspection on_base(std::string_view base, std::string_view own) {
    Inspection image = kit::as_archived({base, own});
    image.image.config.history = {{.created_by = "ADD rootfs.tar /", .empty_layer = false},
                                  {.created_by = "CMD [\"bash\"]", .empty_layer = true},
                                  {.created_by = "COPY . /srv/app", .empty_layer = false}};
    image.image.layers[0].history = 0;
    image.image.layers[1].history = 2;
    return image;
}

std::string path_of(const Inspection& image, NodeIndex node) { return Timeline(image).path(node); }

} // namespace

TEST_CASE("two images side by side: the summary, the pairs of layers, the settings and the files") {
    kit::Stage stage;
    compare_shops(stage);
    kit::check_golden("web/comparison.txt", stage.transcript());
}

TEST_CASE("the tree of differences opens by keyboard and says why each file differs") {
    kit::Stage stage;
    compare_shops(stage);
    INFO(stage.transcript());
    REQUIRE(stage.click("srv/app, changed, 10 B, 22 B, +12 B"));
    stage.key(ImGuiKey_LeftArrow);
    CHECK_FALSE(stage.shows("server.js, changed, 5 B, 11 B, +6 B"));
    stage.key(ImGuiKey_RightArrow);
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("old.js, removed, 5 kB, —, −5 kB")); // the older image's own layer deleted it
    CHECK(stage.shows("server.js, changed, 5 B, 11 B, +6 B"));
    CHECK(stage.shows("start.sh, changed, 5 B, 5 B, mode only"));
    CHECK(stage.shows("certs, added, —, 6 B, +6 B"));
}

TEST_CASE("what came with another base and what one's own build changed are switched on and off") {
    kit::Stage stage;
    kit::compare_on_stage(stage, on_base("etc/issue=12\netc/same=x", "srv/a=old\nsrv/b=old"),
                          on_base("etc/issue=12.5\netc/same=x", "srv/a=newer\nsrv/b=newer"));
    INFO(stage.transcript());
    CHECK(stage.shows("+0 ~3 −0 files, 1 of the base"));
    const std::string issue = "etc/issue, changed, 2 B, 4 B, +2 B", own = "a, changed, 3 B, 5 B, +2 B";
    REQUIRE(stage.shows(issue));
    REQUIRE(stage.shows(own));
    REQUIRE(stage.click("Base 1"));
    CHECK_FALSE(stage.shows(issue));
    CHECK(stage.shows(own));
    REQUIRE(stage.click("Own 2"));
    CHECK(stage.shows("No difference is left by this filter."));
    REQUIRE(stage.click("Clear filter"));
    CHECK(stage.shows(issue));
    // On the same base all is one's own: nothing to switch.
    kit::compare_on_stage(stage, on_base("etc/issue=12", "srv/a=old"), on_base("etc/issue=12", "srv/a=newer"));
    CHECK_FALSE(stage.shows("Own 1"));
}

TEST_CASE("a comparison starts with the folders open for which there is room, and leaves them to the person") {
    std::string older, newer;
    for (int i = 0; i < 60; i++) older += "many/file" + std::to_string(i) + "=old\n";
    older += "few/deep/a=old\nfew/b=old\ngone/c=old\n";
    newer = "few/deep/a=newer\nfew/b=newer\n";
    for (int i = 0; i < 60; i++) newer += "many/file" + std::to_string(i) + "=newer\n";
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::as_archived({older}), kit::as_archived({newer}));
    INFO(stage.transcript());
    CHECK(stage.shows("b, changed, 3 B, 5 B, +2 B"));
    CHECK(stage.shows("deep/a, changed, 3 B, 5 B, +2 B"));
    CHECK(stage.shows("c, removed, 3 B, —, −3 B")); // a folder that only the older image has
    CHECK_FALSE(stage.shows("file7, changed, 3 B, 5 B, +2 B"));
    REQUIRE(stage.click("few, changed, 6 B, 10 B, +4 B"));
    stage.key(ImGuiKey_LeftArrow);
    stage.settle();
    CHECK_FALSE(stage.shows("b, changed, 3 B, 5 B, +2 B"));
    stage.app().apply({ui::DoAction{ui::Action::swap_sides}});
    stage.settle();
    CHECK(stage.shows("b, changed, 5 B, 3 B, −2 B"));
}

TEST_CASE("selecting a difference selects the file in both images; a moved one where it lay before") {
    kit::Stage stage;
    compare_shops(stage);
    INFO(stage.transcript());
    REQUIRE(stage.click("moved.js ← /lib/moved.js, added, —, 2 kB, moved"));
    CHECK(path_of(kit::newer_shop_image(), stage.app().state().node) == "/opt/moved.js");
    CHECK(path_of(kit::shop_image(), stage.app().state().node_in_older) == "/lib/moved.js");
    REQUIRE(stage.click("lib/moved.js → /opt/moved.js, removed, 2 kB, —, moved"));
    CHECK(stage.app().state().node == no_node);
    CHECK(path_of(kit::shop_image(), stage.app().state().node_in_older) == "/lib/moved.js");
}

TEST_CASE("of a text that differs its difference is shown, of any other the text; what was chosen stays") {
    kit::Stage stage;
    compare_shops(stage);
    const auto shown = [&](const char* choice) {
        return stage.transcript().find(text("radio \"", choice, "\" checked")) != std::string::npos;
    };
    REQUIRE(stage.click("server.js, changed, 5 B, 11 B, +6 B"));
    CHECK(shown("Difference"));
    REQUIRE(stage.click("start.sh, changed, 5 B, 5 B, mode only"));
    CHECK(shown("Text"));
    REQUIRE(stage.click("Hex"));
    REQUIRE(stage.click("server.js, changed, 5 B, 11 B, +6 B"));
    CHECK(shown("Hex"));
}

TEST_CASE("filters of a comparison: kinds of change, only metadata, times, text") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::as_archived({"a=one mtime:1\nb=same mtime:1\nc=same mode:0600\nd=gone"}),
                          kit::as_archived({"a=two2 mtime:2\nb=same mtime:2\nc=same mode:0644\ne=come"}));
    INFO(stage.transcript());
    REQUIRE(stage.shows("b, changed, 4 B, 4 B, time only"));
    REQUIRE(stage.click("Only metadata"));
    CHECK_FALSE(stage.shows("a, changed, 3 B, 4 B, +1 B"));
    CHECK(stage.shows("c, changed, 4 B, 4 B, mode only"));
    REQUIRE(stage.click("Ignore times"));
    CHECK_FALSE(stage.shows("b, changed, 4 B, 4 B, time only"));
    REQUIRE(stage.click("Only metadata"));
    REQUIRE(stage.click("Removed"));
    CHECK(stage.shows("e, added, —, 4 B, +4 B"));
    CHECK_FALSE(stage.shows("d, removed, 4 B, —, −4 B"));
    REQUIRE(stage.click("Filter the files"));
    stage.type("zz");
    CHECK(stage.shows("No file that differs matches zz, of those that are switched on."));
    REQUIRE(stage.click("Clear filter"));
    CHECK(stage.shows("d, removed, 4 B, —, −4 B"));
}

TEST_CASE("from the filter of a comparison the keyboard goes to the first file that fits") {
    kit::Stage stage;
    compare_shops(stage);
    stage.app().apply({ui::DoAction{ui::Action::focus_filter}});
    stage.settle();
    stage.type("server");
    stage.key(ImGuiKey_Enter);
    stage.settle();
    INFO(stage.transcript());
    CHECK(path_of(kit::newer_shop_image(), stage.app().state().node) == "/srv/app/server.js");
}

TEST_CASE("layers, settings and history of two images have views of their own") {
    kit::Stage stage;
    compare_shops(stage);
    REQUIRE(stage.click("Layers"));
    INFO(stage.transcript());
    CHECK(stage.app().state().view == ui::View::layers);
    stage.app().apply({ui::ShowView{ui::View::config}});
    stage.settle();
    INFO(stage.transcript());
    REQUIRE(stage.click("Env PORT: 8080 → 9090"));
    CHECK(stage.shows("Env PORT: A\n8080\n\nB\n9090"));
    REQUIRE(stage.click("History 4"));
    INFO(stage.transcript());
    CHECK(stage.shows("COPY . ., differs: created"));
    REQUIRE(stage.click("RUN chown -R 1000 /srv/app && rm old.js, only in A"));
    CHECK(stage.shows("Step 4"));
}

TEST_CASE("swapping the sides swaps what was added with what was removed") {
    kit::Stage stage;
    compare_shops(stage);
    REQUIRE(stage.click("Swap the two images"));
    INFO(stage.transcript());
    CHECK(stage.app().state().shown == 1);
    CHECK(stage.app().state().against == 2);
    CHECK(stage.shows("lib/moved.js ← /opt/moved.js, added, —, 2 kB, moved"));
}

TEST_CASE("what is selected stays so when the sides are swapped") {
    kit::Stage stage;
    compare_shops(stage);
    REQUIRE(stage.click("moved.js ← /lib/moved.js, added, —, 2 kB, moved"));
    stage.app().apply({ui::SetFilter{{.text = "*moved*"}}});
    REQUIRE(stage.click("Swap the two images"));
    INFO(stage.transcript());
    CHECK(stage.app().state().node == no_node);
    CHECK(path_of(kit::newer_shop_image(), stage.app().state().node_in_older) == "/opt/moved.js");
    CHECK(kit::is_selected(stage, "moved.js → /lib/moved.js, removed, 2 kB, —, moved"));
    CHECK(stage.app().state().filter.text == "*moved*");
    REQUIRE(stage.click("Swap the two images"));
    CHECK(path_of(kit::newer_shop_image(), stage.app().state().node) == "/opt/moved.js");
    stage.app().apply({ui::ShowView{ui::View::waste}});
    REQUIRE(stage.click("Swap the two images"));
    CHECK(stage.app().state().view == ui::View::waste);
}

TEST_CASE("an image compared with its own copy says that they are the same") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::shop_image(), kit::shop_image());
    INFO(stage.transcript());
    CHECK(stage.shows("The same image."));
    CHECK(stage.shows("No setting differs."));
}

TEST_CASE("of a file that differs both sides are told: its life in both images, and both contents' hashes") {
    kit::Stage stage;
    const Inspection older = kit::shop_image(), newer = kit::newer_shop_image();
    compare_shops(stage);
    REQUIRE(stage.click("server.js, changed, 5 B, 11 B, +6 B"));
    for (int round = 0; round < 2; round++) {
        for (const ui::Effect& effect : stage.effects()) {
            const auto* send = std::get_if<ui::SendRequest>(&effect);
            const auto* file = send ? std::get_if<web::ContentRequest>(&send->request.what) : nullptr;
            if (!file) continue;
            const std::string bytes = file->entry.size == 5 ? "hello" : "hello-world";
            stage.app().receive(
                {.id = send->request.id,
                 .what = web::ContentAnswer{bytes, bytes.size(),
                                            digest_of(std::as_bytes(std::span(bytes)), DigestAlgorithm::sha256)}});
        }
        stage.settle();
    }
    INFO(stage.transcript());
    CHECK(stage.shows("SHA-256 A: 2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"));
    CHECK(stage.shows("SHA-256 B: afa27b44d43b02a9fea41d13cedc2e4016cfcf87c5dbf990e593669aa8ce286d"));
    CHECK(stage.shows("In A"));
    CHECK(stage.shows("In B"));
    CHECK_FALSE(stage.shows("In this image"));
    CHECK(stage.shows("layer 3: owner changed · RUN chown -R 1000 /srv/app && rm old.js"));
}

TEST_CASE("files that differ are sorted by the size that they have in either image") {
    kit::Stage stage;
    kit::compare_on_stage(stage, kit::as_archived({"x=a size:10\ny=b size:20"}),
                          kit::as_archived({"x=c size:30\ny=d size:5"}));
    const auto x_comes_first = [&] {
        const ui::MirrorNode *x = stage.find("x, changed, 10 B, 30 B, +20 B"),
                             *y = stage.find("y, changed, 20 B, 5 B, −15 B");
        REQUIRE(x);
        REQUIRE(y);
        return x->rectangle.y < y->rectangle.y;
    };
    CHECK(x_comes_first());
    REQUIRE(stage.click("Sort by A"));
    CHECK_FALSE(x_comes_first());
    REQUIRE(stage.click("Sort by A"));
    CHECK(x_comes_first());
    REQUIRE(stage.click("Sort by B"));
    CHECK(x_comes_first());
}

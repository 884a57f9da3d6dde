#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("a step of the history leads to its layer, and the selected layer's step is marked") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::history}});
    stage.settle();
    INFO(stage.transcript());
    REQUIRE(stage.shows("RUN chown -R 1000 /srv/app && rm old.js, layer 3, 5 B"));
    CHECK(kit::is_selected(stage, "RUN chown -R 1000 /srv/app && rm old.js, layer 3, 5 B"));
    CHECK(stage.shows("ENV PORT=8080, no layer"));
    REQUIRE(stage.click("COPY . ., layer 2, 5.01 kB"));
    CHECK(stage.app().state().layer == 1);
    CHECK(stage.shows("Step 2: COPY . . # buildkit"));
    CHECK(stage.shows("comment: buildkit.dockerfile.v0"));
    REQUIRE(stage.click("Show what layer 2 did"));
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().scope == ui::Scope::this_layer);
}

TEST_CASE("a step without a layer can be read too, and leaves the layer as it was") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::history}});
    stage.settle();
    REQUIRE(stage.click("ENV PORT=8080, no layer"));
    INFO(stage.transcript());
    CHECK(stage.app().state().layer == 2);
    CHECK(kit::is_selected(stage, "ENV PORT=8080, no layer"));
    CHECK(stage.shows("makes no layer"));
}

TEST_CASE("the history is searched by instruction") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::history}});
    stage.app().apply({ui::SetSearch{"chown"}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("RUN chown -R 1000 /srv/app && rm old.js, layer 3, 5 B"));
    CHECK_FALSE(stage.shows("ENV PORT=8080, no layer"));
}

TEST_CASE("the selected layer's digests can be copied from below the stack") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    INFO(stage.transcript());
    const std::string digest = "sha256:" + std::string(64, 'c');
    REQUIRE(stage.click("Copy diff_id: " + digest));
    std::string copied;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* put = std::get_if<ui::PutOnClipboard>(&effect)) copied = put->text;
    CHECK(copied == digest);
    CHECK(stage.shows("Layer 3, not verified"));
}

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

TEST_CASE("the history shows where the base image ends, and the keyboard steps over that line") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::history}});
    stage.settle();
    const std::string_view line =
        "The base image ends here (guess: the later steps were made by the classic builder, those before not)";
    const std::string_view before = "ENV PORT=8080, no layer",
                           behind = "RUN chown -R 1000 /srv/app && rm old.js, layer 3, 5 B";
    INFO(stage.transcript());
    REQUIRE(stage.shows(line));
    REQUIRE(stage.click(line));
    CHECK(kit::is_selected(stage, behind)); // as before: nothing lies behind that line
    REQUIRE(stage.click(before));
    stage.key(ImGuiKey_DownArrow);
    CHECK(kit::is_selected(stage, behind));
    stage.key(ImGuiKey_UpArrow);
    CHECK(kit::is_selected(stage, before));
    stage.app().apply({ui::SetSearch{"chown"}});
    stage.settle();
    CHECK_FALSE(stage.shows(line)); // it lies between rows that are shown, or nowhere
}

TEST_CASE("a base image whose name was recorded ends by its name") {
    kit::Stage stage;
    Inspection image = kit::shop_image();
    image.image.config.settings.labels = {{"org.opencontainers.image.base.name", "debian:12"}};
    kit::open_on_stage(stage, image);
    stage.app().apply({ui::ShowView{ui::View::history}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.transcript().find("\"The base image debian:12 ends here (") != std::string::npos);
}

TEST_CASE("the history is shown as a Dockerfile, each line with its layer, its size and how much of it is needed") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::ShowView{ui::View::history}});
    stage.settle();
    REQUIRE(stage.click("Dockerfile"));
    INFO(stage.transcript());
    CHECK(stage.shows("ENV PORT=8080"));
    REQUIRE(stage.shows("COPY . ., layer 2, 5.01 kB, 0 % needed"));
    CHECK(kit::is_selected(stage, "RUN chown -R 1000 /srv/app && rm old.js, layer 3, 5 B, 100 % needed"));
    REQUIRE(stage.click("COPY . ., layer 2, 5.01 kB, 0 % needed"));
    CHECK(stage.app().state().layer == 1);
    CHECK(stage.shows("Step 2: COPY . ."));
    stage.key(ImGuiKey_DownArrow);
    CHECK(kit::is_selected(stage, "ENV PORT=8080"));
    CHECK(stage.app().state().layer == 1); // it made none
    REQUIRE(stage.double_click("COPY . ., layer 2, 5.01 kB, 0 % needed"));
    CHECK(stage.app().state().view == ui::View::files);
    CHECK(stage.app().state().scope == ui::Scope::this_layer);
}

TEST_CASE("the Dockerfile is searched, copied as a whole, and follows the layer that is chosen elsewhere") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::DoAction{ui::Action::view_dockerfile}});
    stage.app().apply({ui::ShowLayer{1}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "COPY . ., layer 2, 5.01 kB, 0 % needed"));
    REQUIRE(stage.click("Copy the Dockerfile"));
    std::string copied;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* put = std::get_if<ui::PutOnClipboard>(&effect)) copied = put->text;
    CHECK(copied.find("\nENV PORT=8080\n") != std::string::npos);
    stage.app().apply({ui::SetSearch{"chown"}});
    stage.settle();
    CHECK_FALSE(stage.shows("ENV PORT=8080"));
    CHECK(stage.shows("RUN chown -R 1000 /srv/app && rm old.js, layer 3, 5 B, 100 % needed"));
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

// The stack of layers on the left: what it says while layers arrive, of many layers, and of one that can't be trusted.
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

/// An image of that many layers with one file each, made by "RUN step N".
Inspection image_of(std::uint32_t layers) {
    Inspection image;
    image.source = "many.tar";
    for (std::uint32_t i = 0; i < layers; i++) {
        const std::string number = std::to_string(i + 1), content = "file" + number + "=x";
        const Inspection one = kit::inspection_from_text({content});
        image.layers.push_back(one.layers[0]);
        image.image.layers.push_back(one.image.layers[0]);
        image.image.layers[i].state = BlobState::present;
        image.image.layers[i].member = image.image.layers[i].history = i;
        image.image.config.history.push_back({.created_by = "RUN step " + number});
    }
    return image;
}

bool shows_beginning(kit::Stage& stage, std::string_view words) {
    return std::ranges::any_of(stage.app().ui().mirror.nodes(),
                               [&](const ui::MirrorNode& node) { return node.name.starts_with(words); });
}

} // namespace

TEST_CASE("the history scrolls to the step of the layer that is chosen") {
    kit::Stage stage;
    kit::open_on_stage(stage, image_of(100));
    stage.app().apply({ui::DoAction{ui::Action::view_history}});
    stage.settle();
    INFO(stage.transcript());
    CHECK(kit::is_selected(stage, "RUN step 100, layer 100, 1 B"));
    stage.app().apply({ui::ShowLayer{1}});
    stage.settle();
    CHECK(kit::is_selected(stage, "RUN step 2, layer 2, 1 B"));
}

TEST_CASE("a layer that does not match its digest is marked in the stack") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image());
    stage.app().apply({ui::DoAction{ui::Action::verify}});
    const Inspection image = kit::shop_image();
    for (const ui::Effect& effect : stage.effects()) {
        const auto* send = std::get_if<ui::SendRequest>(&effect);
        const auto* verify = send ? std::get_if<web::VerifyRequest>(&send->request.what) : nullptr;
        if (!verify) continue;
        const std::uint32_t found = verify->layer == 1 ? 0 : verify->layer; // the second has the first one's content
        stage.app().receive({.id = send->request.id,
                             .what = web::VerifyAnswer{.diff_id = image.image.layers[found].diff_id,
                                                       .blob_digest = image.image.layers[found].diff_id,
                                                       .problems = {}}});
    }
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("Layer 2: COPY . ., 5.01 kB, does not match its digest"));
    CHECK_FALSE(shows_beginning(stage, "Layer 1: ADD rootfs.tar.xz /, 2.02 kB, does"));
}

TEST_CASE("the status counts the files that the image holds, not all that its layers state") {
    kit::Stage stage;
    kit::open_on_stage(stage, kit::shop_image()); // layer 3 states server.js again and removes old.js
    INFO(stage.transcript());
    CHECK(stage.shows("3 layers · 5 files"));
}

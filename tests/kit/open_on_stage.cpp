#include "tests/kit/open_on_stage.hpp"

namespace strata::kit {

namespace {

/// What the page asks of the archive; whatever else it wants is dropped.
void answer(Stage& stage, const std::vector<Inspection>& images) {
    ui::App& app = stage.app();
    for (const ui::Effect& effect : stage.effects()) {
        const auto* send = std::get_if<ui::SendRequest>(&effect);
        if (!send) continue;
        const web::Request& request = send->request;
        if (std::holds_alternative<web::ListRequest>(request.what)) {
            Listing listing{.source = images.front().source, .kind = images.front().kind};
            for (const Inspection& image : images) listing.images.push_back(image.image);
            app.receive({.id = request.id, .what = web::ListAnswer{std::move(listing), {}}});
        } else if (const auto* layer = std::get_if<web::LayerRequest>(&request.what)) {
            app.receive({.id = request.id, .what = web::LayerAnswer{*images[layer->image].layers[layer->layer]}});
        }
    }
}

} // namespace

void open_on_stage(Stage& stage, const Inspection& inspection, ui::FileId file, std::string url) {
    open_on_stage(stage, std::vector{inspection}, file, std::move(url));
}

void open_on_stage(Stage& stage, const std::vector<Inspection>& images, ui::FileId file, std::string url) {
    stage.app().opened(
        {{.id = file, .name = images.front().source, .bytes = 4096, .failure = "", .url = std::move(url)}});
    answer(stage, images);
    answer_layers(stage, images);
}

void compare_on_stage(Stage& stage, const Inspection& older, const Inspection& newer) {
    open_on_stage(stage, older, 1);
    open_on_stage(stage, newer, 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
}

void answer_layers(Stage& stage, const std::vector<Inspection>& images) {
    answer(stage, images);
    stage.settle();
}

} // namespace strata::kit

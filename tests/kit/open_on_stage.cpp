#include "tests/kit/open_on_stage.hpp"

namespace strata::kit {

void open_on_stage(Stage& stage, const Inspection& inspection, ui::FileId file) {
    ui::App& app = stage.app();
    app.opened({{.id = file, .name = inspection.source, .bytes = 4096, .failure = ""}});
    const auto answer = [&](const ui::Effect& effect) {
        const auto* send = std::get_if<ui::SendRequest>(&effect);
        if (!send) return;
        const web::Request& request = send->request;
        if (std::holds_alternative<web::ListRequest>(request.what)) {
            Listing listing{.source = inspection.source, .kind = inspection.kind};
            listing.images = {inspection.image};
            app.receive({.id = request.id, .what = web::ListAnswer{std::move(listing), {}}});
        } else if (const auto* layer = std::get_if<web::LayerRequest>(&request.what)) {
            app.receive({.id = request.id, .what = web::LayerAnswer{*inspection.layers[layer->layer]}});
        }
    };
    for (int round = 0; round < 2; round++)
        for (const ui::Effect& effect : stage.effects()) answer(effect);
    stage.settle();
}

} // namespace strata::kit

#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

constexpr std::string_view secret = "Tr4kw9zMoss", other_secret = "Kw4zr9tSedge";

Inspection with_secret(Inspection image, std::string_view value) {
    const std::string setting = std::string("DB_PASSWORD=").append(value);
    image.image.config.history[1].created_by = "COPY . . # " + setting;
    image.image.config.history[2].created_by = "ENV " + setting;
    image.image.config.settings.env = {{"PATH=/usr/bin", setting}};
    image.image.config.document = R"({"config":{"Env":[")" + setting + R"("],"Healthcheck":{"Test":["CMD","true"]}}})";
    return image;
}

/// What every view says, and what was copied in it.
std::string everything_said(kit::Stage& stage) {
    std::string said;
    for (const ui::Action view :
         {ui::Action::view_files, ui::Action::view_waste, ui::Action::view_findings, ui::Action::view_config,
          ui::Action::view_history, ui::Action::view_dockerfile, ui::Action::view_layers}) {
        stage.app().apply({ui::DoAction{view}});
        stage.app().apply({ui::SelectHistory{2}});
        stage.settle();
        (void)stage.click("Copy");
        said += stage.transcript();
        for (const auto& put : kit::effects_of<ui::PutOnClipboard>(stage)) said += put.text;
    }
    stage.key(ImGuiKey_K, ImGuiMod_Ctrl);
    stage.type("DB_");
    return said + stage.transcript();
}

} // namespace

TEST_CASE("a secret in the history or the settings is on no screen, and is not copied") {
    kit::Stage stage;
    kit::open_on_stage(stage, with_secret(kit::shop_image(), secret));
    const std::string said = everything_said(stage);
    INFO(said);
    CHECK(said.find(secret) == std::string::npos);
    CHECK(said.find("ENV DB_PASSWORD=…, no layer") != std::string::npos);
    CHECK(said.find("… stands for a secret") != std::string::npos);
    CHECK(said.find("DB_PASSWORD: …") != std::string::npos);
    CHECK(said.find("Healthcheck: {") != std::string::npos); // of the document only the settings are left
}

TEST_CASE("of two images a secret that changed is told of as changed, and shown of neither") {
    kit::Stage stage;
    kit::compare_on_stage(stage, with_secret(kit::shop_image(), secret),
                          with_secret(kit::newer_shop_image(), other_secret));
    const std::string said = everything_said(stage);
    INFO(said);
    CHECK(said.find(secret) == std::string::npos);
    CHECK(said.find(other_secret) == std::string::npos);
    CHECK(said.find("Env DB_PASSWORD: … → …") != std::string::npos);
    CHECK(said.find("ENV DB_PASSWORD=…, only in B") != std::string::npos);
    CHECK(said.find("+ ENV DB_PASSWORD=… # another secret") != std::string::npos);
}

#include "core/diff/diff_config.hpp"
#include "core/insight/without_secrets.hpp"
#include "tests/core/insight/judged.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

const std::string token = std::string("gh") + "p_wT4kQ9zLm2Xc7Vb1Nn5Rr8Ss3Dd6Ff0Gg2Hj";

/// The token in everything that an image's documents may say in free words.
Inspection full_of_secrets() {
    Inspection image = kit::examined({{kit::folder("srv")}});
    ContainerSettings& settings = image.image.config.settings;
    settings.user = token;
    settings.working_dir = "/srv/" + token;
    settings.stop_signal = token;
    settings.env = {{"A=" + token, token + "=b"}};
    settings.entrypoint = {{"serve", "--token=" + token}};
    settings.cmd = {{token}};
    settings.shell = {{"/bin/sh", token}};
    settings.on_build = {{"RUN echo " + token}};
    settings.exposed_ports = {token + "/tcp"};
    settings.volumes = {"/" + token};
    settings.labels = {{"a", token}, {token, "b"}};
    image.image.annotations = {{"a", token}, {token, "b"}};
    image.image.config.author = token;
    image.image.config.document = R"({"config":{"Healthcheck":{"Test":["CMD","x",")" + token + "\"]}}}";
    image.image.manifest_document = R"({"annotations":{"a":")" + token + "\"}}";
    image.image.config.history = {{.created_by = "USER " + token, .author = token, .comment = token}};
    return image;
}

/// All words of the settings, each on a line.
std::string words_of(const Inspection& inspection) {
    std::string words = inspection.image.config.document + inspection.image.manifest_document;
    for (const SettingRow& row : diff_config({}, inspection.image)) words += row.key + "\n" + row.b + "\n";
    for (const HistoryRow& row : inspection.image.config.history)
        words += row.created_by + "\n" + row.author + "\n" + row.comment + "\n";
    return words;
}

} // namespace

TEST_CASE("an image's documents can be shown without the secrets in them, wherever these stand") {
    const Inspection image = full_of_secrets();
    REQUIRE(words_of(image).find(token) != std::string::npos);
    const std::string shown = words_of(without_secrets(image));
    CHECK(shown.find(token) == std::string::npos);
    CHECK(shown.find("/srv/…") != std::string::npos);
    CHECK(shown.find("\n/…\n") != std::string::npos);
    CHECK(shown.find("USER …") != std::string::npos);
    for (const SettingRow& row : without_secrets(diff_config({}, image.image)))
        CHECK((row.key + row.b).find(token) == std::string::npos);
    const Inspection plain = kit::examined({{kit::folder("srv")}});
    CHECK(without_secrets(plain).image.config == plain.image.config);
}

TEST_CASE("secrets are found in every setting, and none is shown in its name") {
    std::string settings;
    for (const Finding& row : kit::of_rule(kit::judge(full_of_secrets()), "github-token")) {
        settings += row.setting + "\n";
        CHECK((row.setting + row.shown).find(token) == std::string::npos);
    }
    for (const std::string_view setting :
         {"USER\n", "WORKDIR\n", "STOPSIGNAL\n", "VOLUME\n", "EXPOSE\n", "ENV A\n", "ENV …\n", "LABEL a\n", "LABEL …\n",
          "ANNOTATION …\n", "HEALTHCHECK\n", "ENTRYPOINT\n", "CMD\n", "SHELL\n", "ONBUILD\n", "MAINTAINER\n"}) {
        INFO(setting);
        CHECK(settings.find(setting) != std::string::npos);
    }
}

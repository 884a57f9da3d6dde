#include "core/bytes/hash.hpp"
#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

using namespace strata;

namespace {

Inspection shop() {
    Inspection inspection = kit::inspection_from_text({"app/\napp/server.js=x size:18\napp/copy.js=same unhashed",
                                                       "app/server.js=y size:18\napp/copy.js=same unhashed"});
    inspection.source = "shop.tar";
    inspection.image.config.history = {{.created_by = "COPY . ."}, {.created_by = "RUN sed -i s/80/81/ server.js"}};
    for (std::uint32_t i = 0; i < 2; i++) {
        LayerRecord& record = inspection.image.layers[i];
        record.state = BlobState::present;
        record.member = record.history = i;
    }
    return inspection;
}

std::string content(std::uint32_t layer, const std::string& path) {
    if (path == "/app/copy.js") return "same";
    return layer == 0 ? "import a\nserve 80\n" : "import a\nserve 81\n";
}

std::vector<ui::Effect> choose(kit::Stage& stage, const Inspection& inspection, const char* file) {
    kit::open_on_stage(stage, inspection);
    REQUIRE(stage.double_click("app, holds changes"));
    REQUIRE(stage.click(file));
    return kit::answer_on_stage(stage, inspection, content);
}

Digest digest_of_text(std::string_view text) {
    return digest_of(std::as_bytes(std::span(text)), DigestAlgorithm::sha256);
}

template <class Wanted>
const Wanted* only(const std::vector<ui::Effect>& effects) {
    for (const ui::Effect& effect : effects)
        if (const auto* wanted = std::get_if<Wanted>(&effect)) return wanted;
    return nullptr;
}

} // namespace

TEST_CASE("a file shows what it is, what became of it, and its text") {
    kit::Stage stage;
    choose(stage, shop(), "server.js, changed");
    INFO(stage.transcript());
    CHECK(stage.shows("/app/server.js"));
    CHECK(stage.shows("Size: 18 B"));
    CHECK(stage.shows("Mode: -rw-r--r--"));
    CHECK(stage.shows("layer 1: added · COPY . ."));
    CHECK(stage.shows("layer 2: content changed · RUN sed -i s/80/81/ server.js"));
    CHECK(stage.shows("serve 81"));
    REQUIRE(stage.click("layer 1: added · COPY . ."));
    CHECK(stage.app().state().layer == 0);
    kit::answer_on_stage(stage, shop(), content);
    CHECK(stage.shows("serve 80"));
}

TEST_CASE("a file is compared with its earlier version and shown in hex") {
    kit::Stage stage;
    const Inspection inspection = shop();
    choose(stage, inspection, "server.js, changed");
    REQUIRE(stage.click("Diff to layer 1"));
    kit::answer_on_stage(stage, inspection, content);
    INFO(stage.transcript());
    CHECK(stage.shows("- serve 80"));
    CHECK(stage.shows("+ serve 81"));
    REQUIRE(stage.click("Side by side"));
    CHECK(stage.shows("- serve 80 → + serve 81"));
    REQUIRE(stage.click("Hex"));
    CHECK(stage.shows("00000000  69 6d 70 6f 72 74 20 61  import a"));
}

TEST_CASE("what can't be read is said where it would stand") {
    kit::Stage stage;
    kit::open_on_stage(stage, shop());
    REQUIRE(stage.double_click("app, holds changes"));
    REQUIRE(stage.click("server.js, changed"));
    CHECK(stage.shows("Reading the file…"));
    for (const ui::Effect& effect : stage.effects())
        if (const auto* send = std::get_if<ui::SendRequest>(&effect))
            stage.app().receive(
                {.id = send->request.id, .what = web::FailureAnswer{"The layer is damaged at byte 12."}});
    stage.settle();
    CHECK(stage.shows("The layer is damaged at byte 12."));
}

TEST_CASE("path, content and digest are copied, and the file is saved") {
    kit::Stage stage;
    const Inspection inspection = shop();
    choose(stage, inspection, "server.js, changed");
    REQUIRE(stage.click("Copy the path"));
    auto effects = stage.effects();
    REQUIRE(only<ui::PutOnClipboard>(effects));
    CHECK(only<ui::PutOnClipboard>(effects)->text == "/app/server.js");
    stage.app().apply({ui::DoAction{ui::Action::copy_content}});
    effects = stage.effects();
    REQUIRE(only<ui::PutOnClipboard>(effects));
    CHECK(only<ui::PutOnClipboard>(effects)->text == "import a\nserve 81\n");
    stage.app().apply({ui::DoAction{ui::Action::save_file}});
    effects = stage.effects();
    REQUIRE(only<ui::SaveBytes>(effects));
    CHECK(only<ui::SaveBytes>(effects)->name == "server.js");
}

TEST_CASE("what is saved or copied is the whole file, though only its front was there") {
    kit::Stage stage;
    std::string whole(3'000'000, 'x');
    Inspection inspection = kit::inspection_from_text({"big.js=x size:3000000"});
    inspection.image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, inspection);
    const auto all = [&](std::uint32_t, const std::string&) { return whole; };
    REQUIRE(stage.click("big.js, added"));
    stage.app().apply({ui::DoAction{ui::Action::save_file}}); // while the preview's front is on its way
    const auto effects = kit::answer_on_stage(stage, inspection, all);
    REQUIRE(only<ui::SaveBytes>(effects));
    CHECK(only<ui::SaveBytes>(effects)->bytes == whole);
}

TEST_CASE("a file that is too large to be saved by the page is refused in words, and not cut") {
    kit::Stage stage;
    Inspection inspection = kit::inspection_from_text({"model.bin=x size:3000000000\nlog=x size:20000000"});
    inspection.image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, inspection);
    REQUIRE(stage.click("model.bin, added"));
    stage.app().apply({ui::DoAction{ui::Action::save_file}});
    CHECK_FALSE(only<ui::SaveBytes>(stage.effects()));
    stage.settle();
    INFO(stage.transcript());
    CHECK(stage.shows("model.bin has 3 GB; the page can save up to 537 MB. The command has no such limit: strata cat "
                      "IMAGE /model.bin"));
    REQUIRE(stage.click("Dismiss"));
    CHECK_FALSE(stage.shows("Dismiss"));
    REQUIRE(stage.click("log, added"));
    stage.app().apply({ui::DoAction{ui::Action::copy_content}});
    stage.settle();
    CHECK(stage.transcript().find("log has 20 MB; the page can copy up to 16.8 MB.") != std::string::npos);
}

TEST_CASE("digests: warnings are no damage, damage is no wrong digest") {
    Inspection inspection = shop();
    for (LayerRecord& record : inspection.image.layers) record.diff_id = digest_of_text("right");
    const auto verify = [&](web::VerifyAnswer second) {
        kit::Stage stage;
        kit::open_on_stage(stage, inspection);
        kit::answer_on_stage(stage, inspection, content);
        stage.app().apply({ui::DoAction{ui::Action::verify}});
        int asked = 0;
        for (const ui::Effect& effect : stage.effects()) {
            const auto* send = std::get_if<ui::SendRequest>(&effect);
            if (!send || !std::holds_alternative<web::VerifyRequest>(send->request.what)) continue;
            web::VerifyAnswer answer{.diff_id = digest_of_text("right"), .blob_digest = {}, .problems = {}};
            stage.app().receive({.id = send->request.id, .what = asked++ == 0 ? answer : second});
        }
        REQUIRE(asked == 2);
        stage.settle();
        return stage.transcript();
    };
    const auto tells = [](const std::string& all, std::string_view words) { return all.find(words) != all.npos; };
    const Problem twice{Severity::warning, "paths that come twice: 1"};
    CHECK(tells(verify({.diff_id = digest_of_text("right"), .problems = {twice}}), "✓ digests verified"));
    CHECK(tells(verify({.diff_id = digest_of_text("other")}), "1 layer does not match its digest"));
    CHECK(tells(verify({.diff_id = {}}), "1 layer is damaged"));
}

TEST_CASE("an image that is closed is not read on") {
    kit::Stage stage;
    stage.app().opened({{.id = 1, .name = "shop.tar", .bytes = 4096, .failure = ""}});
    const Inspection inspection = shop();
    std::vector<ui::RequestId> layers, cancelled;
    for (int round = 0; round < 2; round++)
        for (const ui::Effect& effect : stage.effects()) {
            const auto* send = std::get_if<ui::SendRequest>(&effect);
            if (!send) continue;
            if (std::holds_alternative<web::LayerRequest>(send->request.what)) layers.push_back(send->request.id);
            if (!std::holds_alternative<web::ListRequest>(send->request.what)) continue;
            Listing listing{.source = "shop.tar"};
            listing.images = {inspection.image};
            stage.app().receive({.id = send->request.id, .what = web::ListAnswer{std::move(listing), {}}});
        }
    REQUIRE(layers.size() == 2);
    stage.app().apply({ui::DoAction{ui::Action::close_image}});
    for (const ui::Effect& effect : stage.effects())
        if (const auto* cancel = std::get_if<ui::CancelRequest>(&effect)) cancelled.push_back(cancel->id);
    CHECK(cancelled == layers);
}

TEST_CASE("files of the same size are hashed once all layers are there, and then known to be the same") {
    kit::Stage stage;
    const Inspection inspection = shop();
    kit::open_on_stage(stage, inspection);
    REQUIRE(stage.double_click("app, holds changes"));
    CHECK(stage.shows("copy.js, changed"));
    kit::answer_on_stage(stage, inspection, content);
    INFO(stage.transcript());
    CHECK(stage.shows("copy.js"));
    REQUIRE(stage.click("copy.js"));
    CHECK(stage.shows("The same bytes as in layer 1: this copy wastes 4 B."));
}

TEST_CASE("the places found are walked through in both directions") {
    kit::Stage stage;
    choose(stage, shop(), "server.js, changed");
    stage.app().apply({ui::SetSearch{"r"}}); // impoRt, seRve
    stage.settle();
    REQUIRE(stage.click("Find in this file"));
    CHECK(stage.shows("1 of 2"));
    stage.key(ImGuiKey_Enter, ImGuiMod_Shift);
    CHECK(stage.shows("2 of 2")); // round below the first
    CHECK(stage.app().state().found == -1);
    stage.key(ImGuiKey_Enter);
    CHECK(stage.shows("1 of 2"));
}

TEST_CASE("the text is searched, and wrapped on demand") {
    kit::Stage stage;
    choose(stage, shop(), "server.js, changed");
    REQUIRE(stage.click("Find in this file"));
    stage.type("SERVE");
    INFO(stage.transcript());
    CHECK(stage.shows("1 of 1"));
    REQUIRE(stage.click("Wrap"));
    CHECK(stage.app().state().wrap);
}

TEST_CASE("buttons lead to the next and the previous place found") {
    kit::Stage stage;
    choose(stage, shop(), "server.js, changed");
    CHECK_FALSE(stage.shows("Next match"));
    stage.app().apply({ui::SetSearch{"r"}});
    stage.settle();
    REQUIRE(stage.click("Next match"));
    CHECK(stage.shows("2 of 2"));
    REQUIRE(stage.click("Previous match"));
    CHECK(stage.shows("1 of 2"));
}

TEST_CASE("a search is emptied by Escape, then left by it") {
    kit::Stage stage;
    choose(stage, shop(), "server.js, changed");
    REQUIRE(stage.click("Find in this file"));
    stage.type("serve");
    stage.key(ImGuiKey_Escape);
    CHECK(stage.app().state().search.empty());
    CHECK((stage.find("Find in this file")->states & ui::state_focused) != 0);
    stage.key(ImGuiKey_Escape);
    CHECK((stage.find("Find in this file")->states & ui::state_focused) == 0);
}

TEST_CASE("a difference is searched and wrapped as a text is") {
    const char* shape = GENERATE("Diff to layer 1", "Side by side");
    kit::Stage stage;
    const Inspection inspection = shop();
    choose(stage, inspection, "server.js, changed");
    REQUIRE(stage.click(shape));
    kit::answer_on_stage(stage, inspection, content);
    INFO(stage.transcript());
    REQUIRE(stage.click("Find in this file"));
    stage.type("serve 8");
    CHECK(stage.shows("1 of 2"));
    REQUIRE(stage.click("Next match"));
    CHECK(stage.shows("2 of 2"));
    REQUIRE(stage.click("Wrap"));
    CHECK(stage.app().state().wrap);
}

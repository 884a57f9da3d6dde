#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("a line that is too long for a row goes on below, and says so") {
    kit::Stage stage;
    Inspection inspection = kit::inspection_from_text({"one.txt=x size:5000"});
    inspection.image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, inspection);
    REQUIRE(stage.click("one.txt, added"));
    kit::answer_on_stage(stage, inspection,
                         [](std::uint32_t, const std::string&) { return std::string(4096, 'x').append("the rest"); });
    INFO(stage.transcript());
    CHECK(stage.shows("… the rest"));
}

TEST_CASE("bytes that are no text are shown in hex, and nothing says text; the hash of all of them is had on demand") {
    kit::Stage stage;
    Inspection inspection = kit::inspection_from_text({"node=x size:3000000"});
    inspection.image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, inspection);
    REQUIRE(stage.click("node, added"));
    const auto whole = [](std::uint32_t, const std::string&) { return std::string(3'000'000, '\0'); };
    kit::answer_on_stage(stage, inspection, whole);
    INFO(stage.transcript());
    CHECK_FALSE(stage.shows("Text"));
    CHECK((stage.find("Hex")->states & ui::state_checked) != 0);
    REQUIRE(stage.click("SHA-256: read the whole file"));
    std::vector<std::uint64_t> limits;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* send = std::get_if<ui::SendRequest>(&effect))
            if (const auto* file = std::get_if<web::ContentRequest>(&send->request.what)) limits.push_back(file->limit);
    CHECK(limits == std::vector<std::uint64_t>{3'000'000});
}

TEST_CASE("a symbolic link is followed, through other links, from its facts and from the list") {
    kit::Stage stage;
    Inspection inspection =
        kit::inspection_from_text({"usr/bin/\nusr/bin/tool=x\nbin -> usr/bin\nrun -> bin/tool\nlost -> nowhere"});
    inspection.image.layers[0].state = BlobState::present;
    kit::open_on_stage(stage, inspection);
    const auto selected = [&] { return Timeline(inspection).path(stage.app().state().node); };
    REQUIRE(stage.double_click("bin → usr/bin, added"));
    CHECK(selected() == "/usr/bin");
    REQUIRE(stage.click("run → bin/tool, added"));
    INFO(stage.transcript());
    REQUIRE(stage.click("Link to: bin/tool"));
    CHECK(selected() == "/usr/bin/tool");
    CHECK(stage.shows("tool, added"));
    REQUIRE(stage.double_click("lost → nowhere, added"));
    CHECK(selected() == "/lost");
}

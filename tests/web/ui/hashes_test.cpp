// What is compared by hash before figures are sure.
#include "tests/kit/answer_on_stage.hpp"
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"
#include "tests/web/ui/stage_images.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;

TEST_CASE("files of one size at different paths are compared once the waste is looked at") {
    const Inspection image =
        kit::as_archived({"a/one.bin=same unhashed size:5000\nb/other.bin=same unhashed size:5000"});
    kit::Stage stage;
    kit::open_on_stage(stage, image);
    const auto content = [](std::uint32_t, const std::string&) { return std::string(5000, 'x'); };
    kit::answer_on_stage(stage, image, content);
    CHECK(kit::effects_of<ui::SendRequest>(stage).empty());
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.settle();
    kit::answer_on_stage(stage, image, content);
    INFO(stage.transcript());
    CHECK(std::ranges::any_of(stage.app().ui().mirror.nodes(), [](const ui::MirrorNode& node) {
        return node.name.find("5 kB needless") != node.name.npos;
    }));
}

TEST_CASE("of two images both are compared within themselves before figures of waste are said to be sure") {
    const Inspection older =
        kit::as_archived({"a/one.bin=same unhashed size:5000\nb/other.bin=same unhashed size:5000"});
    const Inspection newer =
        kit::as_archived({"a/one.bin=same unhashed size:4000\nb/other.bin=same unhashed size:4000"});
    kit::Stage stage;
    kit::compare_on_stage(stage, older, newer);
    const auto content = [](std::uint32_t, const std::string&) { return std::string("x"); };
    kit::answer_on_stage(stage, older, content);
    stage.app().apply({ui::ShowView{ui::View::waste}});
    stage.settle();
    CHECK(stage.shows("Nothing is wasted in either · comparing files of one size…"));
    kit::answer_on_stage(stage, older, content); // both have the same paths
    INFO(stage.transcript());
    CHECK(stage.shows("5 kB → 4 kB needless (−1 kB)"));
    CHECK(stage.shows("duplicate, 5 kB, 4 kB, −1 kB"));
}

TEST_CASE("a report waits until files of one size are compared, unless another image is shown by then") {
    const Inspection image =
        kit::as_archived({"a/one.bin=same unhashed size:5000\nb/other.bin=same unhashed size:5000"});
    const auto content = [](std::uint32_t, const std::string&) { return std::string(5000, 'x'); };
    const auto saved = [](const std::vector<ui::Effect>& effects) {
        std::vector<std::string> all;
        for (const ui::Effect& effect : effects)
            if (const auto* save = std::get_if<ui::SaveBytes>(&effect)) all.push_back(save->bytes);
        return all;
    };
    kit::Stage stage;
    kit::open_on_stage(stage, image);
    kit::answer_on_stage(stage, image, content);
    stage.app().apply({ui::DoAction{ui::Action::export_json}});
    stage.settle();
    CHECK(stage.shows("The report comes when files of one size are compared…"));
    const std::vector<std::string> reports = saved(kit::answer_on_stage(stage, image, content));
    REQUIRE(reports.size() == 1);
    INFO(reports[0]);
    CHECK(reports[0].find("Link 1 file that another path has too") != std::string::npos);

    kit::Stage left;
    kit::open_on_stage(left, image);
    kit::answer_on_stage(left, image, content);
    left.app().apply({ui::DoAction{ui::Action::export_json}});
    left.app().apply({ui::DoAction{ui::Action::go_home}});
    left.settle();
    CHECK(saved(kit::answer_on_stage(left, image, content)).empty());
}

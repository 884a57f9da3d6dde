// What differs inside archives of two images: asked for by itself, and said where the files are.
#include "tests/kit/layer_text.hpp"
#include "tests/kit/open_on_stage.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

Inspection as_archived(std::string_view layer) {
    Inspection image = kit::inspection_from_text({layer});
    for (LayerRecord& record : image.image.layers) record.state = BlobState::present;
    return image;
}

NestedMember member(std::string path, std::uint64_t content, std::int64_t mtime) {
    return {.path = std::move(path), .size = 5, .packed_size = 5, .content = {content, 1}, .mtime = mtime};
}

NestedFile jar(std::vector<NestedMember> members) {
    return {.archives = {{.kind = NestedKind::zip, .members = std::move(members)}}, .problem = {}};
}

struct Asked {
    web::RequestId id = 0;
    web::FileId file = 0;
    std::vector<std::string> names;
};

std::vector<Asked> asked_inside(kit::Stage& stage) {
    std::vector<Asked> all;
    for (const ui::Effect& effect : stage.effects()) {
        const auto* send = std::get_if<ui::SendRequest>(&effect);
        const auto* nested = send ? std::get_if<web::NestedRequest>(&send->request.what) : nullptr;
        if (!nested) continue;
        Asked& asked = all.emplace_back(Asked{.id = send->request.id, .file = send->request.file, .names = {}});
        for (const web::NestedQuestion& question : nested->files) asked.names.push_back(question.name);
    }
    return all;
}

/// Two images compared that differ in the bytes of /app.jar, /code.pyc and /notes.txt; the requests to look inside.
std::vector<Asked> compare(kit::Stage& stage) {
    kit::open_on_stage(stage, as_archived("app.jar=one size:10\ncode.pyc=one size:7\nnotes.txt=one"), 1);
    kit::open_on_stage(stage, as_archived("app.jar=two size:12\ncode.pyc=two size:7\nnotes.txt=two"), 2);
    stage.app().apply({ui::CompareWith{1}});
    stage.settle();
    return asked_inside(stage);
}

NestedFile bytecode(std::int64_t time) {
    return {.archives = {{.kind = NestedKind::bytecode, .mtime = time, .members = {member("", 7, 0)}}}, .problem = {}};
}

void answer(kit::Stage& stage, const Asked& asked, const NestedFile& archive, const NestedFile& code) {
    web::NestedAnswer inside;
    for (const std::string& name : asked.names) inside.files.push_back(name == "app.jar" ? archive : code);
    stage.app().receive({.id = asked.id, .what = std::move(inside)});
    stage.settle();
}

} // namespace

TEST_CASE("archives that differ are looked into by themselves, and the list says what it is inside") {
    kit::Stage stage;
    const std::vector<Asked> asked = compare(stage);
    REQUIRE(asked.size() == 2);
    CHECK(asked[0].file == 1);
    CHECK(asked[1].file == 2);
    CHECK(asked[0].names.size() == 2); // the notes are no archive
    CHECK(stage.shows("app.jar, changed, 10 B, 12 B, +2 B"));
    answer(stage, asked[0], jar({member("a.class", 1, 100), member("b.class", 2, 100)}), bytecode(1));
    answer(stage, asked[1], jar({member("a.class", 1, 200), member("b.class", 2, 100)}), bytecode(2));
    INFO(stage.transcript());
    CHECK(stage.shows("app.jar, changed, 10 B, 12 B, inside: time"));
    CHECK(stage.shows("code.pyc, changed, 7 B, 7 B, rebuilt .pyc"));
    CHECK(stage.shows("notes.txt, changed, 3 B, 3 B, other bytes"));
    REQUIRE(stage.click("app.jar, changed, 10 B, 12 B, inside: time"));
    CHECK(stage.shows("Differs: only inside: a.class time"));
    CHECK(stage.shows("~ a.class: time"));
    CHECK(asked_inside(stage).empty()); // it is known
}

TEST_CASE("swapping the sides asks nothing again") {
    kit::Stage stage;
    const std::vector<Asked> asked = compare(stage);
    REQUIRE(asked.size() == 2);
    answer(stage, asked[0], jar({member("a.class", 1, 0)}), bytecode(1));
    answer(stage, asked[1], jar({member("a.class", 9, 0), member("new.class", 3, 0)}), bytecode(2));
    REQUIRE(stage.click("Swap the two images"));
    CHECK(asked_inside(stage).empty());
    INFO(stage.transcript());
    REQUIRE(stage.click("app.jar, changed, 12 B, 10 B, −2 B"));
    CHECK(stage.shows("~ a.class: content"));
    CHECK(stage.shows("− new.class"));
}

TEST_CASE("an archive that can't be looked into says why, in its place") {
    kit::Stage stage;
    const std::vector<Asked> asked = compare(stage);
    REQUIRE(asked.size() == 2);
    answer(stage, asked[0], jar({member("a.class", 1, 0)}), bytecode(1));
    stage.app().lost(asked[1].id, "The worker stopped.");
    stage.settle();
    REQUIRE(stage.click("app.jar, changed, 10 B, 12 B, +2 B"));
    INFO(stage.transcript());
    CHECK(stage.shows("What differs inside is not known: The worker stopped."));
    REQUIRE(stage.click("Hex"));
    CHECK(stage.app().state().preview == ui::Preview::hex);
}

TEST_CASE("one image alone, and snapshots, are asked nothing") {
    kit::Stage stage;
    kit::open_on_stage(stage, as_archived("app.jar=one size:10"), 1);
    CHECK(asked_inside(stage).empty());
}

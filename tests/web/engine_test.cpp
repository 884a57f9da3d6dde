#include "core/bytes/hash.hpp"
#include "core/model/snapshot.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/zip_writer.hpp"
#include "web/bridge/plain_report.hpp"
#include "web/engine/engine.hpp"
#include "web/engine/folder_archive.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstring>

using namespace strata;
using namespace strata::web;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string long_text() {
    std::string out;
    for (int line = 0; line < 40'000; line++) out += "line " + std::to_string(line * 7919) + "\n";
    return out;
}

kit::ImagePlan shop() {
    return {.names = {"shop/api:1.0"},
            .steps = {{.created_by = "COPY . /",
                       .layer = kit::write_tar({kit::file("etc/motd", "hello"), kit::file("var/log", long_text())})},
                      {.created_by = "RUN rm /etc/motd", .layer = kit::write_tar({kit::whiteout("etc/motd")})}}};
}

/// An engine over one archive, and all it answered to the last request.
struct Desk {
    explicit Desk(std::string bytes)
        : engine([bytes = std::move(bytes), this](FileId file, const Progress& progress) -> Result<FileContent> {
              opened++;
              if (file != 1) return fail("this file is not open any more");
              return open_content("shop.tar", make_memory_source(bytes), Limits{}, progress);
          }) {}

    const Answer& ask(decltype(Request::what) what, FileId file = 1) {
        answers.clear();
        engine.handle({.id = 9, .file = file, .what = std::move(what)},
                      [&](const Answer& answer) { answers.push_back(answer); });
        REQUIRE_FALSE(answers.empty());
        CHECK(answers.back().id == 9);
        return answers.back();
    }
    template <class What>
    What expect(decltype(Request::what) what) {
        const Answer& answer = ask(std::move(what));
        if (const auto* failure = std::get_if<FailureAnswer>(&answer.what)) FAIL(failure->message);
        REQUIRE(std::holds_alternative<What>(answer.what));
        return std::get<What>(answer.what);
    }
    std::string failure(decltype(Request::what) what, FileId file = 1) {
        const auto* failed = std::get_if<FailureAnswer>(&ask(std::move(what), file).what);
        return failed ? failed->message : "";
    }

    int opened = 0;
    std::vector<Answer> answers;
    Engine engine;
};

EntryIndex entry_of(const Layer& layer, std::string_view path) {
    for (EntryIndex i = 0; i < layer.tree.entries.size(); i++)
        if (layer.tree.path(i) == path) return i;
    FAIL("no entry " << path);
    return 0;
}

std::string archive(kit::Layout layout, kit::Packing layers) {
    return kit::build_archive(shop(), {.layout = layout, .layers = layers});
}

} // namespace

TEST_CASE("the engine lists a file once and reads its layers") {
    for (const kit::Packing packing : {kit::Packing::none, kit::Packing::gzip, kit::Packing::zstd}) {
        Desk desk(archive(kit::Layout::oci, packing));
        const auto list = desk.expect<ListAnswer>(ListRequest{});
        REQUIRE(list.listing.images.size() == 1);
        CHECK(list.listing.images[0].names[0].text() == "shop/api:1.0");
        const auto layer = desk.expect<LayerAnswer>(LayerRequest{.image = 0, .layer = 0}).layer;
        CHECK(layer.tree.entries[entry_of(layer, "/etc/motd")].size == 5);
        CHECK(desk.opened == 1);
    }
}

TEST_CASE("the engine gives a file's bytes, from a checkpoint too") {
    const std::string wanted = long_text();
    for (const kit::Packing packing : {kit::Packing::none, kit::Packing::gzip, kit::Packing::zstd}) {
        Desk desk(archive(kit::Layout::oci, packing));
        const auto layer = desk.expect<LayerAnswer>(LayerRequest{.image = 0, .layer = 0}).layer;
        const Entry entry = layer.tree.entries[entry_of(layer, "/var/log")];
        const auto whole = desk.expect<ContentAnswer>(
            ContentRequest{.entry = entry, .checkpoints = layer.checkpoints, .limit = 1U << 30});
        CHECK(whole.bytes == wanted);
        CHECK(whole.size == wanted.size());
        CHECK(whole.sha256 == digest_of(std::as_bytes(std::span(whole.bytes))));
        const auto front = desk.expect<ContentAnswer>(ContentRequest{.entry = entry, .checkpoints = {}, .limit = 10});
        CHECK_FALSE(front.sha256);
        CHECK(front.bytes == wanted.substr(0, 10));
        CHECK(front.size == wanted.size());
    }
}

TEST_CASE("the engine hashes files that a listing seeked over, and verifies layers") {
    Desk desk(archive(kit::Layout::docker_save, kit::Packing::none));
    const auto list = desk.expect<ListAnswer>(ListRequest{});
    const auto layer = desk.expect<LayerAnswer>(LayerRequest{.image = 0, .layer = 0}).layer;
    const Entry motd = layer.tree.entries[entry_of(layer, "/etc/motd")];
    const Entry log = layer.tree.entries[entry_of(layer, "/var/log")];
    const auto hashes = desk.expect<HashAnswer>(HashRequest{.files = {log, motd}}).hashes;
    REQUIRE(hashes.size() == 2);
    ContentHasher hello, lines;
    hello.update(std::as_bytes(std::span(std::string_view("hello"))));
    const std::string text = long_text();
    lines.update(std::as_bytes(std::span(text)));
    CHECK((hashes[0] == lines.finish()));
    CHECK((hashes[1] == hello.finish()));
    const auto proof = desk.expect<VerifyAnswer>(VerifyRequest{.image = 0, .layer = 0});
    CHECK(proof.diff_id == list.listing.images[0].layers[0].diff_id);
    CHECK(proof.problems.empty());
}

TEST_CASE("the engine looks into files, in one pass from a checkpoint") {
    const std::string jar = kit::write_zip({{.name = "META-INF/MANIFEST.MF", .data = "Version: 1"}});
    const std::string packed = kit::pack(long_text(), kit::Packing::gzip);
    const kit::ImagePlan plan{
        .names = {"jars:1"},
        .steps = {{.created_by = "COPY . /",
                   .layer = kit::write_tar({kit::file("var/log", long_text()), kit::file("app.jar", jar),
                                            kit::file("log.gz", packed), kit::file("m.pyc", "no code")})}}};
    for (const kit::Packing packing : {kit::Packing::none, kit::Packing::gzip, kit::Packing::zstd}) {
        Desk desk(kit::build_archive(plan, {.layout = kit::Layout::oci, .layers = packing}));
        const auto layer = desk.expect<LayerAnswer>(LayerRequest{.image = 0, .layer = 0}).layer;
        const auto question = [&](std::string_view path) {
            const EntryIndex entry = entry_of(layer, path);
            return NestedQuestion{layer.tree.entries[entry], std::string(layer.tree.name(entry))};
        };
        const NestedRequest request{.files = {question("/m.pyc"), question("/log.gz"), question("/app.jar")},
                                    .checkpoints = layer.checkpoints};
        const auto files = desk.expect<NestedAnswer>(request).files;
        REQUIRE(files.size() == 3);
        CHECK(files[0].archives.empty());
        REQUIRE(files[1].archives.size() == 1);
        CHECK(files[1].archives[0].kind == NestedKind::packed);
        REQUIRE(files[2].archives.size() == 1);
        CHECK(files[2].archives[0].members.at(0).path == "META-INF/MANIFEST.MF");
    }
}

TEST_CASE("what the engine can't do it says") {
    Desk desk(archive(kit::Layout::docker_save, kit::Packing::none));
    CHECK_THAT(desk.failure(LayerRequest{.image = 0, .layer = 7}), ContainsSubstring("no such layer"));
    CHECK_THAT(desk.failure(LayerRequest{.image = 3, .layer = 0}), ContainsSubstring("no such layer"));
    CHECK_THAT(desk.failure(ListRequest{}, 2), ContainsSubstring("not open any more"));
    Desk letter("Dear reader, this is no image.\n");
    CHECK_FALSE(letter.failure(ListRequest{}).empty());
    std::string cut = archive(kit::Layout::docker_save, kit::Packing::none);
    cut.resize(cut.size() / 2);
    Desk broken(std::move(cut));
    broken.ask(ListRequest{});
    broken.ask(LayerRequest{.image = 0, .layer = 0});
    CHECK(broken.answers.size() >= 1);
}

TEST_CASE("a snapshot comes with all its layers and says that it has no contents") {
    Inspection image;
    image.source = "shop.tar";
    image.image.layers.resize(1);
    image.layers.push_back(std::make_shared<const Layer>());
    Desk desk(write_snapshot(image));
    const auto list = desk.expect<ListAnswer>(ListRequest{});
    CHECK(list.listing.kind == ArchiveKind::snapshot);
    CHECK(list.layers.size() == 1);
    CHECK_THAT(desk.failure(ContentRequest{}), ContainsSubstring("snapshot"));
    CHECK_THAT(desk.failure(NestedRequest{}), ContainsSubstring("snapshot"));
    CHECK_THAT(desk.failure(LayerRequest{}), ContainsSubstring("snapshot"));
}

TEST_CASE("a folder of files is an archive") {
    const std::vector<kit::ImagePlan> images = {shop()};
    std::vector<FolderFile> files;
    for (const kit::TarFile& file : kit::lay_out(images, {.layout = kit::Layout::oci}))
        if (!file.content.empty()) files.push_back({file.path, make_memory_source(file.content)});
    auto folder = make_folder_archive(std::move(files));
    REQUIRE(folder);
    const FileContent content{.name = "layout", .archive = std::move(*folder), .snapshot = std::nullopt};
    const std::string report = bridge::plain_report(content);
    CHECK_THAT(report, ContainsSubstring("shop/api:1.0") && ContainsSubstring("RUN rm /etc/motd"));
    CHECK_THAT(report, ContainsSubstring("5 B wasted in 1 file"));
}

TEST_CASE("the report as text says what is missing of an image that can't be shown") {
    const std::vector<kit::ImagePlan> images = {shop()};
    std::vector<FolderFile> files;
    std::string config;
    for (const kit::TarFile& file : kit::lay_out(images, {.layout = kit::Layout::docker_save}))
        if (file.path.ends_with(".json") && file.path != "manifest.json")
            config = file.path;
        else if (!file.content.empty())
            files.push_back({file.path, make_memory_source(file.content)});
    REQUIRE_FALSE(config.empty());
    auto folder = make_folder_archive(std::move(files));
    REQUIRE(folder);
    const FileContent content{.name = "saved", .archive = std::move(*folder), .snapshot = std::nullopt};
    CHECK_THAT(bridge::plain_report(content),
               ContainsSubstring("no image in this file") && ContainsSubstring(config + "\" is not in the archive"));
}

TEST_CASE("a folder with too many files is refused") {
    Limits limits;
    limits.archive_members = 1;
    std::vector<FolderFile> files;
    for (const char* name : {"a", "b"}) files.push_back({name, make_memory_source("x")});
    const auto refused = make_folder_archive(std::move(files), limits);
    CHECK_FALSE(refused);
}

TEST_CASE("a layer comes with what its files say of packages and secrets") {
    const kit::ImagePlan plan{
        .names = {"a:1"},
        .steps = {{.created_by = "ADD . /",
                   .layer = kit::write_tar({kit::file("var/lib/dpkg/status", "Package: a\nVersion: 1\n")})}}};
    Desk desk(kit::build_archive(plan, {}));
    const Layer layer = desk.expect<LayerAnswer>(LayerRequest{.image = 0, .layer = 0}).layer;
    CHECK(layer.examined == facts_all);
    REQUIRE(layer.facts.size() == 1);
    CHECK(layer.facts[0].packages[0].name == "a");
}

#include "core/base/text.hpp"
#include "tests/kit/corpus.hpp"
#include "tests/kit/run_command.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/real/facts.hpp"
#include "tests/real/final_tree.hpp"
#include "tests/real/open_image.hpp"
#include "tests/samples/shop_api.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <unistd.h>

using namespace strata;

namespace {

void need(std::initializer_list<std::string> programs) {
    for (const std::string& program : programs)
        if (!kit::have_command(program)) kit::skip(text(program, " is not installed"));
}

std::string run(const std::vector<std::string>& words) {
    const auto result = kit::run_command(words);
    std::string line;
    for (const std::string& word : words) line += word + " ";
    INFO(line << "\n" << result.error);
    REQUIRE(result.exit_code == 0);
    return result.out;
}

nlohmann::json run_json(const std::vector<std::string>& words) {
    auto value = nlohmann::json::parse(run(words), nullptr, false);
    REQUIRE_FALSE(value.is_discarded());
    return value;
}

/// A small folder with what folders have.
std::filesystem::path make_context(const kit::TemporaryDirectory& folder) {
    folder.write("context/hello.txt", "hello\n");
    folder.write("context/deep/er/data.bin", std::string(70'000, '\7'));
    std::filesystem::create_symlink("hello.txt", folder.path() / "context/link");
    std::filesystem::create_hard_link(folder.path() / "context/hello.txt", folder.path() / "context/same.txt");
    std::filesystem::permissions(folder.path() / "context/hello.txt", std::filesystem::perms(04755));
    return folder.path() / "context";
}

/// Compares with `skopeo inspect` of the same archive, through skopeo's name for it.
void check_like_skopeo(const ImageRecord& image, const std::string& reference) {
    INFO(reference);
    const nlohmann::json said = run_json({"skopeo", "inspect", reference});
    const nlohmann::json config = run_json({"skopeo", "inspect", "--config", reference});
    CHECK(image.platform.architecture == said["Architecture"].get<std::string>());
    CHECK(image.platform.os == said["Os"].get<std::string>());
    if (said["Env"].is_array()) CHECK(image.config.settings.env == said["Env"].get<std::vector<std::string>>());
    const nlohmann::json& diff_ids = config["rootfs"]["diff_ids"];
    REQUIRE(image.layers.size() == diff_ids.size());
    for (std::size_t at = 0; at < diff_ids.size(); ++at)
        CHECK(image.layers[at].diff_id.text() == diff_ids[at].get<std::string>());
    const std::string raw = run({"skopeo", "inspect", "--raw", reference});
    const auto manifest = nlohmann::json::parse(raw, nullptr, false);
    REQUIRE(manifest.contains("config"));
    CHECK(image.config_digest.text() == manifest["config"]["digest"].get<std::string>());
    if (image.manifest_document.empty()) return; // skopeo makes one up for a docker archive
    CHECK(image.manifest_document == raw);
    for (std::size_t at = 0; at < diff_ids.size(); ++at)
        CHECK(image.layers[at].descriptor.digest.text() == manifest["layers"][at]["digest"].get<std::string>());
}

/// Every layer is whole: its bytes hash to what the documents say.
void check_digests(const Inspection& image) {
    for (std::size_t at = 0; at < image.layers.size(); ++at) {
        INFO("layer " << at);
        CHECK(image.layers[at]->problems.empty());
        CHECK(image.layers[at]->diff_id == image.image.layers[at].diff_id);
        if (image.image.layers[at].descriptor.digest)
            CHECK(image.layers[at]->blob_digest == image.image.layers[at].descriptor.digest);
    }
}

void check_like_unpacked(const real::Opened& opened, const std::filesystem::path& root) {
    const auto lines =
        real::differences(real::final_tree_of(*opened.archive, opened.inspect()), real::final_tree_of_folder(root));
    for (const std::string& line : lines) UNSCOPED_INFO(line);
    CHECK(lines.empty());
}

} // namespace

TEST_CASE("skopeo copies the sample into every transport and reads each as we do") {
    need({"skopeo"});
    const kit::TemporaryDirectory folder;
    const std::string source =
        text("docker-archive:",
             folder.write("shop.tar", kit::build_archive(samples::shop_api(samples::Version::first), {})).string());
    const std::string top = folder.path().string();
    for (const auto& [reference, extra] : std::vector<std::pair<std::string, std::vector<std::string>>>{
             {text("oci:", top, "/oci:shop"), {}},
             {text("oci:", top, "/zstd:shop"),
              {"--dest-oci-accept-uncompressed-layers", "--dest-compress-format", "zstd"}},
             {text("oci-archive:", top, "/oci.tar:shop"), {}},
             {text("dir:", top, "/dir"), {}},
             {text("dir:", top, "/packed"), {"--dest-compress"}},
             {text("docker-archive:", top, "/docker.tar:shop/api:1.0"), {}}}) {
        INFO(reference);
        std::vector<std::string> words = {"skopeo", "copy", "--quiet", source, reference};
        words.insert(words.end(), extra.begin(), extra.end());
        run(words);
        const auto begin = reference.find(':') + 1;
        const real::Opened opened = real::open(reference.substr(begin, reference.find(':', begin) - begin));
        REQUIRE(opened.listing.images.size() == 1);
        check_like_skopeo(opened.listing.images[0], reference);
        check_digests(opened.inspect(0, {.digests = true}));
    }
}

TEST_CASE("umoci builds an image step by step and we see its steps") {
    need({"umoci"});
    if (geteuid() != 0) kit::skip("umoci unpack keeps owners only as root");
    const kit::TemporaryDirectory folder;
    const auto context = make_context(folder);
    const std::string layout = (folder.path() / "layout").string();
    const std::string image = layout + ":one";
    const std::string bundle = (folder.path() / "bundle").string();
    run({"umoci", "init", "--layout", layout});
    run({"umoci", "new", "--image", image});
    run({"umoci", "insert", "--image", image, context.string(), "/srv"});
    run({"umoci", "config", "--image", image, "--author", "someone", "--config.env", "A=b", "--config.cmd",
         "/srv/hello.txt", "--config.exposedports", "80/tcp", "--config.label", "title=tools", "--config.workingdir",
         "/srv"});
    run({"umoci", "unpack", "--image", image, bundle});
    std::filesystem::remove_all(folder.path() / "bundle/rootfs/srv/deep");
    folder.write("bundle/rootfs/etc/new", "new\n");
    run({"umoci", "repack", "--image", image, bundle});
    run({"umoci", "insert", "--image", image, "--opaque", context.string() + "/deep", "/etc"});

    const real::Opened opened = real::open(layout);
    REQUIRE(opened.listing.images.size() == 1);
    const ImageRecord& record = opened.listing.images[0];
    CHECK(record.config.author == "someone");
    CHECK(record.config.settings.env == std::vector<std::string>{"A=b"});
    CHECK(record.config.settings.cmd == std::vector<std::string>{"/srv/hello.txt"});
    CHECK(record.config.settings.exposed_ports == std::vector<std::string>{"80/tcp"});
    CHECK(record.config.settings.labels == StringMap{{"title", "tools"}});
    CHECK(record.config.settings.working_dir == "/srv");

    const nlohmann::json stat = run_json({"umoci", "stat", "--image", image, "--json"});
    REQUIRE(record.config.history.size() == stat["history"].size());
    std::size_t layer = 0;
    for (std::size_t at = 0; at < record.config.history.size(); ++at) {
        const nlohmann::json& row = stat["history"][at];
        CHECK(record.config.history[at].created_by == row["created_by"].get<std::string>());
        CHECK(record.config.history[at].created == row["created"].get<std::string>());
        CHECK(record.config.history[at].empty_layer == row["layer"].is_null());
        if (row["layer"].is_null()) continue;
        REQUIRE(layer < record.layers.size());
        CHECK(record.layers[layer].history == at);
        CHECK(record.layers[layer].descriptor.digest.text() == row["layer"]["digest"].get<std::string>());
        CHECK(record.layers[layer].stored_size == row["layer"]["size"].get<std::uint64_t>());
        CHECK(record.layers[layer].diff_id.text() == row["diff_id"].get<std::string>());
        ++layer;
    }
    CHECK(layer == record.layers.size());
    check_digests(opened.inspect(0, {.digests = true}));
    std::filesystem::remove_all(bundle);
    run({"umoci", "unpack", "--image", image, bundle});
    check_like_unpacked(opened, folder.path() / "bundle/rootfs");
}

TEST_CASE("umoci unpacks the samples to the files that we show") {
    need({"skopeo", "umoci"});
    if (geteuid() != 0) kit::skip("umoci unpack keeps owners only as root");
    for (const samples::Version version : {samples::Version::first, samples::Version::second}) {
        const kit::TemporaryDirectory folder;
        const auto archive = folder.write("shop.tar", kit::build_archive(samples::shop_api(version), {}));
        const std::string layout = (folder.path() / "layout").string();
        run({"skopeo", "copy", "--quiet", "docker-archive:" + archive.string(), "oci:" + layout + ":shop"});
        run({"umoci", "unpack", "--image", layout + ":shop", (folder.path() / "bundle").string()});
        check_like_unpacked(real::open(archive), folder.path() / "bundle/rootfs");
    }
}

TEST_CASE("buildah commits a container and we see its files") {
    need({"buildah"});
    if (geteuid() != 0) kit::skip("buildah without root needs user namespaces");
    const kit::TemporaryDirectory folder;
    const auto context = make_context(folder);
    const std::string top = folder.path().string();
    const auto buildah = [&](std::vector<std::string> words) {
        std::vector<std::string> whole = {"buildah",    "--root",           top + "/root", "--runroot",
                                          top + "/run", "--storage-driver", "vfs"};
        whole.insert(whole.end(), words.begin(), words.end());
        return run(whole);
    };
    std::string container = buildah({"from", "scratch"});
    container.resize(container.find_last_not_of('\n') + 1);
    buildah({"copy", container, context.string(), "/srv"});
    buildah({"config", "--env", "A=b", "--label", "title=tools", "--cmd", "/srv/hello.txt", "--author", "someone",
             container});
    for (const auto& [reference, format] : std::vector<std::pair<std::string, std::string>>{
             {text("oci-archive:", top, "/oci.tar:one"), "oci"},
             {text("docker-archive:", top, "/docker.tar:local/one:1"), "docker"},
             {text("dir:", top, "/dir"), "docker"}}) {
        INFO(reference);
        buildah({"commit", "--quiet", "--format", format, container, reference});
        const auto begin = reference.find(':') + 1;
        const real::Opened opened = real::open(reference.substr(begin, reference.find(':', begin) - begin));
        REQUIRE(opened.listing.images.size() == 1);
        const ImageRecord& record = opened.listing.images[0];
        CHECK(std::ranges::find(record.config.settings.labels, std::pair<std::string, std::string>{"title", "tools"}) !=
              record.config.settings.labels.end());
        CHECK(record.config.author == "someone");
        const Inspection image = opened.inspect(0, {.digests = true});
        check_digests(image);
        const real::FinalTree tree = real::final_tree_of(*opened.archive, image);
        const real::FinalTree there = real::final_tree_of_folder(context);
        REQUIRE(tree.contains("/srv/hello.txt"));
        for (const auto& [path, line] : there)
            if (path != "/") CHECK(tree.contains("/srv" + path));
        // buildah copies with a new time, so only the bytes are compared.
        const auto bytes_of = [](const std::string& line) { return line.substr(line.find(" bytes ")); };
        CHECK(bytes_of(tree.at("/srv/hello.txt")) == bytes_of(there.at("/hello.txt")));
        CHECK(bytes_of(tree.at("/srv/deep/er/data.bin")) == bytes_of(there.at("/deep/er/data.bin")));
        CHECK(tree.at("/srv/link").ends_with(" hello.txt"));
        CHECK(tree.at("/srv/hello.txt").starts_with("file 4755 0:0 "));
        if (kit::have_command("skopeo")) check_like_skopeo(record, reference);
    }
    buildah({"rm", "--all"});
}

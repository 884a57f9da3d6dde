// What `strata diff` keeps of layers that two images share.
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/samples/shop_files.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <fstream>

using namespace strata;
namespace fs = std::filesystem;

namespace {

/// Two images that share a layer of some size.
class Pair {
public:
    explicit Pair(kit::Packing packing = kit::Packing::gzip)
        : a(write("a.tar", "old\n", packing)), b(write("b.tar", "new\n", packing)) {
        facts = kit::plain_console();
        facts.cache_folder = cache().string();
        facts.program = "one";
    }
    [[nodiscard]] fs::path cache() const { return folder.path() / "cache/strata/layers"; }
    [[nodiscard]] std::vector<fs::path> kept() const {
        std::vector<fs::path> files;
        if (!fs::exists(cache())) return files;
        for (const auto& entry : fs::directory_iterator(cache())) files.push_back(entry.path());
        return files;
    }
    [[nodiscard]] kit::Ran diff(std::vector<std::string_view> more = {}) const {
        std::vector<std::string_view> words = {"diff", a, b};
        words.insert(words.end(), more.begin(), more.end());
        return kit::run(words, facts);
    }
    /// Both archives' shared blobs are not what they say any more.
    void damage() const {
        for (const std::string& path : {a, b}) {
            std::fstream file(path, std::ios::binary | std::ios::in | std::ios::out);
            file.seekp(60'000);
            file << std::string(1000, 'x');
        }
    }

    kit::TemporaryDirectory folder;
    std::string a;
    std::string b;
    ConsoleFacts facts;

private:
    [[nodiscard]] std::string write(const char* name, std::string top, kit::Packing packing) const {
        kit::ImagePlan image;
        image.names = {"web:1"};
        image.steps = {{.created_by = "ADD base",
                        .layer = kit::write_tar({kit::file("etc/passwd", "root:x:0:0\n"),
                                                 kit::file("usr/lib/base", samples::noise(400'000, 7))})},
                       {.created_by = "COPY app",
                        .layer = kit::write_tar({kit::file("srv/app", std::move(top)), kit::whiteout("etc/passwd")})}};
        return folder.write(name, kit::build_archive(image, {.layout = kit::Layout::oci, .layers = packing})).string();
    }
};

} // namespace

TEST_CASE("a layer that both images have is kept, and read no more") {
    for (const kit::Packing packing : {kit::Packing::gzip, kit::Packing::zstd, kit::Packing::none}) {
        const Pair pair(packing);
        const kit::Ran first = pair.diff();
        CHECK(first.exit == 1);
        CHECK(first.err.empty());
        CHECK(pair.kept().size() == 1);
        CHECK((fs::status(pair.cache()).permissions() & fs::perms::mask) == fs::perms::owner_all);
        CHECK(pair.diff().out == first.out);
        CHECK(pair.diff({"--no-cache"}).out == first.out);
        if (packing == kit::Packing::none) continue; // a damaged plain layer is another layer, not an error
        pair.damage();
        CHECK(pair.diff().out == first.out); // only what was kept can have told
        if (packing == kit::Packing::gzip) CHECK(pair.diff({"--no-cache"}).exit == 2); // zstd's frame has no checksum
    }
}

TEST_CASE("what is kept is the truth, and only for this program") {
    Pair pair;
    const kit::Ran truth = pair.diff({"--no-cache"});
    CHECK(pair.kept().empty());
    CHECK(pair.diff({"--only", "files"}).exit == 1); // looked into for nothing
    REQUIRE(pair.kept().size() == 1);
    CHECK(pair.diff().out == truth.out); // what was kept does not say enough
    REQUIRE(pair.kept().size() == 1);
    std::ofstream(pair.kept()[0], std::ios::binary | std::ios::trunc) << "no layer";
    CHECK(pair.diff().out == truth.out);
    pair.facts.program = "another";
    CHECK(pair.diff().out == truth.out);
    CHECK(pair.kept().size() == 2);
    pair.facts.cache_folder = "/proc/nothing/can/be/written/here";
    CHECK(pair.diff().out == truth.out);
}

TEST_CASE("a layer under a wrong digest is not kept") {
    const Pair pair(kit::Packing::none);
    pair.damage();
    (void)pair.diff();
    CHECK(pair.kept().empty());
}

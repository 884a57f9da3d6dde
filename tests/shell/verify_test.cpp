// `strata verify` as a person runs it.
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/shell/two_layers.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <filesystem>
#include <string>
#include <vector>

using namespace strata::kit;
using Catch::Matchers::ContainsSubstring;
namespace fs = std::filesystem;

TEST_CASE("verify checks every digest") {
    const TemporaryDirectory folder;
    const std::string bytes = build_archive(plan(), {.layout = Layout::oci, .layers = Packing::gzip});
    const Ran good = run({"verify", folder.write("good.tar", bytes).string()});
    CHECK(good.exit == 0);
    CHECK_THAT(good.out, ContainsSubstring("layer 2    diff_id   right"));
    CHECK_THAT(good.out, !ContainsSubstring("wrong"));

    const fs::path skopeo = folder.path() / "skopeo";
    write_folder(lay_out(std::vector{plan()}, {.layout = Layout::skopeo_dir, .layers = Packing::gzip}), skopeo);
    const Ran unnamed = run({"verify", skopeo.string()});
    CHECK(unnamed.exit == 0);
    CHECK_THAT(unnamed.out, !ContainsSubstring("manifest")); // nothing there says what its digest should be

    std::string tampered = build_archive(plan(), {.layout = Layout::oci, .layers = Packing::none});
    tampered.replace(tampered.find("hush"), 4, "HUSH");
    const Ran bad = run({"verify", "--json", folder.write("bad.tar", tampered).string()});
    CHECK(bad.exit == 1);
    CHECK_THAT(bad.out, ContainsSubstring(R"("verified":false)"));
    CHECK_THAT(bad.out, ContainsSubstring(R"({"part":"layer 1","check":"digest","result":"wrong")"));
    CHECK_THAT(bad.out, ContainsSubstring(R"({"part":"layer 1","check":"diff_id","result":"wrong")"));
    CHECK_THAT(bad.out, ContainsSubstring(R"({"part":"layer 2","check":"diff_id","result":"right")"));
}

TEST_CASE("verify: what nothing states is not verified, and what is missing is a result") {
    const TemporaryDirectory folder;
    for (const Layout layout : {Layout::docker_save_v1, Layout::root_filesystem}) {
        const Ran ran =
            run({"verify", "--json", folder.write("a.tar", build_archive(plan(), {.layout = layout})).string()});
        CHECK(ran.exit == 1);
        CHECK_THAT(ran.out, ContainsSubstring(R"("verified":false)"));
        CHECK_THAT(ran.out, ContainsSubstring(R"({"part":"layer 1","check":"digest","result":"unchecked")"));
    }
    for (const Layout layout : {Layout::oci, Layout::docker_save, Layout::docker_save_v1}) {
        std::vector<TarFile> members = lay_out(std::vector{plan()}, {.layout = layout});
        const std::string layer = *plan().steps[1].layer;
        std::erase_if(members, [&](const TarFile& member) { return member.content == layer; });
        const Ran ran = run({"verify", folder.write("less.tar", write_tar(members)).string()});
        INFO(name_of(layout));
        CHECK(ran.exit == 1);
        CHECK_THAT(ran.out, ContainsSubstring("missing"));
        CHECK_THAT(ran.err, ContainsSubstring("is not in the archive"));
    }
}

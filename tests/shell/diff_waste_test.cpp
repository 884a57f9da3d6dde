// What `strata diff` says of waste.
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;
using kit::run;

namespace {

/// Two files of one size in plain layers, which nobody has hashed before waste is asked for.
const std::string base =
    kit::write_tar({kit::file("etc/motd", std::string(600, 'm')), kit::file("opt/one", std::string(900, 'x')),
                    kit::file("opt/two", std::string(900, 'x'))});

kit::ImagePlan image(const std::string& name, const std::vector<kit::TarFile>& more) {
    kit::ImagePlan plan{.names = {name}};
    plan.steps = {{.created_by = "ADD rootfs /", .layer = base},
                  {.created_by = "RUN make # buildkit", .layer = kit::write_tar(more)}};
    return plan;
}

struct Archives {
    kit::TemporaryDirectory folder;
    std::string clean =
        folder.write("a.tar", kit::build_archive({image("web:1", {kit::file("srv/page", "p")})}, {})).string();
    std::string wasteful =
        folder
            .write("b.tar", kit::build_archive({image("web:2", {kit::file("srv/page", "p"), kit::file("etc/motd", "n"),
                                                                kit::file("var/log/x|`y.log", "12345")})},
                                               {}))
            .string();
};

bool holds(const std::string& out, std::string_view words) { return out.find(words) != std::string::npos; }

} // namespace

TEST_CASE("diff tells in each form which waste is new and which is gone") {
    const Archives made;
    const auto text = run({"diff", made.clean, made.wasteful, "--only", "waste"});
    CHECK(text.exit == 1);
    CHECK(holds(text.out, "\nWaste      0 B → 600 B wasted (+600 B), 900 B → 905 B needless (+5 B)\n"));
    CHECK(text.out.ends_with("\nWaste\n"
                             "  needed       1.5 kB → 902 B  (−599 B)\n"
                             "  duplicate    900 B → 900 B\n"
                             "  log          0 B → 5 B  (+5 B)\n"
                             "  overwritten  0 B → 600 B  (+600 B)\n"
                             "  + 600 B     overwritten  /etc/motd\n"
                             "  + 5 B       log          /var/log/x|`y.log\n"));
    const auto json = run({"diff", made.wasteful, made.clean, "--only", "waste", "--json"});
    CHECK(holds(json.out, "\"class\": \"duplicate\",\n        \"bytes_a\": 900,\n        \"bytes_b\": 900"));
    CHECK(holds(json.out,
                "\"change\": \"removed\",\n        \"path\": \"/etc/motd\",\n        \"class\": \"overwritten\",\n"
                "        \"bytes_a\": 600,\n        \"bytes_b\": 0,\n        \"layer_a\": 1,\n"
                "        \"layer_b\": null"));
    const auto markdown = run({"diff", made.clean, made.wasteful, "--markdown"});
    CHECK(holds(markdown.out, "<details><summary>Waste</summary>"));
    CHECK(holds(markdown.out, "| + | +5 B | log | ``/var/log/x\\|`y.log`` |"));
    CHECK(holds(markdown.out, "| wasted | 0 B | 600 B | +600 B |\n| needless | 900 B | 905 B | +5 B |\n"));
    const auto html = run({"diff", made.clean, made.wasteful, "--html"});
    CHECK(holds(html.out, "id=\"waste\""));
    CHECK(holds(html.out, "/var/log/x|`y.log"));
}

TEST_CASE("diff says nothing of waste where both waste the same, or where it is not asked for") {
    const Archives made;
    const auto same = run({"diff", made.wasteful, made.wasteful});
    CHECK(same.exit == 0);
    CHECK_FALSE(holds(same.out, "Waste"));
    CHECK(holds(run({"diff", made.wasteful, made.wasteful, "--json"}).out,
                "\"waste\": {\n    \"classes\": [],\n    \"rows\": []\n  }"));
    CHECK_FALSE(holds(run({"diff", made.clean, made.wasteful, "--only", "files"}).out, "Waste"));
    // One of them from a snapshot, which has every hash.
    const std::string snapshot = (made.folder.path() / "b.strata").string();
    REQUIRE(run({"snapshot", made.wasteful, "-o", snapshot}).exit == 0);
    CHECK_FALSE(holds(run({"diff", snapshot, made.wasteful}).out, "Waste"));
    CHECK_FALSE(holds(run({"diff", made.wasteful, snapshot}).out, "Waste"));
}

TEST_CASE("a folder whose waste came or went as a whole is one line, and with --all each file has its own") {
    const kit::TemporaryDirectory folder;
    std::vector<kit::TarFile> caches;
    for (int i = 0; i < 4; i++) {
        caches.push_back(kit::file("var/cache/apt/archives/" + std::to_string(i) + ".deb", "12345"));
        caches.push_back(kit::file("root/.npm/_cacache/" + std::to_string(i), "1234"));
    }
    const Archives made;
    const std::string many = folder.write("many.tar", kit::build_archive({image("web:3", caches)}, {})).string();
    const auto folded = run({"diff", made.clean, many, "--only", "waste"});
    CHECK(folded.out.ends_with("  + 20 B      cache        /var/cache/apt/archives/  (4 files)\n"
                               "  + 16 B      cache        /root/.npm/_cacache/  (4 files)\n"));
    CHECK(holds(run({"diff", made.clean, many, "--only", "waste", "--all"}).out,
                "  + 5 B       cache        /var/cache/apt/archives/3.deb\n"));
    CHECK(holds(run({"diff", made.clean, many, "--only", "waste", "--markdown"}).out,
                "| + | +20 B | cache | `/var/cache/apt/archives/` 4 files |"));
}

TEST_CASE("diff lists so many files of waste, and with --all all of them") {
    const kit::TemporaryDirectory folder;
    std::vector<kit::TarFile> logs;
    for (int i = 0; i < 60; i++) logs.push_back(kit::file("var/" + std::to_string(i) + ".log", "12345"));
    const Archives made;
    const std::string many = folder.write("many.tar", kit::build_archive({image("web:3", logs)}, {})).string();
    const auto some = run({"diff", made.clean, many, "--only", "waste"});
    CHECK(some.out.ends_with("\n  … and 10 more (--all)\n"));
    CHECK_FALSE(holds(run({"diff", made.clean, many, "--only", "waste", "--all"}).out, "more (--all)"));
}

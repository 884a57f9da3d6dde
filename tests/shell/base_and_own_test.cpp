// The base image's part and one's own, as `packages`, `findings` and `diff` tell them apart.
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using Catch::Matchers::ContainsSubstring;
using kit::file;
using kit::run;

namespace {

const std::string base_line = "Base image: layer 1, perhaps debian:bookworm (guess: ";

kit::ImagePlan plan(const std::string& name, const std::string& libc, const std::string& module) {
    kit::ImagePlan image{.names = {name}};
    const std::string day = "2026-01-01T10:00:00Z";
    image.steps = {
        {.created_by = "# debian.sh --arch 'amd64' out/ 'bookworm' '@171'",
         .layer = kit::write_tar(
             {file("var/lib/dpkg/status", "Package: libc6\nStatus: install ok installed\nVersion: " + libc + "\n"),
              file("usr/bin/su", libc, 04755)}),
         .created = day,
         .comment = "debuerreotype 0.15"},
        {.created_by = "ENV PATH=/bin", .created = day},
        {.created_by = "/bin/sh -c #(nop)  CMD [\"bash\"]", .created = day},
        {.created_by = "RUN /bin/sh -c npm ci # buildkit",
         .layer = kit::write_tar(
             {file("app/node_modules/" + module + "/package.json", R"({"name":")" + module + R"(","version":"1.0.0"})"),
              file("opt/run", "x", 04755)})}};
    return image;
}

class Archives {
public:
    std::string add(const std::string& name, const kit::ImagePlan& image) {
        return folder_.write(name, kit::build_archive(image, {})).string();
    }

private:
    kit::TemporaryDirectory folder_;
};

} // namespace

TEST_CASE("packages are summed by base image and own build") {
    Archives archives;
    const std::string image = archives.add("a.tar", plan("web:1", "2.36", "left-pad"));
    const std::string out = run({"packages", image}).out;
    CHECK_THAT(out, ContainsSubstring("\nbase      1 package ") && ContainsSubstring("\nown       1 package "));
    CHECK_THAT(out, ContainsSubstring("\n" + base_line));
    CHECK(run({"packages", image, "--own", "--format", "purl"}).out == "pkg:npm/left-pad@1.0.0\n");
    CHECK_THAT(run({"packages", image, "--json"}).out,
               ContainsSubstring(R"("layer":1,"in_base":true)") && ContainsSubstring(R"("layer":2,"in_base":false)"));
    CHECK(run({"packages", image, "--base", "absent.tar"}).exit == 2);
}

TEST_CASE("findings of the base image are counted, and left out when one's own are asked for") {
    Archives archives;
    const std::string image = archives.add("a.tar", plan("web:1", "2.36", "left-pad"));
    const auto all = run({"findings", image, "--rule", "setuid"});
    CHECK(all.exit == 1);
    CHECK_THAT(all.out, ContainsSubstring("Found: 1 medium, 1 low. 1 comes with the base image.\n" + base_line));
    const auto own = run({"findings", image, "--rule", "setuid", "--own"});
    CHECK_THAT(own.out, ContainsSubstring("Found: 1 medium. Of the base image: 1.\n"));
    CHECK_THAT(own.out, ContainsSubstring("/opt/run") && !ContainsSubstring("/usr/bin/su"));
    CHECK_THAT(run({"findings", image, "--rule", "setuid", "--json"}).out,
               ContainsSubstring(R"("layer":1,"in_base":true)") && ContainsSubstring(R"("layer":2,"in_base":false)"));
}

TEST_CASE("diff says whether the base image changed or what was built on it") {
    Archives archives;
    const std::string a = archives.add("a.tar", plan("web:1", "2.36", "left-pad"));
    const std::string b = archives.add("b.tar", plan("web:2", "2.37-1", "left-pad"));
    const std::string c = archives.add("c.tar", plan("web:3", "2.36", "right-pad"));
    const auto rebased = run({"diff", a, b});
    CHECK_THAT(rebased.out, ContainsSubstring("\nBase       another one: +0 ~2 -0 files, 1 package; ") &&
                                ContainsSubstring("\nOwn        no file or package differs\n"));
    const auto changed = run({"diff", a, c});
    CHECK_THAT(changed.out, ContainsSubstring("\nBase       the same: layer 1, perhaps debian:bookworm (guess: "));
    CHECK_THAT(changed.out, ContainsSubstring("\nOwn        +0 ~0 -0 >") || ContainsSubstring("\nOwn        +2 ~0 -2"));
    CHECK_THAT(run({"diff", a, b, "--markdown"}).out, ContainsSubstring("| base image | | | `another one: "));
    const std::string json = run({"diff", a, b, "--json"}).out;
    CHECK_THAT(json, ContainsSubstring("\"base_and_own\": {\n    \"same\": false,"));
    CHECK_THAT(json, ContainsSubstring("\"origin\": \"base\"") && !ContainsSubstring("\"origin\": \"own\""));
}

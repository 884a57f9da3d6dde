// `strata layers`, `files` and `waste` on a small image, as a person sees them.
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

using namespace strata;
using Catch::Matchers::ContainsSubstring;

namespace {

class Sample {
public:
    Sample() {
        const kit::TarFile app{.path = "app/server", .content = std::string(5000, 's')};
        kit::TarFile owned = app;
        owned.uid = 1000;
        kit::ImagePlan plan{.names = {"shop:1"}};
        plan.steps = {
            {"/bin/sh -c #(nop) COPY dir:12 in / ",
             kit::write_tar(
                 {{.path = "etc", .type = FileType::directory}, {.path = "etc/secret", .content = "hidden"}, app})},
            {"/bin/sh -c chown 1000 /app/server", kit::write_tar({owned})},
            {"RUN |1 A=b /bin/sh -c rm /etc/secret # buildkit", kit::write_tar({{.path = "etc/.wh.secret"}})},
        };
        path_ = folder_.write("shop.tar", kit::build_archive(plan, {}));
    }
    kit::Ran run(std::vector<std::string_view> words) const {
        words.insert(words.begin() + 1, path_);
        return kit::run(words);
    }

private:
    kit::TemporaryDirectory folder_;
    std::string path_;
};

} // namespace

TEST_CASE("layers: a row each, and the sums") {
    const Sample sample;
    const kit::Ran ran = sample.run({"layers"});
    CHECK(ran.exit == 0);
    CHECK_THAT(ran.out, ContainsSubstring("+4 ~0 -0") && ContainsSubstring("COPY dir:12 in /"));
    CHECK_THAT(ran.out, ContainsSubstring("+0 ~1 -0") && ContainsSubstring("RUN chown 1000 /app/server"));
    CHECK_THAT(ran.out, ContainsSubstring("+0 ~0 -1") && ContainsSubstring("RUN rm /etc/secret\n"));
    CHECK_THAT(sample.run({"layers", "--json"}).out, ContainsSubstring(R"("wasted_bytes":5006,)"));
}

TEST_CASE("files: the image, one layer, and what was asked for") {
    const Sample sample;
    CHECK(sample.run({"files", "--list"}).out == "/app\n/app/server\n/etc\n");
    CHECK(sample.run({"files"}).out == "      5kB  app/\n~     5kB    server\n       0B  etc/\n");
    CHECK(sample.run({"files", "--layer", "3"}).out == "       0B  etc/\n-      6B    secret\n");
    CHECK(sample.run({"files", "--up-to", "1", "/etc", "--list"}).out == "/etc/secret\n");
    CHECK(sample.run({"files", "--glob", "s*", "--list"}).out == "/app/server\n");
    CHECK(sample.run({"files", "--regex", "^/app$", "--list"}).out == "/app\n");
    CHECK(sample.run({"files", "--changed", "--list"}).out == "/app/server\n/etc/secret\n");
    CHECK(sample.run({"files", "--larger-than", "1kB", "-l"}).out ==
          "~ -rw-r--r--  1000     0         5000 2023-11-14 22:13 /app/server\n");
    CHECK(
        sample.run({"files", "--json", "/app/server"}).out ==
        R"({"path":"/app/server","type":"file","size":5000,"mode":"0644","uid":1000,"gid":0,"mtime":1700000000,"layer":2,)"
        R"("change":"changed"})"
        "\n");
}

TEST_CASE("files: what is wrong is said") {
    const Sample sample;
    CHECK(sample.run({"files", "/nowhere"}).exit == 2);
    CHECK_THAT(sample.run({"files", "/nowhere"}).err, ContainsSubstring("there is no \"/nowhere\""));
    CHECK_THAT(sample.run({"files", "--layer", "9"}).err, ContainsSubstring("the image has layers 1 to 3"));
    CHECK_THAT(sample.run({"files", "--regex", "("}).err, ContainsSubstring("can't be used"));
}

TEST_CASE("waste: words first, then both ledgers and their sums") {
    const Sample sample;
    const std::string out = sample.run({"waste"}).out;
    CHECK_THAT(out,
               ContainsSubstring("5.01 kB wasted in 2 files, of 10 kB in all. Largest cause: layer 2 copies 1 file of "
                                 "layer 1 with the same bytes."));
    CHECK_THAT(out,
               ContainsSubstring("COPY --chown") && ContainsSubstring("1 → 3") && ContainsSubstring("/etc/secret"));
    CHECK_THAT(out, ContainsSubstring("5,000 bytes live + 5,006 wasted = 10,006 bytes in all layers\n"));
    CHECK_THAT(out, ContainsSubstring("dive's wasted bytes 10,006"));
    CHECK_THAT(sample.run({"waste", "--json"}).out,
               ContainsSubstring(R"({"kind":"file","path":"/app/server","cause":"restated","layer":1,"hidden_by":2,)"));
}

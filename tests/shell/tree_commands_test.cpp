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
    CHECK(sample.run({"files", "--changed", "--list"}).out == "/app/server\n- /etc/secret\n");
    CHECK(sample.run({"files", "--layer", "2", "--list"}).out == "/app/server\n"); // not the folder on the way
    CHECK(sample.run({"files", "--layer", "3", "--list"}).out == "- /etc/secret\n");
    CHECK_THAT(sample.run({"files", "--layer", "3", "--json"}).out, !ContainsSubstring(R"("path":"/etc",)"));
    CHECK(sample.run({"files", "--larger-than", "1kB", "-l"}).out ==
          "~ -rw-r--r--  1000     0         5000 2023-11-14 22:13 /app/server\n");
    CHECK(
        sample.run({"files", "--json", "/app/server"}).out ==
        R"({"path":"/app/server","type":"file","size":5000,"mode":"0644","uid":1000,"gid":0,"mtime":1700000000,"layer":2,)"
        R"("change":"changed"})"
        "\n");
}

TEST_CASE("a layer that changes the root itself says so") {
    const kit::TemporaryDirectory folder;
    kit::TarFile root = kit::folder("./");
    kit::TarFile later = root;
    later.mtime += 60;
    kit::ImagePlan plan{.names = {"shop:1"}};
    plan.steps = {{"COPY . /", kit::write_tar({root, kit::file("a", "1")})},
                  {"RUN touch /", kit::write_tar({later})},
                  {"RUN true", kit::write_tar({later})}};
    const std::string path = folder.write("root.tar", kit::build_archive(plan, {}));
    CHECK_THAT(kit::run({"layers", path}).out,
               ContainsSubstring("+1 ~0 -0") && ContainsSubstring("+0 ~1 -0") && ContainsSubstring("+0 ~0 -0"));
    CHECK(kit::run({"files", "--list", path}).out == "/a\n");
    CHECK(kit::run({"files", "--list", "--layer", "1", path}).out == "/a\n");
    CHECK(kit::run({"files", "--list", "--layer", "2", path}).out == "/\n");
    CHECK(kit::run({"files", "--layer", "2", path}).out == "~      0B  /\n");
    CHECK(kit::run({"files", "--list", "--layer", "3", path}).out.empty());
}

TEST_CASE("files: what is wrong is said") {
    const Sample sample;
    CHECK(sample.run({"files", "/nowhere"}).exit == 2);
    CHECK_THAT(sample.run({"files", "/nowhere"}).err, ContainsSubstring("there is no \"/nowhere\""));
    CHECK_THAT(sample.run({"files", "--layer", "9"}).err, ContainsSubstring("the image has layers 1 to 3"));
    CHECK_THAT(sample.run({"files", "--regex", "("}).err, ContainsSubstring("can't be used"));
}

TEST_CASE("waste: words first, then what to change, the classes and their sums") {
    const Sample sample;
    const std::string out = sample.run({"waste"}).out;
    CHECK_THAT(out,
               ContainsSubstring("5.01 kB wasted in 2 files, of 10 kB in all. Largest cause: layer 2 copies 1 file of "
                                 "layer 1 with the same bytes (chown)."));
    CHECK_THAT(out, ContainsSubstring("WHAT TO CHANGE\n 1  5kB       Set the owner of 1 file where it comes from\n") &&
                        ContainsSubstring("layer 1: copy /app/server by a COPY of its own, with --chown=1000:0\n"));
    CHECK_THAT(out,
               ContainsSubstring("needed     5kB       50.0 %") && ContainsSubstring("all        10kB      100.0 %"));
    CHECK_THAT(out, ContainsSubstring("5,000 bytes live + 5,006 wasted = 10,006 bytes in all layers\n"));
    CHECK_THAT(out, ContainsSubstring("dive's wasted bytes 10,006"));
    CHECK_THAT(out, !ContainsSubstring("/etc/secret\n"));
}

TEST_CASE("whoever shows needless bytes compares the same files: those of plain layers too") {
    const kit::TemporaryDirectory folder;
    const std::string page(5000, 'p');
    kit::ImagePlan plan{.names = {"shop:1"}};
    plan.steps = {{"COPY . /", kit::write_tar({kit::file("srv/a", page), kit::file("srv/b", page)})}};
    const std::string plain = folder.write("plain.tar", kit::build_archive(plan, {}));
    CHECK_THAT(kit::run({"waste", plain}).out, ContainsSubstring("5 kB needless in 1"));
    CHECK_THAT(kit::run({"report", "--markdown", plain}).out, ContainsSubstring("5 kB needless in 1"));
    CHECK_THAT(kit::run({"dockerfile", plain}).out, ContainsSubstring("50 % of it needed"));
}

TEST_CASE("waste: a list can be asked for alone") {
    const Sample sample;
    CHECK(sample.run({"waste", "--files"})
              .out.ends_with("SIZE      CLASS            LAYERS    PATH\n"
                             "5kB       restated chown   1 → 2     /app/server\n"
                             "6B        removed          1 → 3     /etc/secret\n"));
    CHECK(
        sample.run({"waste", "--layers"})
            .out.ends_with(
                "5kB       layer 2 copies 1 file of layer 1 with the same bytes (chown)   RUN chown 1000 /app/server\n"
                "6B        layer 3 deletes 1 file of layer 1                              RUN rm /etc/secret\n"));
    CHECK_THAT(sample.run({"waste", "--advice"}).out, !ContainsSubstring("CLASS"));
    CHECK_THAT(sample.run({"waste", "--all"}).out, ContainsSubstring("WHAT TO CHANGE") && ContainsSubstring("1 → 3"));
}

TEST_CASE("waste: JSON has the sums, the advice, the causes and the files") {
    const Sample sample;
    const std::string json = sample.run({"waste", "--json"}).out;
    CHECK_THAT(json, ContainsSubstring(R"("classes":{"needed":5000,"tools":0,"duplicate":0,)") &&
                         ContainsSubstring(R"("base":{"layers":0,"name":"",)"));
    CHECK_THAT(json, ContainsSubstring(R"({"kind":"advice","remedy":"set-attributes",)"));
    CHECK_THAT(json, ContainsSubstring(R"({"kind":"cause","cause":"restated","layer":1,"hidden_by":2,)"));
    CHECK_THAT(json,
               ContainsSubstring(R"({"kind":"file","path":"/app/server","cause":"restated","layer":1,"hidden_by":2,)"
                                 R"("bytes":5000,"unsure":false,"touched":"chown","rule":""})"));
}

TEST_CASE("a layer that the archive lacks is a gap, and no advice to take the archive") {
    const kit::TemporaryDirectory folder;
    kit::ImagePlan plan{.names = {"shop:1"}};
    plan.steps = {{"COPY a /", kit::write_tar({kit::file("a", "1")})},
                  {"COPY b /", kit::write_tar({kit::file("b", "2")})}};
    std::vector<kit::TarFile> members = kit::lay_out(std::span(&plan, 1), {.layout = kit::Layout::podman});
    const std::string lacking = kit::diff_ids_of(plan)[1].substr(7) + ".tar";
    REQUIRE(std::erase_if(members, [&](const kit::TarFile& each) { return each.path == lacking; }) == 1);
    const std::string path = folder.write("shop.tar", kit::write_tar(members));
    constexpr const char* gap = "Layer 2 could not be read: what it holds is missing here.";
    CHECK_THAT(kit::run({"waste", path}).out,
               ContainsSubstring(std::string("Nothing wasted: all 1 B are in the final image. ") + gap));
    CHECK_THAT(kit::run({"report", path, "--markdown"}).out, ContainsSubstring(gap));
    CHECK_THAT(kit::run({"report", path}).out, ContainsSubstring(gap));
    const std::string said = kit::run({"packages", path}).err;
    CHECK_THAT(said,
               ContainsSubstring("packages in 1 layer are not known\n") && !ContainsSubstring("Take the archive"));
}

TEST_CASE("one form is written at a time") {
    const Sample sample;
    const kit::Ran two = sample.run({"report", "--html", "--markdown"});
    CHECK(two.exit == 2);
    CHECK(two.err == "strata: --html and --markdown contradict each other\n");
    CHECK(sample.run({"report", "--markdown", "--json"}).exit == 2);
    CHECK(sample.run({"report", "--markdown"}).exit == 0);
}

TEST_CASE("waste: the base image can be named") {
    const Sample sample;
    kit::TemporaryDirectory folder;
    const kit::TarFile app{.path = "app/server", .content = std::string(5000, 's')};
    kit::ImagePlan plan{.names = {"base:1"}};
    plan.steps = {{"/bin/sh -c #(nop) COPY dir:12 in / ", kit::write_tar({{.path = "etc", .type = FileType::directory},
                                                                          {.path = "etc/secret", .content = "hidden"},
                                                                          app})}};
    const std::string base = folder.write("base.tar", kit::build_archive(plan, {}));
    const std::string out = sample.run({"waste", "--base", base}).out;
    CHECK_THAT(out, ContainsSubstring("Base image: layer 1, base:1 (by layers: base:1 has the lowest 1 in common)"));
    CHECK_THAT(out, ContainsSubstring("CLASS      SIZE      SHARE     BASE      OWN "));
    plan.steps = {{"x", kit::write_tar({app})}};
    const std::string other = folder.write("other.tar", kit::build_archive(plan, {}));
    const kit::Ran ran = sample.run({"waste", "--base", other});
    CHECK(ran.exit == 2);
    CHECK_THAT(ran.err, ContainsSubstring("has no layer in common with"));
}

TEST_CASE("layers: the base image's and one's own are summed apart") {
    const Sample sample;
    kit::TemporaryDirectory folder;
    kit::ImagePlan plan{.names = {"base:1"}};
    plan.steps = {{"/bin/sh -c #(nop) COPY dir:12 in / ",
                   kit::write_tar({{.path = "etc", .type = FileType::directory},
                                   {.path = "etc/secret", .content = "hidden"},
                                   {.path = "app/server", .content = std::string(5000, 's')}})}};
    const std::string base = folder.write("base.tar", kit::build_archive(plan, {}));
    const std::string out = sample.run({"layers", "--base", base}).out;
    CHECK_THAT(out, ContainsSubstring("\nbase      5.01kB    8.19kB") && ContainsSubstring("\nown       5kB"));
    CHECK_THAT(out,
               ContainsSubstring("\nBase image: layer 1, base:1 (by layers: base:1 has the lowest 1 in common)\n"));
    CHECK_THAT(sample.run({"layers", "--json", "--base", base}).out,
               ContainsSubstring(R"("layer":1,"in_base":true)") && ContainsSubstring(R"("layer":2,"in_base":false)"));
    CHECK_THAT(sample.run({"layers"}).out, !ContainsSubstring("\nbase"));
}

TEST_CASE("dockerfile: comments tell of each line's layer, JSON has them as fields") {
    const Sample sample;
    const std::string out = sample.run({"dockerfile"}).out;
    CHECK_THAT(out, ContainsSubstring("\nFROM scratch\n\n# layer 1: 5.01 kB, "));
    CHECK_THAT(out, ContainsSubstring("stored, 0 % of it needed\n# the folder that was copied is not recorded") ||
                        ContainsSubstring("COPY dir:12 in /\n"));
    CHECK_THAT(out, ContainsSubstring("\n# layer 2: 5 kB, ") &&
                        ContainsSubstring("100 % of it needed\nRUN chown 1000 /app/server\n"));
    CHECK_THAT(out, ContainsSubstring("# built with --build-arg A=b\nRUN rm /etc/secret\n"));
    CHECK_THAT(sample.run({"dockerfile", "--json"}).out,
               ContainsSubstring(
                   R"({"instruction":"RUN","text":"RUN chown 1000 /app/server","notes":[],"in_base":false,"step":2,)"
                   R"("layer":2,"bytes":5000,)"));
}

TEST_CASE("dockerfile: a tab is a tab, and a secret is not told") {
    const kit::TemporaryDirectory folder;
    const std::string token = "gh" + std::string("p_16C7e42F292c6912E7710c838347Ae178B4a");
    kit::ImagePlan plan{.names = {"shop:1"}};
    plan.settings.env = {"PORT=80", "DB_PASSWORD=Tr4-kw9z-moss"};
    plan.steps = {{"/bin/sh -c set -e; \t{ \t\techo \x1b; \t} > /a", kit::write_tar({kit::file("a", "1")})},
                  {.created_by = "/bin/sh -c #(nop)  ENV PORT=80 DB_PASSWORD=Tr4-kw9z-moss"},
                  {"RUN |1 T=" + token + " /bin/sh -c git clone https://x:" + token + "@github.com/a/b # buildkit",
                   kit::write_tar({kit::file("b", "2")})}};
    const std::string path = folder.write("shop.tar", kit::build_archive(plan, {}));
    const std::string out = kit::run({"dockerfile", path}).out;
    INFO(out);
    CHECK_THAT(out, ContainsSubstring("\t} > /a\n") && ContainsSubstring("\t\techo \\x1b;"));
    CHECK_THAT(out, ContainsSubstring("--build-arg T=…\nRUN git clone https://x:…@github.com/a/b\n"));
    CHECK_THAT(out, ContainsSubstring("ENV PORT=80 DB_PASSWORD=\"…\"\n"));
    for (const std::string& shown : {out, kit::run({"dockerfile", path, "--json"}).out})
        CHECK_THAT(shown, !ContainsSubstring(token) && !ContainsSubstring("Tr4-kw9z"));
}

TEST_CASE("df: what images share, in docker's words, and which layer is in which") {
    kit::TemporaryDirectory folder;
    const auto layer = [](std::string path, std::size_t bytes) {
        return kit::write_tar({{.path = std::move(path), .content = std::string(bytes, 'x')}});
    };
    kit::ImagePlan one{.names = {"web:1"}};
    one.steps = {{"ADD base", layer("base", 5000)}, {"COPY one /", layer("one", 100)}};
    kit::ImagePlan two{.names = {"web:2"}};
    two.steps = {{"ADD base", layer("base", 5000)}, {"COPY two /", layer("two", 200)}};
    const kit::ImagePlan both[] = {one, two};
    const std::string together = folder.write("both.tar", kit::build_archive(both, {}));
    const kit::Ran ran = kit::run({"df", together, "--layers"});
    INFO(ran.out);
    CHECK(ran.exit == 0);
    CHECK_THAT(ran.out, ContainsSubstring("REPOSITORY   TAG") && ContainsSubstring("SHARED SIZE   UNIQUE SIZE   PULL"));
    CHECK_THAT(ran.out,
               ContainsSubstring("5.1kB     5kB           100B") && ContainsSubstring("5.2kB     5kB           200B"));
    CHECK_THAT(ran.out, ContainsSubstring("1 2       ADD base") && ContainsSubstring("COPY two /"));
    CHECK_THAT(ran.out, ContainsSubstring("5.3kB on a disk and") && ContainsSubstring("3 layers, each once\n"));
    // The same from two archives.
    const std::string first = folder.write("one.tar", kit::build_archive(one, {}));
    const std::string second = folder.write("two.tar", kit::build_archive(two, {}));
    const std::string json = kit::run({"df", first, second, "--json"}).out;
    CHECK_THAT(json, ContainsSubstring(R"("SizeBytes":5100,"SharedBytes":5000,"UniqueBytes":100,)"));
    CHECK_THAT(kit::run({"df", first, second, "--layers", "--json"}).out,
               ContainsSubstring(R"("Images":["web:1","web:2"])"));
    CHECK(kit::run({"df", first, "--format", "{{.Tag}} {{.UniqueBytes}}"}).out == "1 5100\n");
}

TEST_CASE("files shows capabilities, attributes and device numbers") {
    const kit::TemporaryDirectory folder;
    kit::TarFile ping = kit::file("bin/ping", "program", 0755);
    ping.xattrs = {{"security.capability", std::string("\1\0\0\2\0\x20\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20)},
                   {"user.odd", "\xff\1"}};
    kit::ImagePlan image;
    image.names = {"caps:1"};
    image.steps.push_back({.created_by = "RUN setcap",
                           .layer = kit::write_tar({ping, kit::device("dev/null", FileType::character_device, 1, 3)})});
    const std::string archive = folder.write("caps.tar", kit::build_archive(image, {})).string();
    CHECK_THAT(kit::run({"files", archive, "-l"}).out, ContainsSubstring("/bin/ping [cap_net_raw=ep]\n"));
    const std::string json = kit::run({"files", archive, "--json"}).out;
    CHECK_THAT(json, ContainsSubstring(R"("xattrs":{"security.capability":"cap_net_raw=ep","user.odd":"0xff01"})"));
    CHECK_THAT(json, ContainsSubstring(R"("device":"1:3")"));
}

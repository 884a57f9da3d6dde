#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

using namespace strata;
using kit::run;

namespace {

std::string status(const std::string& version) {
    return "Package: libc6\nStatus: install ok installed\nArchitecture: amd64\nVersion: " + version +
           "\n\nPackage: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5.2\n";
}

kit::ImagePlan plan(const std::string& name, const std::string& version, const std::string& module) {
    kit::ImagePlan image{.names = {name}};
    image.steps = {
        {.created_by = "ADD rootfs /",
         .layer =
             kit::write_tar({kit::file("etc/os-release", "ID=debian\nVERSION_ID=12\nPRETTY_NAME=\"Debian 12\"\n"),
                             kit::file("var/lib/dpkg/status", status(version)),
                             kit::file("var/lib/dpkg/info/bash.list", "/bin/bash\n"), kit::file("bin/bash", "12345"),
                             kit::file("usr/share/doc/bash/copyright", "License: GPL-3+\n")})},
        {.created_by = "RUN npm ci",
         .layer = kit::write_tar({kit::file("app/node_modules/" + module + "/package.json",
                                            R"({"name":")" + module + R"(","version":"1.0.0","license":"MIT"})")})}};
    return image;
}

/// An image whose one layer is a jar with another in it, and a program whose crates are told at its end.
kit::ImagePlan jar_and_program() {
    const auto pom = [](const std::string& artifact) {
        return kit::ZippedFile{"META-INF/maven/org.x/" + artifact + "/pom.properties",
                               "groupId=org.x\nartifactId=" + artifact + "\nversion=2.14.1\n"};
    };
    const std::string jar = kit::write_zip({pom("app"), {"lib/log4j-core.jar", kit::write_zip({pom("log4j-core")})}});
    const std::string elf =
        std::string("\x7f") + "ELF\2\1\1" + std::string(9, '\0') + std::string("\3\0", 2) + std::string(2000, 'x');
    kit::ImagePlan image{.names = {"jars:1"}};
    image.steps = {
        {.created_by = "COPY . /",
         .layer = kit::write_tar({kit::file("app/app.jar", jar), kit::file("bin/rust", elf + ".dep-v0" + '\0'),
                                  kit::file("bin/other", elf)})}};
    return image;
}

class Archives {
public:
    std::string add(const std::string& name, const kit::ImagePlan& image) {
        const auto path = folder_.path() / name;
        std::ofstream(path, std::ios::binary) << kit::build_archive(image, {});
        return path.string();
    }
    [[nodiscard]] std::string at(const std::string& name) const { return (folder_.path() / name).string(); }

private:
    kit::TemporaryDirectory folder_;
};

} // namespace

TEST_CASE("packages lists what is installed, with layer, size and licence") {
    Archives archives;
    const std::string image = archives.add("a.tar", plan("web:1", "2.36-9", "left-pad"));
    const auto ran = run({"packages", image});
    CHECK(ran.exit == 0);
    CHECK(ran.err.empty());
    CHECK(ran.out == "Debian 12\n\n"
                     "TYPE      NAME         VERSION   SIZE      FILES     LAYER     LICENSE\n"
                     "deb       bash         5.2       5B        1         1         GPL-3+\n"
                     "deb       libc6        2.36-9    -         -         1         \n"
                     "npm       left-pad     1.0.0     53B       1         2         MIT\n"
                     "base      2 packages             5B        1\n"
                     "own       1 package              53B       1\n\n"
                     "Base image: layer 1 (guess: a root file system is followed by other steps)\n");
    CHECK(run({"packages", image, "--layer", "2", "--format", "purl"}).out == "pkg:npm/left-pad@1.0.0\n");
    CHECK(run({"packages", image, "--ecosystem", "deb", "--name", "lib*", "--format", "purl"}).out ==
          "pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12\n");
    CHECK(run({"packages", image, "--name", "bash", "--files"}).out == "bash\t/bin/bash\n");
    CHECK(run({"packages", image, "--ecosystem", "exe"}).exit == 2);
}

TEST_CASE("packages as JSON says where each was found") {
    Archives archives;
    const std::string image = archives.add("a.tar", plan("web:1", "2.36-9", "left-pad"));
    CHECK(
        run({"packages", image, "--json", "--files", "--name", "bash"}).out ==
        R"({"ecosystem":"deb","name":"bash","version":"5.2","architecture":"amd64","license":"GPL-3+","source":"",)"
        R"("purl":"pkg:deb/debian/bash@5.2?arch=amd64&distro=debian-12","layer":1,"in_base":true,"instruction":"ADD rootfs /","bytes":5,)"
        R"("bytes_from":"files","files":1,"declared_by":[{"path":"/var/lib/dpkg/status","within":"","layer":1}],)"
        R"("paths":["/bin/bash"]})"
        "\n");
}

TEST_CASE("a snapshot knows the packages too") {
    Archives archives;
    const std::string image = archives.add("a.tar", plan("web:1", "2.36-9", "left-pad"));
    const std::string snapshot = archives.at("a.strata");
    REQUIRE(run({"snapshot", image, "-o", snapshot}).exit == 0);
    CHECK(run({"packages", snapshot}).out == run({"packages", image}).out);
    CHECK(run({"packages", snapshot}).err.empty());
}

TEST_CASE("inventories are whole, and the same each time") {
    Archives archives;
    const std::string image = archives.add("a.tar", plan("web:1", "2.36-9", "left-pad"));
    const std::string cyclonedx = run({"packages", image, "--format", "cyclonedx"}).out;
    const auto bill = parse_json(cyclonedx);
    REQUIRE(bill);
    CHECK(bill->root()["specVersion"].string_or("") == "1.6");
    CHECK(bill->root()["components"].size() == 4); // the system itself too
    CHECK(bill->root()["components"][3]["licenses"][0]["license"]["id"].string_or("") == "MIT");
    CHECK(bill->root()["components"][1]["licenses"][0]["license"]["name"].string_or("") == "GPL-3+");
    const auto spdx = parse_json(run({"packages", image, "--format", "spdx"}).out);
    REQUIRE(spdx);
    CHECK(spdx->root()["packages"].size() == 4); // the image itself too
    CHECK(spdx->root()["relationships"].size() == 4);
    CHECK(spdx->root()["packages"][1]["licenseDeclared"].string_or("") == "LicenseRef-GPL-3");
    CHECK(spdx->root()["hasExtractedLicensingInfos"][0]["extractedText"].string_or("") == "GPL-3+");
    CHECK(run({"packages", image, "--format", "cyclonedx"}).out == cyclonedx);
    // nothing is known to be missing, and who knows what no file tells of
    CHECK(bill->root()["compositions"][0]["aggregate"].string_or("") == "unknown");
    CHECK(bill->root()["metadata"]["properties"].size() == 0);
    CHECK(spdx->root()["comment"].string_or("none") == "none");
}

TEST_CASE("an inventory says what it lacks") {
    Archives archives;
    kit::ImagePlan damaged = plan("web:1", "2.36-9", "left-pad");
    damaged.steps[1].layer->resize(530);
    const std::string image = archives.add("a.tar", plan("web:1", "2.36-9", "left-pad"));
    const auto lacks = [&](std::vector<std::string_view> words, std::string_view what) {
        words.insert(words.end(), {"--format", "cyclonedx"});
        const auto bill = parse_json(run(words).out);
        words.back() = "spdx";
        const auto spdx = parse_json(run(words).out);
        REQUIRE(bill);
        REQUIRE(spdx);
        CHECK(bill->root()["compositions"][0]["aggregate"].string_or("") == "incomplete");
        CHECK(bill->root()["metadata"]["properties"][0]["name"].string_or("") == "strata:missing");
        CHECK(bill->root()["metadata"]["properties"][0]["value"].string_or("") == what);
        CHECK(spdx->root()["comment"].string_or("") == text("This inventory is incomplete: ", what, "."));
    };
    lacks({"packages", image, "--name", "bash"}, "only 1 of 3 packages was asked for");
    lacks({"packages", image, "--limit", "examined-bytes=150"},
          "/var/lib/dpkg/status (layer 1): it has 157 B, more than the 150 B that are looked into (--limit "
          "examined-bytes)");
    lacks({"packages", archives.add("b.tar", damaged)},
          R"(layer 2: the tar breaks off at byte 530, inside "app/node_modules/left-pad/package.json")");
}

TEST_CASE("diff tells which packages came, went and changed") {
    Archives archives;
    const std::string a = archives.add("a.tar", plan("web:1", "2.36-9", "left-pad"));
    const std::string b = archives.add("b.tar", plan("web:2", "2.36-10", "right-pad"));
    const std::string out = run({"diff", a, b, "--only", "packages"}).out;
    CHECK(out.find("Packages   deb: 1 upgraded; npm: 1 added, 1 removed\n") != std::string::npos);
    CHECK(out.find("  ~ deb       libc6      2.36-9 → 2.36-10  (upgraded)\n") != std::string::npos);
    CHECK(out.find("  - npm       left-pad   1.0.0\n") != std::string::npos);
    CHECK(out.find("  + npm       right-pad  1.0.0\n") != std::string::npos);
    const auto json = parse_json(run({"diff", a, b, "--json"}).out);
    REQUIRE(json);
    CHECK(json->root()["packages"][0]["change"].string_or("") == "upgraded");
    CHECK(json->root()["summary"]["packages_complete"].boolean_or(false));
    CHECK(run({"diff", a, b, "--markdown"}).out.find("| ~ | deb | `libc6` | `2.36-9 → 2.36-10` | upgraded |") !=
          std::string::npos);
    CHECK(run({"diff", a, a, "--only", "packages"}).exit == 0);
}

TEST_CASE("where a limit keeps a file's packages from being known it is said, and no rule about them holds") {
    Archives archives;
    const std::string image = archives.add("jars.tar", jar_and_program());
    const auto listed = run({"packages", image});
    CHECK(listed.err.empty());
    CHECK(listed.out.find("org.x:log4j-core") != std::string::npos);
    CHECK(run({"packages", image, "--name", "log4j-core", "--format", "purl"}).out ==
          "pkg:maven/org.x/log4j-core@2.14.1\n");
    CHECK(run({"check", image, "--deny-package", "log4j-core@2.1*"}).exit == 1);
    CHECK(run({"check", image, "--deny-package", "left-pad"}).exit == 0);

    for (const std::string_view limit : {"examined-bytes=400", "nested-bytes=300", "nested-depth=0"}) {
        INFO(limit);
        const auto limited = run({"packages", image, "--limit", limit});
        CHECK(limited.out.find("log4j-core") == std::string::npos);
        CHECK(limited.err.find("/app/app.jar (layer 1): ") != std::string::npos);
        CHECK(limited.err.find(limit.substr(0, limit.find('='))) != std::string::npos);
        const auto checked = run({"check", image, "--deny-package", "log4j-core", "--limit", limit});
        CHECK(checked.exit == 2);
        CHECK(checked.out.find("ERROR  denied-packages: log4j-core") != std::string::npos);
        CHECK(checked.out.find("not known: /app/app.jar (layer 1): ") != std::string::npos);
        CHECK(checked.out.find("ERROR [error:1]") != std::string::npos);
        CHECK(run({"diff", image, image, "--limit", limit}).err.find("not all packages") != std::string::npos);
    }
    const auto programs = run({"packages", image, "--limit", "program-bytes=1000"});
    CHECK(programs.err.find("/bin/rust (layer 1): ") != std::string::npos);
    CHECK(programs.err.find("program-bytes") != std::string::npos);
    CHECK(programs.err.find("1 more") == std::string::npos); // /bin/other has no such table
    const auto json =
        parse_json(run({"check", image, "--deny-package", "x", "--limit", "nested-depth=0", "--json"}).out);
    REQUIRE(json);
    CHECK(json->root()["holds"].kind() == JsonKind::null);
}

TEST_CASE("a list of packages that can't be read whole is told of, and no rule about packages holds") {
    Archives archives;
    kit::ImagePlan plan{.names = {"damaged:1"}};
    plan.steps = {{.created_by = "COPY . /", .layer = kit::write_tar({kit::file("bin/a", "1")})},
                  {.created_by = "RUN x",
                   .layer = kit::write_tar({kit::file("var/lib/rpm/rpmdb.sqlite", std::string(7000, 'x')),
                                            kit::file("app/log4j-core-2.14.1.jar", "half")})}};
    const std::string image = archives.add("a.tar", plan);
    const auto listed = run({"packages", image});
    CHECK(listed.exit == 0);
    CHECK(listed.err.find("warning: ") != std::string::npos);
    CHECK(listed.err.find("/app/log4j-core-2.14.1.jar (layer 2): it can't be read whole: it is no zip file") !=
          std::string::npos);
    CHECK(listed.err.find("; /var/lib/rpm/rpmdb.sqlite (layer 2): it can't be read whole: it is no SQLite database") !=
          std::string::npos);
    const auto checked = run({"check", image, "--deny-package", "log4j-core"});
    CHECK(checked.exit != 0);
    CHECK(checked.out.find("ERROR  denied-packages: log4j-core") != std::string::npos);
    CHECK(checked.out.find("not known: /app/log4j-core-2.14.1.jar (layer 2): ") != std::string::npos);
    const std::string snapshot = archives.at("a.strata");
    REQUIRE(run({"snapshot", image, "-o", snapshot}).exit == 0);
    CHECK(run({"packages", snapshot}).err.find("it is no SQLite database") != std::string::npos);

    std::vector<kit::TarFile> modules;
    for (const char name : {'a', 'b', 'c', 'd', 'e'})
        modules.push_back(kit::file(std::string("node_modules/") + name + "/package.json", "{"));
    plan.steps = {{.created_by = "COPY . /", .layer = kit::write_tar(modules)}};
    const std::string many = run({"packages", archives.add("b.tar", plan)}).err;
    CHECK(many.find("/node_modules/c/package.json") != std::string::npos);
    CHECK(many.find("/node_modules/d/package.json") == std::string::npos);
    CHECK(many.find("; and 2 more files like these") != std::string::npos);
}

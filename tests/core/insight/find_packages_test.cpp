#include "core/image/read_layer.hpp"
#include "core/insight/examiner.hpp"
#include "core/insight/find_packages.hpp"
#include "core/insight/package_url.hpp"
#include "tests/kit/rpm_database.hpp"
#include "tests/kit/tar_writer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using namespace strata::kit;

namespace {

/// An image of these layers, read with the examiner for packages.
Inspection image(const std::vector<std::vector<TarFile>>& layers, const Limits& limits = {}) {
    const auto examiner = make_examiner(facts_packages);
    Inspection inspection;
    for (const auto& files : layers) {
        ReadLayerOptions options;
        options.examiner = examiner.get();
        options.limits = limits;
        inspection.layers.push_back(
            std::make_shared<Layer>(read_layer(*make_memory_source(write_tar(files)), options)));
        inspection.image.layers.emplace_back();
    }
    return inspection;
}

/// "name version L1 5B /file /file" for each package; ~ where the size is only stated.
std::string told(const Inspection& inspection) {
    const Timeline timeline(inspection);
    std::string out;
    for (const FoundPackage& found : find_packages(timeline).packages) {
        out += found.package.name + " " + found.package.version + " L" + std::to_string(found.layer + 1) + " " +
               (found.size_known == SizeKnown::stated ? "~" : "") + std::to_string(found.bytes) + "B";
        for (const NodeIndex file : found.files) out += " " + timeline.path(file);
        out += "\n";
    }
    return out;
}

std::string stanza(const std::string& name, const std::string& version) {
    return "Package: " + name +
           "\nStatus: install ok installed\nArchitecture: amd64\nInstalled-Size: 1\nVersion: " + version + "\n\n";
}

} // namespace

TEST_CASE("a package of dpkg has the layer that brought its version, and its files that are there") {
    const std::string status = "var/lib/dpkg/status", info = "var/lib/dpkg/info/";
    const Inspection inspection =
        image({{file(status, stanza("a", "1") + stanza("b", "1")),
                file(info + "a.list", "/.\n/usr\n/usr/bin\n/usr/bin/a\n/gone\n"), file("usr/bin/a", "12345"),
                file(info + "b:amd64.list", "/usr/lib\n/lib/b.so\n/lib/b.so.1\n"), symbolic_link("lib", "usr/lib"),
                file("usr/lib/b.so", "123"), symbolic_link("usr/lib/b.so.1", "b.so"), file("gone", "1"),
                file("usr/share/doc/a/copyright", "License: MIT\n")},
               {file(status, stanza("a", "1") + stanza("b", "2") + stanza("c", "1")), whiteout("gone")},
               {file(status, stanza("a", "1") + stanza("b", "2") + stanza("c", "1"))}});
    CHECK(told(inspection) == "a 1 L1 5B /usr/bin/a\nb 2 L2 3B /usr/lib/b.so /usr/lib/b.so.1\nc 1 L2 ~1024B\n");
    const Timeline timeline(inspection);
    CHECK(find_packages(timeline).packages[0].package.license == "MIT");
    CHECK(find_packages(timeline).packages[0].declarations.size() == 1);
}

TEST_CASE("a file whose path another package took is where it was moved to") {
    const std::string info = "var/lib/dpkg/info/";
    const std::vector<TarFile> files = {file("var/lib/dpkg/status", stanza("a", "1") + stanza("b", "1")),
                                        file(info + "a.list", "/bin/tool\n/bin/other\n"),
                                        file(info + "b.list", "/bin/tool\n"),
                                        file("bin/tool", "123"),
                                        file("bin/tool.distrib", "12345"),
                                        file("bin/other.old", "1")};
    const auto with = [&](const std::string& diversions) {
        std::vector<TarFile> all = files;
        all.push_back(file("var/lib/dpkg/diversions", diversions));
        return told(image({all}));
    };
    CHECK(with("/bin/tool\n/bin/tool.distrib\nb\n/bin/other\n/bin/other.old\n:\n") ==
          "a 1 L1 6B /bin/other.old /bin/tool.distrib\nb 1 L1 3B /bin/tool\n");
    CHECK(with("/bin/tool\n/bin/tool.distrib\n") == "a 1 L1 3B /bin/tool\nb 1 L1 3B /bin/tool\n");
    CHECK(with("tool\nx\nb\n\n\n\n") == "a 1 L1 3B /bin/tool\nb 1 L1 3B /bin/tool\n");
}

TEST_CASE("licences of one package that are expressions themselves stand in brackets") {
    const auto license = [](const std::string& copyright) {
        const Inspection inspection =
            image({{file("var/lib/dpkg/status", stanza("a", "1")), file("usr/share/doc/a/copyright", copyright)}});
        return find_packages(Timeline(inspection)).packages[0].package.license;
    };
    CHECK(license("License: GPL-2+ or MIT\n\nLicense: BSD-3-clause\n") == "(GPL-2+ or MIT) AND BSD-3-clause");
    CHECK(license("License: GPL-2+ or MIT\n") == "GPL-2+ or MIT");
    CHECK(license("License: GPL-2+\n\nLicense: GPL-2+ with OpenSSL exception\n") ==
          "GPL-2+ AND GPL-2+ with OpenSSL exception");
}

TEST_CASE("packages whose declaration is deleted are gone, and come back with another layer") {
    const std::string json = R"({"name":"x","version":"1"})";
    const TarFile declared = file("app/node_modules/x/package.json", json);
    CHECK(told(image({{declared}, {whiteout("app/node_modules")}})).empty());
    CHECK(told(image({{declared}, {whiteout("app/node_modules")}, {declared}})) ==
          "x 1 L3 26B /app/node_modules/x/package.json\n");
}

TEST_CASE("a package owns its folder without the packages below it") {
    CHECK(
        told(image({{file("app/package.json", R"({"name":"app","version":"1"})"), file("app/index.js", "1234567"),
                     file("app/node_modules/.lock", "1"),
                     file("app/node_modules/x/package.json", R"({"name":"x","version":"1"})"),
                     file("app/node_modules/x/a.js", "12"),
                     file("app/node_modules/x/test/package.json", R"({"name":"t","version":"1"})")}})) ==
        "app 1 L1 36B /app/index.js /app/package.json /app/node_modules/.lock\n"
        "x 1 L1 54B /app/node_modules/x/a.js /app/node_modules/x/package.json /app/node_modules/x/test/package.json\n");
}

TEST_CASE("one package at two places is one row, and a file with two names counts once") {
    const std::string json = R"({"name":"x","version":"1"})";
    const Inspection inspection = image(
        {{file("a/node_modules/x/package.json", json), file("a/node_modules/x/big", "12345678")},
         {file("b/node_modules/x/package.json", json), hard_link("b/node_modules/x/big", "a/node_modules/x/big")}});
    CHECK(told(inspection) == "x 1 L1 60B /a/node_modules/x/big /a/node_modules/x/package.json /b/node_modules/x/big "
                              "/b/node_modules/x/package.json\n");
    const Timeline timeline(inspection);
    const PackageList list = find_packages(timeline);
    const std::vector<Declaration>& declarations = list.packages[0].declarations;
    REQUIRE(declarations.size() == 2);
    CHECK(declarations[0].layer == 0);
    CHECK(declarations[1].layer == 1);
}

TEST_CASE("a layer nobody looked into is said to be one") {
    Inspection inspection = image({{file("a", "1")}, {file("b", "1")}});
    CHECK(find_packages(Timeline(inspection)).layers_not_examined == 0);
    inspection.layers[1] = std::make_shared<Layer>(read_layer(*make_memory_source(write_tar({file("b", "1")})), {}));
    CHECK(find_packages(Timeline(inspection)).layers_not_examined == 1);
}

TEST_CASE("the distribution is found through the link to it") {
    const Inspection inspection = image({{symbolic_link("etc/os-release", "../usr/lib/os-release"),
                                          file("usr/lib/os-release", "ID=alpine\nVERSION_ID=3.20.1\n")}});
    CHECK(find_packages(Timeline(inspection)).distribution.id == "alpine");
}

TEST_CASE("many packages that claim one folder cost no more than one") {
    std::string installed = "[";
    for (int i = 0; i < 20'000; i++)
        installed += std::string(i > 0 ? "," : "") + R"({"name":"a/b)" + std::to_string(i) +
                     R"(","version":"1","install-path":"/x"})";
    std::vector<TarFile> files = {file("v/composer/installed.json", installed + "]")};
    for (int i = 0; i < 2000; i++) files.push_back(file("x/" + std::to_string(i), "1"));
    const Inspection inspection = image({files});
    std::size_t owned = 0;
    for (const FoundPackage& found : find_packages(Timeline(inspection)).packages) owned += found.files.size();
    CHECK(owned == 2000);
}

TEST_CASE("package URLs follow the rules of each type") {
    const auto url = [](Ecosystem ecosystem, std::string name, std::string version, std::string architecture = {}) {
        Package package;
        package.ecosystem = ecosystem;
        package.name = std::move(name);
        package.version = std::move(version);
        package.architecture = std::move(architecture);
        return package_url(package, {.id = "debian", .version = "12", .name = {}});
    };
    CHECK(url(Ecosystem::deb, "libc6", "2.36-9+deb12u4", "amd64") ==
          "pkg:deb/debian/libc6@2.36-9%2Bdeb12u4?arch=amd64&distro=debian-12");
    CHECK(url(Ecosystem::deb, "adduser", "1:3.134~x", "all") ==
          "pkg:deb/debian/adduser@1:3.134~x?arch=all&distro=debian-12");
    CHECK(url(Ecosystem::rpm, "bash", "2:5.1-6.el9", "x86_64") ==
          "pkg:rpm/debian/bash@5.1-6.el9?arch=x86_64&distro=debian-12&epoch=2");
    CHECK(url(Ecosystem::pypi, "Ruamel_YAML", "0.17") == "pkg:pypi/ruamel-yaml@0.17");
    CHECK(url(Ecosystem::npm, "@types/node", "20.1.0") == "pkg:npm/%40types/node@20.1.0");
    CHECK(url(Ecosystem::golang, "github.com/Azure/go", "v1.2.3") == "pkg:golang/github.com/azure/go@v1.2.3");
    CHECK(url(Ecosystem::golang, "a.b/c", "(devel)") == "pkg:golang/a.b/c");
    CHECK(url(Ecosystem::maven, "org.slf4j:slf4j-api", "2.0.9") == "pkg:maven/org.slf4j/slf4j-api@2.0.9");
    CHECK(url(Ecosystem::composer, "psr/log", "3.0.0") == "pkg:composer/psr/log@3.0.0");
    CHECK(url(Ecosystem::nuget, "Newtonsoft.Json", "13.0.3") == "pkg:nuget/Newtonsoft.Json@13.0.3");
    CHECK(url(Ecosystem::gem, "a b\xff", "1") == "pkg:gem/a%20b%FF@1");
    CHECK(url(Ecosystem::gem, "ffi", "1", "x86_64-linux") == "pkg:gem/ffi@1?platform=x86_64-linux");
    Package bash{.ecosystem = Ecosystem::rpm, .name = "bash", .version = "5.1"};
    CHECK(package_url(bash, {.id = "rhel", .version = "9.3"}) == "pkg:rpm/redhat/bash@5.1?distro=rhel-9.3");
    CHECK(package_url(bash, {.id = "opensuse-leap", .version = "15.6"}) ==
          "pkg:rpm/opensuse/bash@5.1?distro=opensuse-leap-15.6");
    CHECK(package_url(bash, {.id = "rocky", .version = "9"}) == "pkg:rpm/rocky/bash@5.1?distro=rocky-9");
    Package alone;
    alone.name = "a";
    alone.version = "1";
    CHECK(package_url(alone, {}) == "pkg:deb/a@1");
}

TEST_CASE("what rpm's log holds is in the list, in whichever order the two files stand in their layer") {
    const std::string path = "var/lib/rpm/rpmdb.sqlite";
    const TarFile bash = file(path, rpm_sqlite({rpm_header("bash")}));
    const std::string log = SqliteLogWriter().transaction(rpm_sqlite({rpm_header("bash"), rpm_header("curl")})).bytes();
    const std::string both = "bash 1-2 L1 0B\ncurl 1-2 L2 0B\n", alone = "bash 1-2 L1 0B\n";
    CHECK(told(image({{bash}, {bash, file(path + "-wal", log)}})) == both);
    CHECK(told(image({{bash}, {file(path + "-wal", log), bash}})) == both);
    CHECK(told(image({{bash}, {bash, file(path + "-wal", log)}, {whiteout(path + "-wal")}})) == alone);
    const Inspection apart = image({{bash}, {file(path + "-wal", log)}});
    CHECK(told(apart) == alone);
    const Timeline timeline(apart);
    CHECK(missing_packages(find_packages(timeline), timeline) ==
          "/var/lib/rpm/rpmdb.sqlite-wal (layer 2): it holds changes to the database of packages, which this layer "
          "does not "
          "have, and is not read (rpm --rebuilddb puts them in)");
    // a database too large to be kept for its log has packages all the same
    CHECK(told(image({{bash}}, {.facts_memory = 1000})) == alone);
    for (const auto& layer : image({{bash, file(path + "-wal", log)}}).layers)
        for (const FileFacts& facts : layer->facts) CHECK(facts.kept.empty());
}

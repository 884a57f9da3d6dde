// What is said of files that tell of packages and can't be read whole: nobody takes such a list for a whole one.
#include "core/insight/packages/parsers.hpp"
#include "core/insight/packages/program.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

/// The words on damage behind "it can't be read whole: "; "" where there are none.
std::string damage(const FileFacts& facts) {
    constexpr std::string_view start = "it can't be read whole: ";
    if (facts.sightings.empty()) return "";
    CHECK(facts.sightings.size() == 1);
    CHECK(facts.sightings[0].rule == damaged_packages);
    CHECK(facts.sightings[0].masked.starts_with(start));
    return facts.sightings[0].masked.substr(start.size());
}

std::string apk(std::string_view bytes) { return damage(parse_apk_installed(bytes, "/lib/apk/db/installed", {})); }
std::string dpkg(std::string_view bytes) { return damage(parse_dpkg_status(bytes, "/var/lib/dpkg/status", {})); }
std::string npm(std::string_view bytes, std::string_view path = "/a/node_modules/x/package.json") {
    return damage(parse_npm_package(bytes, path, {}));
}
std::string composer(std::string_view bytes) {
    return damage(parse_composer_installed(bytes, "/vendor/composer/installed.json", {}));
}
std::string jar(std::string_view bytes, std::string_view path = "/a.jar") {
    return damage(parse_java_archive(bytes, path, {}));
}

} // namespace

TEST_CASE("a list of packages with a line that is none, or with a package that has no version, is told of") {
    CHECK(apk("P:a\nV:1\n\n").empty());
    CHECK(apk("P:a\nV:1").empty());
    CHECK(apk(std::string_view("\0\1\2\0\1\2", 6)) == "its line 1 is no field");
    CHECK(apk("P:a\nV:1\n\nP:b\nV") == "its line 5 is no field");
    CHECK(apk("P:a\n\nV:1\n") == "the package before its line 2 has no name or no version");
    CHECK(dpkg("Package: a\nStatus: install ok installed\nVersion: 1\nDescription: x\n .\n y\n\n").empty());
    CHECK(dpkg("Package: a\nStatus: deinstall ok not-installed\n\n").empty());
    CHECK(dpkg("Package: a\nStatus: install ok installed\n") ==
          "the package before its line 2 has no name or no version");
    CHECK(dpkg("Package: a\nVersion: 1\n\nPackage: b\nVer") == "its line 5 is no field");
    CHECK(dpkg(std::string(100, '\xff')) == "its line 1 is no field");
}

TEST_CASE("documents that are no JSON are told of where packages are installed") {
    CHECK(npm(R"({"name":"x","version":)") == "its text breaks off at byte 22");
    CHECK(npm("// no", "/app/node_modules/@s/x/package.json").starts_with("its text is no JSON: byte 0"));
    CHECK(npm(R"({"type":"module"})").empty());
    CHECK(npm("// a test's", "/app/test/package.json").empty());
    CHECK(composer(R"({"packages":[{"name")") == "its text breaks off at byte 20");
    CHECK(composer("{}") == "it has no list of packages");
    CHECK(composer("[]").empty());
    CHECK(damage(parse_dotnet_deps(R"({"libraries":{)", "/a.deps.json", {})) == "its text breaks off at byte 14");
    CHECK(damage(parse_dotnet_deps("{}", "/a.deps.json", {})).empty());
    const FileFacts deep = parse_npm_package("[[[1]]]", "/a/node_modules/x/package.json", {.document_depth = 2});
    REQUIRE(deep.sightings.size() == 1); // a larger limit mends it
    CHECK(deep.sightings[0].rule == unread_packages);
    CHECK(deep.sightings[0].masked == "its text has more than 2 levels of nesting, the limit for one document");
}

TEST_CASE("metadata that name no package are told of where packages are installed") {
    const auto python = [](std::string_view bytes, std::string_view folder) {
        return damage(parse_python_metadata(bytes, std::string(folder) + "/x.dist-info/METADATA", {}));
    };
    CHECK(python("\xff\xff", "/usr/lib/python3/dist-packages") == "it names no package");
    CHECK(python("\xff\xff", "/app/tests/data").empty());
    CHECK(python("Name: x\nVersion: 1\n", "/venv/lib/python3.12/site-packages").empty());
    CHECK(damage(parse_gemspec("\xff", "/gems/specifications/a-1.gemspec", {})) == "it names no gem or no version");
}

TEST_CASE("an archive of Java that can't be read is told of, and one inside another") {
    const std::string whole = kit::write_zip({{"a.class", std::string(100, 'x')}});
    CHECK(jar(whole).empty());
    CHECK(jar("").empty());
    CHECK(jar(whole.substr(0, whole.size() / 2)) == "it is no zip file: the end of its directory is missing");
    CHECK(jar("Rar!", "/photos.rar").empty());
    CHECK(jar("PK\3\4", "/connector.rar") == "it is no zip file: it is too short");
    std::string cut = kit::write_zip({{"a.class", "x"}, {"b.class", "y"}});
    cut[cut.rfind("PK\1\2") + 1] = 'x'; // the second member of the directory
    CHECK(jar(cut).starts_with("it has a directory that breaks off at byte "));

    CHECK(jar(kit::write_zip({{"lib/in.jar", "half of a jar"}})) == "lib/in.jar is no zip file: it is too short");
    CHECK(jar(kit::write_zip({{"lib/empty.jar", ""}})).empty());
    std::string packed = kit::write_zip({{"lib/in.jar", whole, kit::ZipPacking::deflated}});
    packed[40] = '\xff'; // the first bytes that are packed
    CHECK(jar(packed).starts_with("lib/in.jar "));
}

TEST_CASE("of several faults the first is told of, in a few words") {
    Gathered gathered({});
    gathered.damaged(std::string(5000, 'x'));
    gathered.damaged("later");
    CHECK(damage(gathered.take()).size() < 400);
}

#include "core/insight/packages/java_names.hpp"
#include "core/insight/packages/parsers.hpp"
#include "tests/kit/zip_writer.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;
using kit::write_zip;
using kit::ZipPacking;

namespace {

using Strings = std::vector<std::string>;

Strings told(const FileFacts& facts) {
    Strings out;
    for (const Package& package : facts.packages)
        out.push_back(package.name + " " + package.version +
                      (package.license.empty() ? "" : " (" + package.license + ")") +
                      (package.within.empty() ? "" : " in " + package.within) +
                      (package.files.empty() ? "" : " owns " + package.files[0]));
    return out;
}

Strings jar(const std::vector<kit::ZippedFile>& files, std::string_view path, const Limits& limits = {}) {
    return told(parse_java_archive(write_zip(files), path, limits));
}

kit::ZippedFile pom(const std::string& group, const std::string& artifact, const std::string& version) {
    return {"META-INF/maven/" + group + "/" + artifact + "/pom.properties",
            "#Generated\r\ngroupId=" + group + "\r\nartifactId=" + artifact + "\r\nversion = " + version + "\r\n"};
}

} // namespace

TEST_CASE("a jar is what Maven says it is, with the licence of its pom or its manifest") {
    CHECK(jar({pom("org.slf4j", "slf4j-api", "2.0.9"),
               {"META-INF/maven/org.slf4j/slf4j-api/pom.xml",
                "<project><licenses>\n<license><name> MIT License </name><url>x</url></license>"
                "<license><name>EPL 2.0</name></license></licenses></project>"}},
              "/lib/slf4j.jar") == Strings{"org.slf4j:slf4j-api 2.0.9 (MIT License OR EPL 2.0) owns /lib/slf4j.jar"});
    CHECK(jar({pom("a", "b", "1"),
               {"META-INF/MANIFEST.MF", "Bundle-License: https://www.apa\r\n che.org/2.0;link=x\r\n"}},
              "/b.jar") == Strings{"a:b 1 (https://www.apache.org/2.0) owns /b.jar"});
}

TEST_CASE("a jar without Maven's files is what its name and its manifest say") {
    CHECK(
        jar({{"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\nImplementation-Version: 3.1\n"
                                      "Implementation-Vendor-Id: com.example\n\nName: x\nImplementation-Version: 9\n"}},
            "/lib/tool.jar") == Strings{"com.example:tool 3.1 owns /lib/tool.jar"});
    CHECK(jar({{"a.class", "x"}}, "/lib/guava-33.0.0-jre.jar") ==
          Strings{"guava 33.0.0-jre owns /lib/guava-33.0.0-jre.jar"});
    CHECK(jar({{"a.class", "x"}}, "/lib/mine.jar").empty());
    CHECK(jar({{"META-INF/MANIFEST.MF",
                "Bundle-SymbolicName: org.eclipse.core;singleton:=true\nBundle-Version: 3.1.0.v2022\n"}},
              "/plugins/org.eclipse.core_3.1.0.v2022.jar") ==
          Strings{"org.eclipse.core 3.1.0.v2022 owns /plugins/org.eclipse.core_3.1.0.v2022.jar"});
    CHECK(jar({{"META-INF/MANIFEST.MF", "Bundle-SymbolicName: com.google.guava\nBundle-Version: 33.0.0.jre\n"}},
              "/lib/guava-33.0.0-jre.jar") == Strings{"guava 33.0.0-jre owns /lib/guava-33.0.0-jre.jar"});
    CHECK(package_of_file_name("/x/commons-lang3-3.12.jar").name == "commons-lang3");
    CHECK(package_of_file_name("/x/-1.jar").name == "-1");
}

TEST_CASE("the group of a jar without Maven's files is what its manifest or the artifact's name tells") {
    const auto name = [](const std::string& manifest, std::string_view path) {
        const Strings found = jar({{"META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n" + manifest}}, path);
        return found.size() == 1 ? found[0].substr(0, found[0].find(' ')) : "";
    };
    CHECK(name("Implementation-Title: spring-core\nAutomatic-Module-Name: spring.core\n", "/spring-core-6.1.1.jar") ==
          "org.springframework:spring-core");
    CHECK(name("", "/spring-boot-loader-3.2.0.jar") == "org.springframework.boot:spring-boot-loader");
    CHECK(name("", "/spring-boot-demo-3.jar") == "spring-boot-demo"); // anyone's
    CHECK(name("", "/kafka_2.13-3.6.1.jar") == "org.apache.kafka:kafka_2.13");
    CHECK(name("Bundle-SymbolicName: com.h2database\n", "/h2-2.2.224.jar") == "com.h2database:h2");
    CHECK(name("Implementation-Title: com.netflix.eureka#eureka-client;1.10\n", "/eureka-client-1.10.jar") ==
          "com.netflix.eureka:eureka-client");
    CHECK(name("Implementation-Title: com.netflix.eureka#other;1.10\n", "/eureka-client-1.10.jar") == "eureka-client");
    CHECK(name("Group-Id: org.jenkins-ci.plugins\n", "/git-5.2.jpi") == "org.jenkins-ci.plugins:git");
    CHECK(name("Bundle-SymbolicName: org.mockito.mockito-core\n", "/mockito-core-5.7.jar") ==
          "org.mockito:mockito-core");
    CHECK(name("Bundle-SymbolicName: com.mockito-core\n", "/mockito-core-5.7.jar") == "mockito-core");
    CHECK(name("Bundle-SymbolicName: org.objectweb.asm\n", "/asm-9.6.jar") == "asm"); // its group is org.ow2.asm
    CHECK(name("Implementation-Vendor-Id: Example Inc\n", "/tool-1.jar") == "tool");
    CHECK(name("Implementation-Vendor-Id: org.x\n", "/spring-core-6.jar") == "org.x:spring-core");
}

TEST_CASE("what was shaded into a jar is there too, behind the jar itself") {
    CHECK(jar({pom("a", "inner", "1"), pom("b", "outer", "2")}, "/x/outer-2.jar") ==
          Strings{"b:outer 2 owns /x/outer-2.jar", "a:inner 1 owns /x/outer-2.jar"});
    CHECK(jar({pom("a", "inner", "1"), pom("b", "other", "2")}, "/x/all-5.jar") ==
          Strings{"all 5 owns /x/all-5.jar", "a:inner 1 owns /x/all-5.jar", "b:other 2 owns /x/all-5.jar"});
}

TEST_CASE("jars inside jars are looked into, stored or packed, to a depth") {
    const std::string inmost = write_zip({pom("c", "inmost", "3")});
    const std::string inner =
        write_zip({pom("b", "inner", "2"), {"WEB-INF/lib/inmost.jar", inmost, ZipPacking::deflated}});
    const std::vector<kit::ZippedFile> outer = {pom("a", "outer", "1"),
                                                {"BOOT-INF/lib/inner.war", inner, ZipPacking::stored}};
    CHECK(jar(outer, "/outer.jar") == Strings{"a:outer 1 owns /outer.jar", "b:inner 2 in BOOT-INF/lib/inner.war",
                                              "c:inmost 3 in BOOT-INF/lib/inner.war!/WEB-INF/lib/inmost.jar"});
    Limits limits;
    limits.nested_depth = 1;
    CHECK(jar(outer, "/outer.jar", limits).size() == 2);
    limits = {};
    limits.nested_bytes = inner.size() + 200;
    CHECK(jar(outer, "/outer.jar", limits).size() == 2);
}

TEST_CASE("an archive that is broken or none at all has no packages") {
    CHECK(told(parse_java_archive("no zip", "/a-1.jar", {})).empty());
    const std::string whole = write_zip({pom("a", "b", "1")});
    for (std::size_t at = 0; at < whole.size(); at++) {
        std::string broken = whole;
        broken[at] = static_cast<char>(broken[at] ^ 0x55);
        CHECK_NOTHROW(parse_java_archive(broken, "/a-1.jar", {}));
    }
}

TEST_CASE("of jars that a limit kept from being read it is said that they may hold more") {
    const std::string inner = write_zip({pom("b", "inner", "2")});
    const std::string outer = write_zip({pom("a", "outer", "1"), {"lib/inner.jar", inner, ZipPacking::stored}});
    const auto said = [&](const Limits& limits) {
        const FileFacts facts = parse_java_archive(outer, "/outer.jar", limits);
        REQUIRE(facts.packages.size() == (facts.sightings.empty() ? 2 : 1));
        return facts.sightings.empty() ? "" : facts.sightings[0].rule + ": " + facts.sightings[0].masked;
    };
    CHECK(said({}) == "");
    CHECK(said({.nested_bytes = 200}) ==
          "unread-packages: the archives in it have more than 200 bytes (--limit nested-bytes)");
    CHECK(said({.nested_depth = 0}) ==
          "unread-packages: archives lie in each other more than 0 deep (--limit nested-depth)");
}

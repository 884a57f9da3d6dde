#include "core/insight/license_terms.hpp"
#include "core/insight/package_pattern.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

using Strings = std::vector<std::string>;

bool named(Ecosystem ecosystem, std::string name, std::string_view pattern) {
    return package_matches({.ecosystem = ecosystem, .name = std::move(name), .version = "2.14.1"}, pattern);
}
bool licensed(std::string license, std::string_view pattern) {
    return package_matches({.name = "a", .version = "1", .license = std::move(license)}, pattern);
}
bool allowed(std::string license, const Strings& patterns) {
    return package_allowed({.name = "a", .version = "1", .license = std::move(license)}, patterns);
}
Strings singles(std::string_view expression) {
    const auto found = single_licenses(expression);
    return {found.begin(), found.end()};
}

} // namespace

TEST_CASE("a Java package is named by its artifact too, and by its group as package URLs write it") {
    const std::string name = "org.apache.logging.log4j:log4j-core";
    for (const std::string_view hit :
         {"log4j-core", "log4j-core@2.1*", "maven/log4j-core", "log4j-*", "org.apache.logging.log4j:log4j-core",
          "org.apache.logging.log4j/log4j-core@2.*", "maven/org.apache.logging.log4j/log4j-core", "org.apache.*"})
        CHECK(named(Ecosystem::maven, name, hit));
    for (const std::string_view miss :
         {"log4j", "core", "log4j-core@2.17*", "npm/log4j-core", "other:log4j-core", ":log4j-core"})
        CHECK_FALSE(named(Ecosystem::maven, name, miss));
    CHECK_FALSE(named(Ecosystem::npm, "@types/node", "node")); // the scope is part of the name
    CHECK_FALSE(named(Ecosystem::golang, "golang.org/x/crypto", "crypto"));
    CHECK_FALSE(named(Ecosystem::composer, "psr/log", "log"));
}

TEST_CASE("names of NuGet are the same whatever the case of their letters") {
    CHECK(named(Ecosystem::nuget, "Newtonsoft.Json", "newtonsoft.json"));
    CHECK(named(Ecosystem::nuget, "newtonsoft.json", "nuget/Newtonsoft.*"));
    CHECK_FALSE(named(Ecosystem::npm, "JSONStream", "jsonstream"));
}

TEST_CASE("a licence is found in whatever expression it stands") {
    for (const std::string license :
         {"GPL-2+ AND AGPL-3+", "(MIT AND AGPL-3.0-only)", "agpl-3.0-only", "MIT or (ISC and AGPL-3)",
          "AGPL-3+ with OpenSSL-exception", "GPL-2+, and AGPL-3+"})
        CHECK(licensed(license, "license:AGPL*"));
    CHECK(licensed("(MIT AND AGPL-3.0-only)", "license:AGPL-3.0-only"));
    CHECK(licensed("MIT AND ISC", "license:mit and *"));
    CHECK_FALSE(licensed("MIT AND ISC", "license:AGPL*"));
    CHECK_FALSE(licensed("LGPL-2.1 AND ISC", "license:GPL*"));
    CHECK(singles("Apache License 2.0 or (GPL-2+ with x, and MIT)") ==
          Strings{"Apache License 2.0", "GPL-2+", "x", "MIT"});
    CHECK(singles("Sandor andor") == Strings{"Sandor andor"});
    CHECK(singles("").empty());
    CHECK(singles("and or ( ,").empty());
}

TEST_CASE("a list of allowed licences must cover an expression") {
    const Strings mit = {"license:MIT*"}, both = {"license:MIT", "license:BSD*"};
    CHECK(allowed("MIT", mit));
    CHECK(allowed("MIT OR AGPL-3.0-only", mit));
    CHECK_FALSE(allowed("MIT AND AGPL-3.0-only", mit));
    CHECK_FALSE(allowed("(MIT AND AGPL-3.0-only)", mit));
    CHECK_FALSE(allowed("MIT (AGPL-3.0-only) and MIT", mit));
    CHECK(allowed("MIT and (BSD-3-clause or GPL-2+)", both));
    CHECK_FALSE(allowed("MIT and (BSD-3-clause and GPL-2+)", both));
    CHECK(allowed("GPL-2.0 WITH Classpath-exception-2.0", {"license:GPL-2.0"}));
    CHECK(allowed("GPL-2.0 WITH Classpath-exception-2.0", {"license:GPL-2.0 WITH Class*"}));
    CHECK_FALSE(allowed("GPL-2.0 WITH Classpath-exception-2.0", {"license:Class*"}));
    CHECK(allowed("BSD (3-clause)", both));
    CHECK(allowed("whatever", {"a"}));
    CHECK(allowed("", {"license:*"}));
    CHECK_FALSE(allowed("", mit));
    CHECK_FALSE(allowed("MIT AND", mit));
    CHECK_FALSE(allowed("MIT OR ISC) AND AGPL-3", mit));
    CHECK_FALSE(allowed(std::string(100'000, '(') + "MIT OR MIT", mit));
}

TEST_CASE("an expression within another needs brackets where it joins licences itself") {
    CHECK(is_compound_license("GPL-2+ or MIT"));
    CHECK(is_compound_license("(a or b) and c"));
    CHECK_FALSE(is_compound_license("(GPL-2+ or MIT)"));
    CHECK_FALSE(is_compound_license("GPL-2+ with OpenSSL exception"));
    CHECK_FALSE(is_compound_license("Candor"));
}

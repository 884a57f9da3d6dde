#include "core/insight/package_version.hpp"

#include <catch2/catch_test_macros.hpp>
#include <initializer_list>
#include <string_view>
#include <vector>

using namespace strata;

namespace {

/// Versions from the oldest to the newest: each is compared with each, both ways.
void check_order(Ecosystem ecosystem, const std::vector<std::string_view>& versions) {
    for (std::size_t i = 0; i < versions.size(); i++)
        for (std::size_t j = 0; j < versions.size(); j++) {
            INFO(versions[i] << " against " << versions[j]);
            CHECK((compare_versions(ecosystem, versions[i], versions[j]) < 0) == (i < j));
            CHECK((compare_versions(ecosystem, versions[i], versions[j]) > 0) == (i > j));
        }
}

} // namespace

TEST_CASE("versions of each ecosystem are in its own order") {
    check_order(Ecosystem::deb, {"0.9~rc1", "0.9", "0.9a", "0.9+b1", "0.10", "1.0-1~bpo", "1.0-1", "1.0-1+deb12u1",
                                 "1.0-2", "1.0.1-1", "1:0.1"});
    check_order(Ecosystem::rpm,
                {"1.0~rc1-1", "1.0-1.el8", "1.0-2.el8", "1.0-10.el8", "1.0^git1-1", "1.0.1-1", "1:0.1-1"});
    check_order(Ecosystem::npm, {"1.0.0-alpha", "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta", "1.0.0-beta.2",
                                 "1.0.0-beta.11", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.10.0"});
    check_order(Ecosystem::golang,
                {"v0.0.0-20200101000000-abcdef123456", "v0.0.0-20210101000000-abcdef123456", "v0.1.0", "v1.2.3"});
    check_order(Ecosystem::nuget, {"4.3.0", "4.3.0.1", "13.0.1"});
    check_order(Ecosystem::pypi, {"1.0.dev1", "1.0a1", "1.0b1", "1.0rc1", "1.0", "1.0.post1", "1.0.1", "1.1", "1!0.5"});
    check_order(Ecosystem::gem, {"1.0.a1", "1.0.rc2", "1.0", "1.0.1", "1.10"});
    check_order(Ecosystem::maven, {"1.0-alpha-1", "1.0-beta-2", "1.0-rc1", "1.0-SNAPSHOT", "1.0", "1.0-sp1", "1.1"});
    check_order(Ecosystem::apk, {"1.1.1_rc1-r0", "1.1.1-r0", "1.1.1-r1", "1.1.1a-r0", "1.1.1k-r0", "1.1.2-r0"});
}

TEST_CASE("versions that say the same are equivalent") {
    CHECK(compare_versions(Ecosystem::pypi, "1.0", "1.0.0") == 0);
    CHECK(compare_versions(Ecosystem::deb, "1.0-0", "1.0") == 0);
    CHECK(compare_versions(Ecosystem::deb, "0:1.0", "1.00") == 0);
    CHECK(compare_versions(Ecosystem::npm, "1.0.0+a", "1.0.0+b") == 0);
    CHECK(compare_versions(Ecosystem::maven, "1.0.Final", "1.0") == 0);
    for (std::size_t i = 0; i < 11; i++) CHECK(compare_versions(static_cast<Ecosystem>(i), "", "") == 0);
}

#include "core/diff/diff_packages.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

namespace {

FoundPackage found(Ecosystem ecosystem, std::string name, std::string version, std::string architecture = {}) {
    FoundPackage one;
    one.package.ecosystem = ecosystem;
    one.package.name = std::move(name);
    one.package.version = std::move(version);
    one.package.architecture = std::move(architecture);
    return one;
}

PackageList list(std::vector<FoundPackage> packages) {
    PackageList out;
    out.packages = std::move(packages);
    return out;
}

std::string told(const PackageDiff& diff) {
    std::string out;
    for (const PackageRow& row : diff.rows)
        out += std::string(package_change_name(row.change)) + " " + std::string(ecosystem_name(row.ecosystem)) + " " +
               row.name + " " + row.version_a + ">" + row.version_b + "\n";
    return out;
}

constexpr Ecosystem deb = Ecosystem::deb, npm = Ecosystem::npm;

} // namespace

TEST_CASE("packages are added, removed, upgraded and downgraded, by ecosystem") {
    const PackageList a = list({found(deb, "apt", "2.6"), found(deb, "bash", "5.2"), found(deb, "old", "1"),
                                found(npm, "x", "2.0.0"), found(npm, "y", "1.0.0+a")});
    const PackageList b = list({found(deb, "apt", "2.10"), found(deb, "bash", "5.2"), found(deb, "new", "1"),
                                found(npm, "x", "1.9.0"), found(npm, "y", "1.0.0+b")});
    const PackageDiff diff = diff_packages(a, b);
    CHECK(told(diff) ==
          "upgraded deb apt 2.6>2.10\nadded deb new >1\nremoved deb old 1>\ndowngraded npm x 2.0.0>1.9.0\n"
          "changed npm y 1.0.0+a>1.0.0+b\n");
    CHECK(diff.counts[0] == std::array<std::uint32_t, 5>{1, 1, 1, 0, 0});
    CHECK(diff.counts[4] == std::array<std::uint32_t, 5>{0, 0, 0, 1, 1});
    CHECK(diff.complete);
}

TEST_CASE("a list does not differ from itself") {
    const PackageList a =
        list({found(deb, "a", "1", "amd64"), found(deb, "a", "1", "i386"), found(npm, "a", "1"), found(npm, "a", "2")});
    CHECK(diff_packages(a, a).rows.empty());
}

TEST_CASE("of several versions what both have is the same, the others are paired") {
    CHECK(told(diff_packages(list({found(npm, "a", "1.0.0"), found(npm, "a", "2.0.0")}),
                             list({found(npm, "a", "1.0.0"), found(npm, "a", "2.1.0"), found(npm, "a", "3.0.0")}))) ==
          "upgraded npm a 2.0.0>3.0.0\nadded npm a >2.1.0\n");
    CHECK(told(diff_packages(list({found(deb, "a", "1", "amd64"), found(deb, "a", "1", "i386")}),
                             list({found(deb, "a", "2", "amd64"), found(deb, "a", "2", "i386")}))) ==
          "upgraded deb a 1>2\nupgraded deb a 1>2\n");
}

TEST_CASE("where layers were not looked into the diff is said to be incomplete") {
    PackageList a;
    a.layers_not_examined = 1;
    CHECK_FALSE(diff_packages(a, {}).complete);
    CHECK_FALSE(diff_packages({}, a).complete);
}

#include "core/base/text.hpp"
#include "core/diff/diff_packages.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <map>
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

TEST_CASE("versions at several places are paired by place, whatever the version is written into") {
    const auto pairs = [](std::initializer_list<std::pair<std::string_view, std::string_view>> files_a,
                          std::initializer_list<std::pair<std::string_view, std::string_view>> files_b) {
        std::string layer_a, layer_b;
        for (const auto& [path, version] : files_a) layer_a += text(path, "=x\n");
        for (const auto& [path, version] : files_b) layer_b += text(path, "=x\n");
        const Timeline in_a(kit::inspection_from_text({layer_a})), in_b(kit::inspection_from_text({layer_b}));
        const auto list_of = [](const Timeline& timeline, const auto& files) {
            std::map<std::string_view, FoundPackage> by_version;
            for (const auto& [path, version] : files) {
                FoundPackage& one =
                    by_version.try_emplace(version, found(npm, "l", std::string(version))).first->second;
                one.declarations.push_back({timeline.find(path), 0, ""});
            }
            std::vector<FoundPackage> packages;
            for (const auto& [version, one] : by_version) packages.push_back(one);
            return list(packages);
        };
        const PackageList a = list_of(in_a, files_a), b = list_of(in_b, files_b);
        return told(diff_packages({a, &in_a}, {b, &in_b}));
    };
    CHECK(pairs({{"a/p", "1.0.0"}, {"b/p", "2.0.0"}, {"c/p", "1.0.0"}},
                {{"a/p", "1.1.0"}, {"b/p", "2.0.0"}, {"c/p", "3.0.0"}}) ==
          "upgraded npm l 1.0.0>3.0.0\nupgraded npm l 1.0.0>1.1.0\n");
    CHECK(pairs({{"a/p", "1.0.0"}, {"b/p", "2.0.0"}}, {{"a/p", "3.0.0"}, {"b/p", "2.5.0"}}) ==
          "upgraded npm l 2.0.0>2.5.0\nupgraded npm l 1.0.0>3.0.0\n");
    CHECK(pairs({{"a/l-1.jar", "1"}, {"b/l-2.jar", "2"}}, {{"a/l-4.jar", "4"}, {"b/l-3.jar", "3"}}) ==
          "upgraded npm l 2>3\nupgraded npm l 1>4\n");
    // one list has both: the newest with the newest
    CHECK(pairs({{"list", "1"}, {"list", "2"}}, {{"list", "3"}, {"list", "4"}}) ==
          "upgraded npm l 2>4\nupgraded npm l 1>3\n");
    CHECK(pairs({{"a/p", "1"}}, {{"b/p", "2"}, {"c/p", "3"}}) == "upgraded npm l 1>3\nadded npm l >2\n");
}

TEST_CASE("where layers were not looked into the diff is said to be incomplete") {
    PackageList a;
    a.layers_not_examined = 1;
    CHECK_FALSE(diff_packages(a, PackageList{}).complete);
    CHECK_FALSE(diff_packages(PackageList{}, a).complete);
}

#include "core/diff/diff_findings.hpp"
#include "core/insight/checks.hpp"
#include "core/insight/image_user.hpp"
#include "core/insight/package_pattern.hpp"
#include "tests/kit/examined_image.hpp"
#include "tests/kit/layer_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace strata;
using kit::examined;
using kit::file;

namespace {

CheckRule rule(std::string_view key, std::vector<std::string> values) {
    auto made = make_check_rule(*find_check(key), std::move(values), "a test");
    REQUIRE(made);
    return *made;
}

struct Sides {
    std::string name;
    std::uint64_t bytes = 0;
    std::vector<Finding> added;
};

CheckResult check(const Inspection& inspection, const CheckRule& one, const Sides* other = nullptr,
                  const DiveScore* dive = nullptr) {
    const Timeline timeline(inspection);
    const Waste waste = find_waste(timeline);
    const Findings findings = find_findings(inspection, timeline, {});
    const DiveScore own = dive_score(inspection);
    CheckSubject subject{inspection, timeline, waste, dive != nullptr ? *dive : own, findings};
    std::optional<CheckAgainst> against;
    if (other != nullptr) against = CheckAgainst{other->name, other->bytes, other->added};
    const CheckSubject whole{inspection, timeline, waste, dive != nullptr ? *dive : own, findings, against};
    const CheckReport report = run_checks(whole, std::span(&one, 1));
    REQUIRE(report.results.size() == 1);
    return report.results[0];
}
CheckStatus status(const Inspection& inspection, std::string_view key, std::vector<std::string> values) {
    return check(inspection, rule(key, std::move(values))).status;
}
constexpr auto passed = CheckStatus::passed, failed = CheckStatus::failed, skipped = CheckStatus::skipped,
               unknown = CheckStatus::unknown;
const std::string token = std::string("gh") + "p_wT4kQ9zLm2Xc7Vb1Nn5Rr8Ss3Dd6Ff0Gg2Hj";

} // namespace

TEST_CASE("dive's comparisons are strict") {
    // What dive's own tests use: allFail, allPass and thresholds that are just met.
    const DiveScore dive{0.9844212134184309, 1220598, 66237, 32025, 0.4834911001404049};
    const Inspection image = examined({{file("a", "1")}});
    const auto with = [&](std::string_view key, const std::string& value) {
        return check(image, rule(key, {value}), nullptr, &dive).status;
    };
    CHECK(with("lowest-efficiency", "0.99") == failed);
    CHECK(with("lowest-efficiency", "0.9") == passed);
    CHECK(with("lowest-efficiency", "0.9844212134184309") == passed);
    CHECK(with("highest-wasted-bytes", "1B") == failed);
    CHECK(with("highest-wasted-bytes", "50kB") == passed);
    CHECK(with("highest-wasted-bytes", "32025") == passed);
    CHECK(with("highest-wasted-bytes", "32024") == failed);
    CHECK(with("highest-user-wasted-percent", "0.01") == failed);
    CHECK(with("highest-user-wasted-percent", "0.5") == passed);
    CHECK(with("lowest-efficiency", "disabled") == skipped);
    CHECK(check(image, rule("highest-user-wasted-percent", {"0.1"})).status == passed); // one layer: NaN, as in dive
}

TEST_CASE("size, growth and waste") {
    const Inspection image = examined({{file("a", std::string(600, 'x'))}, {file("a", std::string(400, 'y'))}});
    CHECK(status(image, "max-size", {"1kB"}) == passed);
    CHECK(status(image, "max-size", {"999"}) == failed);
    // no size that headers claim turns into a small one
    CHECK(status(kit::inspection_from_text({"a= size:9223372036854775808", "b= size:9223372036854775808"}), "max-size",
                 {"1TB"}) == failed);
    CHECK(status(image, "max-waste", {"600"}) == passed);
    CHECK(status(image, "max-waste", {"599"}) == failed);
    CHECK(status(image, "max-waste", {"60%"}) == passed);
    CHECK(status(image, "max-waste", {"59%"}) == failed);
    CHECK(status(image, "max-growth", {"10%"}) == skipped);
    const Sides smaller{"old", 900, {}};
    CHECK(check(image, rule("max-growth", {"100"}), &smaller).status == passed);
    CHECK(check(image, rule("max-growth", {"99"}), &smaller).status == failed);
    CHECK(check(image, rule("max-growth", {"11%"}), &smaller).status == failed);
    CHECK(check(image, rule("max-growth", {"12%"}), &smaller).status == passed);
    const Sides larger{"old", 5000, {}};
    CHECK(check(image, rule("max-growth", {"0"}), &larger).status == passed);
}

TEST_CASE("paths, labels, user and tag") {
    Inspection image = examined({{file("srv/key.pem", "x"), file("srv/a", "x")}, {kit::whiteout("srv/key.pem")}});
    const CheckResult paths = check(image, rule("forbidden-paths", {"*.pem"}));
    CHECK(paths.status == failed);
    REQUIRE(paths.evidence.size() == 1);
    CHECK(paths.evidence[0].where == "/srv/key.pem");
    CHECK(paths.evidence[0].what == "in layer 1, deleted later");
    CHECK(status(image, "forbidden-paths", {"*.key", "/etc/**"}) == passed);
    CHECK(status(image, "forbidden-paths", {"/srv/*", "*.key"}) == failed);
    const auto endless = make_check_rule(*find_check("forbidden-paths"), {std::string(5'000, '?')}, "a test");
    CHECK(endless.error().message.ends_with("the pattern is too long"));
    image.image.config.settings.labels = {{"a", "1"}, {"b", ""}};
    CHECK(status(image, "required-labels", {"a"}) == passed);
    CHECK(check(image, rule("required-labels", {"a", "b", "c"})).evidence.size() == 2);
    for (const std::string user : {"", "root", "0", "0:0", "root:staff", "000"}) {
        image.image.config.settings.user = user;
        CHECK(status(image, "no-root", {"true"}) == failed);
    }
    for (const std::string user : {"node", "1000", "1000:0", "rooted"}) {
        image.image.config.settings.user = user;
        CHECK(status(image, "no-root", {"true"}) == passed);
    }
    image.image.names = {read_reference("shop/api:1.0")};
    CHECK(status(image, "no-latest", {"true"}) == passed);
    image.image.names.push_back(read_reference("shop/api:latest"));
    CHECK(status(image, "no-latest", {"true"}) == failed);
    image.image.names = {read_reference("docker.io/library/shop")};
    CHECK(status(image, "no-latest", {"true"}) == failed);
    image.image.names = {read_reference("shop/api@sha256:" + std::string(64, 'a'))};
    CHECK(status(image, "no-latest", {"true"}) == passed);
}

TEST_CASE("a user of Windows is an administrator by name") {
    Inspection image = examined({{file("Files/a", "x")}});
    image.image.platform.os = "windows";
    for (const std::string user : {"", "ContainerAdministrator", "containeradministrator",
                                   "User Manager\\ContainerAdministrator", "NT AUTHORITY\\SYSTEM"}) {
        INFO(user);
        image.image.config.settings.user = user;
        CHECK(status(image, "no-root", {"true"}) == failed);
    }
    for (const std::string user : {"ContainerUser", "shop", "User Manager\\ContainerUser"}) {
        INFO(user);
        image.image.config.settings.user = user;
        CHECK(status(image, "no-root", {"true"}) == passed);
    }
    CHECK(check(image, rule("no-root", {"true"})).message == "containers start as User Manager\\ContainerUser");
    image.image.config.settings.user = "";
    CHECK(check(image, rule("no-root", {"true"})).message.find("ContainerAdministrator") != std::string::npos);
}

TEST_CASE("forbidden paths are looked for at any depth, and a pattern that gives up lets nothing pass") {
    std::string deep;
    for (int i = 0; i < 100'000; i++) deep += "d/";
    const Inspection nested = kit::inspection_from_text({deep + "id_rsa=1"});
    CHECK(status(nested, "forbidden-paths", {"x", "/d/*/x/**"}) == passed);
    const CheckResult key = check(nested, rule("forbidden-paths", {"/d/**/id_*"}));
    REQUIRE(key.evidence.size() == 1);
    CHECK(key.evidence[0].where.starts_with("…/d/d/"));
    CHECK(key.evidence[0].where.ends_with("/d/id_rsa"));
    const CheckResult all = check(nested, rule("forbidden-paths", {"d", "id_rsa"}));
    CHECK(all.evidence.size() == most_evidence);
    CHECK(all.more == 100'001 - most_evidence);
    CHECK(all.message == "100,001 paths that must not be there");

    std::mt19937 random(7);
    std::string noise;
    for (int i = 0; i < 50'000; i++) noise += random() % 2 != 0 ? 'a' : 'b';
    const CheckResult lost =
        check(kit::inspection_from_text({noise + "=1"}), rule("forbidden-paths", {"*a????????????????????c"}));
    CHECK(lost.status == failed);
    CHECK(lost.message.find("is too complicated for so many names") != std::string::npos);
}

TEST_CASE("findings, secrets and new privileges") {
    const Inspection image = examined({{file("srv/a.txt", token), file("opt/run", "x", 04755)}});
    CHECK(check(image, rule("findings", {"high"})).evidence.size() == 1);
    CHECK(check(image, rule("findings", {"medium"})).evidence.size() == 2);
    const CheckResult secrets = check(image, rule("no-secrets", {"true"}));
    REQUIRE(secrets.evidence.size() == 1);
    CHECK(secrets.evidence[0].where == "/srv/a.txt");
    CHECK(secrets.evidence[0].line == 1);
    CHECK(secrets.evidence[0].what.find(token.substr(6, 10)) == std::string::npos);
    CHECK(status(image, "no-new-privileges", {"true"}) == skipped);
    const Inspection before = examined({{file("srv/a.txt", token)}});
    const auto found = [](const Inspection& one) { return find_findings(one, Timeline(one), {}); };
    const Sides old{"old", 0, diff_findings(found(before), found(image)).added};
    CHECK(check(image, rule("no-new-privileges", {"true"}), &old).status == failed);
    const Sides same{"old", 0, diff_findings(found(image), found(image)).added};
    CHECK(check(image, rule("no-new-privileges", {"true"}), &same).status == passed);
}

TEST_CASE("packages by name, version, ecosystem and licence") {
    const Package package{
        .ecosystem = Ecosystem::npm, .name = "@types/node", .version = "20.1.0", .license = "AGPL-3.0"};
    for (const std::string_view hit : {"@types/node", "*", "@types/*", "npm/@types/node", "@types/node@20.*", "npm/*",
                                       "license:AGPL*", "npm/@types/node@20.1.0"})
        CHECK(package_matches(package, hit));
    for (const std::string_view miss : {"node", "deb/*", "@types/node@2", "license:MIT", "npm/node", ""})
        CHECK_FALSE(package_matches(package, miss));

    Inspection image = examined({{file("srv/package.json", "x")}});
    Layer layer = *image.layers[0];
    FileFacts facts{.entry = 2};
    facts.packages = {package};
    layer.facts = {facts};
    layer.examined = facts_all;
    image.layers[0] = std::make_shared<const Layer>(layer);
    REQUIRE(layer.tree.path(2) == "/srv/package.json");
    CHECK(status(image, "denied-packages", {"@types/*"}) == failed);
    CHECK(status(image, "denied-packages", {"left-pad"}) == passed);
    CHECK(status(image, "allowed-packages", {"npm/*"}) == passed);
    CHECK(status(image, "allowed-packages", {"deb/*"}) == failed);
    CHECK(status(examined({{file("a", "x")}}), "denied-packages", {"x"}) == unknown); // nobody looked for packages
}

TEST_CASE("no rule about files holds where a layer is encrypted or elsewhere") {
    for (const BlobState state : {BlobState::encrypted, BlobState::foreign}) {
        Inspection image = examined({{file("a", "x")}});
        Layer closed;
        closed.problems.push_back({Severity::note, "its files can't be shown"});
        image.layers.push_back(std::make_shared<const Layer>(std::move(closed)));
        image.image.layers = {{.state = BlobState::present}, {.state = state}};
        for (const std::string_view key : {"no-secrets", "no-root", "no-new-privileges"}) {
            const Sides older{"old", 0, {}};
            image.image.config.settings.user = "1000";
            CHECK(check(image, rule(key, {"true"}), &older).message == "not known: layer 2: its files can't be shown");
        }
        CHECK(status(image, "max-size", {"1GB"}) == unknown);
        CHECK(status(image, "forbidden-paths", {"**/b"}) == unknown);
        CHECK(status(image, "forbidden-paths", {"a"}) == failed);
        CHECK(status(image, "denied-packages", {"x"}) == unknown);
        CHECK(status(image, "no-latest", {"true"}) == passed);
        CHECK(unread_parts(image) == std::vector<std::string>{"layer 2: its files can't be shown"});
        CHECK(find_findings(image, Timeline(image), {}).unexamined == 1);
    }
}

TEST_CASE("a layer that is not in the archive is told of once") {
    Inspection image = examined({{file("a", "x")}});
    image.image.layers = {{.state = BlobState::missing}};
    image.image.problems.push_back({Severity::error, "layer 1 (sha256:1111) is not in the archive"});
    Layer missing;
    missing.problems.push_back({Severity::error, "its blob is not in the archive"});
    image.layers[0] = std::make_shared<const Layer>(missing);
    CHECK(unread_parts(image) == std::vector<std::string>{"layer 1 (sha256:1111) is not in the archive"});
    image.image.problems.clear();
    CHECK(unread_parts(image) == std::vector<std::string>{"layer 1: its blob is not in the archive"});
}

TEST_CASE("only what a rule can be judged by is looked for") {
    const auto facts = [](std::string_view key, std::vector<std::string> values) {
        return facts_wanted(std::vector{rule(key, std::move(values))});
    };
    CHECK(facts("max-size", {"1GB"}) == 0);
    CHECK(facts("no-root", {"true"}) == 0);
    CHECK(facts("no-secrets", {"true"}) == facts_secrets);
    CHECK(facts("findings", {"high"}) == facts_secrets);
    CHECK(facts("denied-packages", {"deb/telnetd"}) == facts_packages);
    CHECK(facts("no-secrets", {"off"}) == 0);
}

TEST_CASE("a diff of an image with itself has no findings, and tells what came and went") {
    const Inspection a = examined({{file("srv/a.txt", token), file("opt/run", "x", 04755), file("srv/.env", "A=1")}});
    const Inspection b =
        examined({{file("etc/motd", "x")}, {file("srv/a.txt", "\n" + token), file("opt/new", "x", 04755)}});
    const auto found = [](const Inspection& one) { return find_findings(one, Timeline(one), {}); };
    const FindingsDiff same = diff_findings(found(a), found(a));
    CHECK(same.added.empty());
    CHECK(same.gone.empty());
    CHECK(same.kept == found(a).rows.size());
    const FindingsDiff diff = diff_findings(found(a), found(b));
    REQUIRE(diff.added.size() == 1);
    CHECK(diff.added[0].path == "/opt/new");
    CHECK(diff.gone.size() == 2); // the setuid program and .env; the token only moved to another line and layer
    CHECK(diff.kept == 1);
}

TEST_CASE("who is root is told by number, however it is written, and by the image's passwd") {
    const std::string_view passwd = "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:/bin/sh\napp:x:1000:0::/:/bin/sh\n"
                                    "app:x:0:0::/:/bin/sh\nbroken\nroot2:x:00:0::";
    for (const char* root : {"", "root", "0", "00", "+0", "-0", "0:1000", "root:staff", "toor", "toor:app", "root2"}) {
        INFO(root);
        CHECK(starts_as_root(root, passwd));
    }
    for (const char* other : {"app", "1000", "app:root", "1000:0", "nobody", "broken", "+1"}) {
        INFO(other);
        CHECK_FALSE(starts_as_root(other, passwd));
    }
    CHECK(starts_as_root("root", ""));
    CHECK_FALSE(starts_as_root("root", "root:x:1000:0::"));
}

TEST_CASE("packages are the same however their name and licence are spelled") {
    const auto matches = [](Ecosystem ecosystem, std::string name, std::string_view pattern) {
        return package_matches(
            {.ecosystem = ecosystem, .name = std::move(name), .version = "1.0", .license = "GPL-2.0"}, pattern);
    };
    CHECK(matches(Ecosystem::pypi, "PyYAML", "pyyaml"));
    CHECK(matches(Ecosystem::pypi, "typing_extensions", "typing-extensions"));
    CHECK(matches(Ecosystem::pypi, "zope.interface", "pypi/Zope--Interface@1.*"));
    CHECK(matches(Ecosystem::pypi, "zope.interface", "zope_*"));
    CHECK_FALSE(matches(Ecosystem::pypi, "zope.interface", "zopeinterface"));
    CHECK_FALSE(matches(Ecosystem::npm, "a_b", "a-b"));
    CHECK(matches(Ecosystem::npm, "a", "license:gpl-2.0"));
    CHECK(matches(Ecosystem::npm, "a", "license:GPL*"));
}

TEST_CASE("an image of one layer has no share of waste behind it") {
    const CheckResult result = check(examined({{file("a", "x")}}), rule("highest-user-wasted-percent", {"0.1"}));
    CHECK(result.status == passed);
    CHECK(result.message == "no bytes lie behind the first layer, so no share of them is wasted");
}

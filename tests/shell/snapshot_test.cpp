// A snapshot says of an image what the archive says.
#include "tests/kit/image_builder.hpp"
#include "tests/kit/run_in_process.hpp"
#include "tests/kit/temporary_directory.hpp"
#include "tests/samples/shop_api.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <fstream>

using namespace strata;
using Catch::Matchers::ContainsSubstring;
using kit::file;
using kit::run;

namespace {

const std::string token = std::string("gh") + "p_wT4kQ9zLm2Xc7Vb1Nn5Rr8Ss3Dd6Ff0Gg2Hj";

/// Packages of two systems, a secret that is deleted and one in ENV, a setuid program, waste of several classes.
kit::ImagePlan faulty(const std::string& libc) {
    kit::ImagePlan plan{.names = {"web:1"}};
    plan.settings.env = {"DB_PASSWORD=Tr4-kw9z"};
    const std::string status = "Package: libc6\nStatus: install ok installed\nVersion: " + libc + "\n\n";
    kit::TarFile owned = file("opt/run", "x", 04755);
    owned.uid = 5;
    plan.steps = {
        {.created_by = "ADD rootfs /",
         .layer = kit::write_tar(
             {file("etc/os-release", "ID=debian\nVERSION_ID=12\n"), file("var/lib/dpkg/status", status),
              file("usr/share/doc/libc6/copyright", "License: LGPL-2.1+\n"), file("opt/run", "x", 04755)})},
        {.created_by = "RUN npm ci",
         .layer = kit::write_tar({file("app/package.json", R"({"name":"left-pad","version":"1.0.0","license":"MIT"})"),
                                  file("srv/token", token), owned})},
        {.created_by = "RUN rm /srv/token", .layer = kit::write_tar({kit::whiteout("srv/token")})}};
    return plan;
}

class Folder {
public:
    std::string add(const std::string& name, const kit::ImagePlan& plan, kit::Packing packing) const {
        const kit::LayoutOptions options{.layout = kit::Layout::oci, .layers = packing};
        return folder_.write(name, kit::build_archive(plan, options)).string();
    }
    [[nodiscard]] std::string snapshot_of(const std::string& archive) const {
        std::string snapshot = archive + ".strata";
        REQUIRE(run({"snapshot", archive, "-o", snapshot}).exit == 0);
        return snapshot;
    }

private:
    kit::TemporaryDirectory folder_;
};

using Words = std::vector<std::string_view>;

/// `words` with the image behind the verb.
kit::Ran run_on(const std::string& image, Words words) {
    words.insert(words.begin() + 1, image);
    return run(words);
}

/// Of a snapshot, with the archive's name.
kit::Ran without_ending(kit::Ran ran) {
    constexpr std::string_view ending = ".strata";
    for (std::string* text : {&ran.out, &ran.err})
        for (std::size_t at = text->find(ending); at != std::string::npos; at = text->find(ending, at))
            text->erase(at, ending.size());
    return ran;
}

void check_same(const std::string& archive, const std::string& snapshot, const std::vector<Words>& questions) {
    for (const Words& words : questions) {
        INFO(words[0] << " " << words[1]);
        const auto of_archive = run_on(archive, words);
        const auto of_snapshot = without_ending(run_on(snapshot, words));
        CHECK(of_archive.exit < 2);
        CHECK(of_snapshot.exit == of_archive.exit);
        CHECK(of_snapshot.out == of_archive.out);
        CHECK(of_snapshot.err == of_archive.err);
    }
}

const std::vector<Words> insights = {{"packages", "--json", "--files"},
                                     {"packages", "--format", "cyclonedx"},
                                     {"findings", "--json", "--severity", "note"},
                                     {"findings", "--all"},
                                     {"check", "--json", "--no-secrets", "--findings", "low", "--max-waste", "1",
                                      "--deny-package", "license:LGPL*", "--allow-package", "deb/*"},
                                     {"waste", "--json"},
                                     {"history", "--no-trunc"},
                                     {"inspect", "--format", "{{json .}}"}};
/// In plain layers `layers` does not tell the same bytes stated again from others, where a snapshot has hashes.
const std::vector<Words> of_packed_layers = {{"layers", "--json"}, {"dockerfile", "--json"}, {"files", "--json"}};

} // namespace

TEST_CASE("a snapshot answers as its archive does") {
    const Folder folder;
    for (const kit::Packing packing : {kit::Packing::none, kit::Packing::gzip, kit::Packing::zstd}) {
        const std::string archive = folder.add("a.tar", faulty("2.36"), packing);
        const std::string snapshot = folder.snapshot_of(archive);
        check_same(archive, snapshot, insights);
        if (packing != kit::Packing::none) check_same(archive, snapshot, of_packed_layers);
        CHECK_THAT(run({"findings", snapshot}).out, ContainsSubstring("/srv/token:1") && ContainsSubstring("ENV DB_P"));
    }
    const std::string shop = folder.add("shop.tar", samples::shop_api(samples::Version::second), kit::Packing::gzip);
    check_same(shop, folder.snapshot_of(shop), insights);
}

TEST_CASE("a diff with a snapshot tells of packages and findings too") {
    const Folder folder;
    const std::string a = folder.add("a.tar", faulty("2.36"), kit::Packing::gzip);
    kit::ImagePlan plan = faulty("2.37");
    plan.settings.env = std::nullopt;
    const std::string b = folder.add("b.tar", plan, kit::Packing::gzip);
    const std::string direct = run({"diff", a, b, "--no-cache"}).out;
    CHECK_THAT(direct, ContainsSubstring("libc6  2.36 → 2.37  (upgraded)") && ContainsSubstring("ENV DB_PASSWORD"));
    CHECK(without_ending(run({"diff", folder.snapshot_of(a), b, "--no-cache"})).out == direct);
    CHECK(without_ending(run({"diff", folder.snapshot_of(a), folder.snapshot_of(b), "--no-cache"})).out == direct);
}

TEST_CASE("check judges the packages that packages shows") {
    const Folder folder;
    const std::string image = folder.add("a.tar", faulty("2.36"), kit::Packing::gzip);
    // The licence of a Debian package stands in a file of its own.
    const auto denied = run({"check", image, "--deny-package", "license:LGPL*"});
    CHECK(denied.exit == 1);
    CHECK_THAT(denied.out, ContainsSubstring("2 packages, 1 that must not be there") &&
                               ContainsSubstring("deb/libc6@2.36  of /var/lib/dpkg/status, licence LGPL-2.1+"));
    CHECK(run({"check", image, "--deny-package", "license:GPL*"}).exit == 0);
    CHECK(run({"check", image, "--allow-package", "deb/*", "--allow-package", "left-pad"}).exit == 0);
}

TEST_CASE("a snapshot of another version, or one too large, is told so") {
    const Folder folder;
    const std::string snapshot = folder.snapshot_of(folder.add("a.tar", faulty("2.36"), kit::Packing::gzip));
    CHECK_THAT(run({"layers", "--limit", "snapshot-bytes=100", snapshot}).err, ContainsSubstring("the limit is 100"));
    std::fstream file(snapshot, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(7).put('\x03');
    file.close();
    const kit::Ran old = run({"inspect", snapshot});
    CHECK(old.exit == 2);
    CHECK_THAT(old.err, ContainsSubstring("is a snapshot of version 3; this Strata reads version "));
}

TEST_CASE("whoever makes a snapshot of settings with secrets is told that it keeps them") {
    Folder folder;
    const std::string archive = folder.add("web.tar", faulty("2.36-9"), kit::Packing::none);
    const auto made = run({"snapshot", archive, "-o", archive + ".strata"});
    CHECK(made.exit == 0);
    CHECK_THAT(made.err, ContainsSubstring("its settings or history hold secrets, and the snapshot keeps them"));
    kit::ImagePlan plain = faulty("2.36-9");
    plain.settings.env = {"PATH=/bin"};
    const std::string other = folder.add("plain.tar", plain, kit::Packing::none);
    CHECK(run({"snapshot", other, "-o", other + ".strata"}).err.empty());
}

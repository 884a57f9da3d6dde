#include "core/insight/packages/parsers.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

namespace {

std::vector<Package> installed(std::string_view bytes) {
    return parse_apk_installed(bytes, "/lib/apk/db/installed", {}).packages;
}

} // namespace

TEST_CASE("apk's database names packages with their files") {
    const auto packages =
        installed("C:Q1abc=\nP:musl\nV:1.2.5-r0\nA:x86_64\nS:400\nI:622592\nT:the C library\nL:MIT\n"
                  "o:musl\nF:lib\nR:ld-musl-x86_64.so.1\na:0:0:755\nZ:Q1x=\nR:libc.musl.so\nF:\nR:top\n"
                  "\nP:busybox-binsh\nV:1.36\no:busybox\n\n");
    REQUIRE(packages.size() == 2);
    CHECK(packages[0].ecosystem == Ecosystem::apk);
    CHECK(packages[0].name == "musl");
    CHECK(packages[0].version == "1.2.5-r0");
    CHECK(packages[0].architecture == "x86_64");
    CHECK(packages[0].license == "MIT");
    CHECK(packages[0].source.empty());
    CHECK(packages[0].installed_size == 622592);
    CHECK(packages[0].files == std::vector<std::string>{"/lib/ld-musl-x86_64.so.1", "/lib/libc.musl.so", "/top"});
    CHECK(packages[1].source == "busybox");
    CHECK(packages[1].files.empty());
}

TEST_CASE("a broken apk database gives what can be read of it") {
    CHECK(installed("").empty());
    CHECK(installed("P:a\n\nV:1\n").empty());
    CHECK(installed("P\nV:\n:x\nR:file").empty());
    REQUIRE(installed("P:a\nV:1\nI:-5").size() == 1);
}

TEST_CASE("a few bytes that tell of gigabytes of paths are cut short") {
    Limits limits;
    limits.facts_memory = 100'000;
    std::string bytes = "P:a\nV:1\nF:" + std::string(4000, 'f') + "\n";
    for (int i = 0; i < 1000; i++) bytes += "R:x\n";
    bytes += "\nP:b\nV:1\n";
    const FileFacts facts = parse_apk_installed(bytes, "/lib/apk/db/installed", limits);
    CHECK(facts.weight() < 150'000);
    CHECK(parse_apk_installed("P:a\nV:1\nF:" + std::string(5000, 'f') + "\nR:x\n", "", {}).packages[0].files.empty());
}

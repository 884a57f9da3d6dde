#include "core/model/platform.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace strata;

namespace {
bool matches(std::string_view image, std::string_view wanted) {
    const auto mine = parse_platform(image), asked = parse_platform(wanted);
    REQUIRE(mine);
    REQUIRE(asked);
    return mine->matches(*asked);
}
} // namespace

TEST_CASE("a platform reads and writes itself") {
    for (const std::string text : {"linux/amd64", "linux/arm64/v8", "windows/amd64"}) {
        const auto platform = parse_platform(text);
        REQUIRE(platform);
        CHECK(platform->text() == text);
    }
    CHECK(Platform{}.text() == "unknown");
    CHECK(Platform{.architecture = "arm64"}.text() == "unknown/arm64");
    CHECK(parse_platform("windows") == Platform{.os = "windows"});
    CHECK(parse_platform("arm64") == Platform{.architecture = "arm64"});
}

TEST_CASE("the names people use for a platform match it") {
    CHECK(matches("linux/amd64", "linux/x86_64"));
    CHECK(matches("linux/arm64", "linux/aarch64"));
    CHECK(matches("linux/arm64", "linux/arm64/v8"));
    CHECK(matches("linux/arm64/v8", "linux/arm64"));
    CHECK(matches("linux/arm64/v8", "aarch64"));
    CHECK(matches("linux/arm", "linux/arm/v7"));
    CHECK(matches("linux/arm/v7", "linux/armhf"));
    CHECK(matches("linux/arm/v6", "linux/arm")); // asked for no variant
    CHECK(matches("linux/386", "linux/i686"));
    CHECK(matches("linux/amd64/v1", "linux/amd64"));
    CHECK(matches("linux/amd64", "LINUX/AMD64"));
    CHECK(matches("linux/arm64", "linux"));
    CHECK_FALSE(matches("linux/arm/v6", "linux/arm/v7"));
    CHECK_FALSE(matches("linux/arm64", "linux/amd64"));
    CHECK_FALSE(matches("windows/amd64", "linux/amd64"));
    CHECK_FALSE(matches("linux/amd64", "linux/amd64/v3"));
    CHECK_FALSE(Platform{}.matches(Platform{.os = "linux"}));
}

TEST_CASE("what is no platform is refused with a reason") {
    for (const std::string text :
         {"", "/", "linux/", "/amd64", "linux/arm64/v8/x", "linux//v8", "li nux/amd64", "a\nb"}) {
        INFO(text);
        const auto platform = parse_platform(text);
        REQUIRE_FALSE(platform);
        CHECK(platform.error().message.find("os/architecture") != std::string::npos);
    }
}

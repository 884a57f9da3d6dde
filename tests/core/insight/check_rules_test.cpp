// What a rule of a check may be set to.
#include "core/insight/checks.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace strata;

namespace {

std::string refused(std::string_view key, std::vector<std::string> values) {
    const auto made = make_check_rule(*find_check(key), std::move(values), "a test");
    return made ? "taken" : made.error().message;
}

} // namespace

TEST_CASE("sizes as go-humanize reads them") {
    const auto bytes = [](std::string_view written) {
        const auto read = parse_humanized_bytes(written);
        return read ? *read : std::numeric_limits<std::uint64_t>::max();
    };
    CHECK(bytes("20MB") == 20'000'000);
    CHECK(bytes("20Mb") == 20'000'000);
    CHECK(bytes("20 mb") == 20'000'000);
    CHECK(bytes("19M") == 19'000'000);
    CHECK(bytes("1.5GiB") == 1'610'612'736);
    CHECK(bytes("1,000") == 1000);
    CHECK(bytes("42") == 42);
    CHECK(bytes("1B") == 1);
    CHECK(bytes(".5kB") == 500);
    for (const std::string_view wrong : {"", "MB", "not_a_size", "1 XB", "-1", "99999999EB", "1.2.3MB"})
        CHECK_FALSE(parse_humanized_bytes(wrong));
}

TEST_CASE("dive's rules take what dive takes and refuse what dive refuses") {
    for (const std::string off : {"", "disabled", "OFF", "False", " off "})
        CHECK(make_check_rule(*find_check("lowestEfficiency"), {off}, "a test").value().disabled);
    CHECK(find_check("lowestEfficiency") == find_check("lowest-efficiency"));
    CHECK(refused("lowest-efficiency", {"1.1"}).find("is not between 0 and 1") != std::string::npos);
    CHECK(refused("lowest-efficiency", {"-0.1"}).find("is not between 0 and 1") != std::string::npos);
    CHECK(refused("lowest-efficiency", {"not_a_number"}).find("is no number") != std::string::npos);
    CHECK(refused("highest-user-wasted-percent", {"1.1"}) != "taken");
    CHECK(refused("highest-wasted-bytes", {"not_a_size"}) != "taken");
    CHECK(refused("max-size", {"1", "2"}).find("one value is needed") != std::string::npos);
    CHECK(refused("max-growth", {"x%"}) != "taken");
    CHECK(refused("findings", {"awful"}).find("none of high") != std::string::npos);
    CHECK(refused("no-root", {"maybe"}) != "taken");
    CHECK(refused("forbidden-paths", {"[a"}) != "taken");
    const auto defaults = dive_default_rules();
    REQUIRE(defaults.size() == 3);
    CHECK(defaults[0].ratio == 0.9);
    CHECK(defaults[1].disabled);
    CHECK(defaults[2].ratio == 0.1);
}

TEST_CASE("parts of bytes and more than all of them are no thresholds") {
    CHECK(refused("max-waste", {"0.9"}).find("is a part of a byte") != std::string::npos);
    CHECK(refused("max-size", {"1.5 B"}).find("is a part of a byte") != std::string::npos);
    CHECK(refused("max-waste", {"101%"}).find("is more than all of it") != std::string::npos);
    for (const char* taken : {"100%", "1.5kB", "12", "0"}) CHECK(refused("max-waste", {taken}) == "taken");
    CHECK(refused("max-growth", {"150%"}) == "taken");
    CHECK(refused("highest-wasted-bytes", {"0.9"}) == "taken"); // as dive
}

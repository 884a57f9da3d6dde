#include "core/base/format.hpp"

#include <catch2/catch_test_macros.hpp>
#include <limits>

using namespace strata;

TEST_CASE("sizes are written as docker writes them") {
    CHECK(docker_size(0) == "0B");
    CHECK(docker_size(999) == "999B");
    CHECK(docker_size(1000) == "1kB");
    CHECK(docker_size(1024) == "1.02kB");
    CHECK(docker_size(12'345) == "12.3kB");
    CHECK(docker_size(300'000) == "300kB");
    CHECK(docker_size(8'460'000) == "8.46MB");
    CHECK(docker_size(999'499) == "999kB");
    CHECK(docker_size(999'500) == "1MB");
    CHECK(docker_size(999'999'999) == "1GB");
    CHECK(docker_size(10'900'000) == "10.9MB");
    CHECK(docker_size(std::numeric_limits<std::uint64_t>::max()) == "18.4EB");
    CHECK(human_size(8'460'000) == "8.46 MB");
}

TEST_CASE("numbers are grouped") {
    CHECK(grouped(0) == "0");
    CHECK(grouped(999) == "999");
    CHECK(grouped(1000) == "1,000");
    CHECK(grouped(1234567) == "1,234,567");
}

TEST_CASE("modes are written as ls writes them") {
    CHECK(mode_letters(0755) == "rwxr-xr-x");
    CHECK(mode_letters(0640) == "rw-r-----");
    CHECK(mode_letters(04755) == "rwsr-xr-x");
    CHECK(mode_letters(04644) == "rwSr--r--");
    CHECK(mode_letters(02755) == "rwxr-sr-x");
    CHECK(mode_letters(02745) == "rwxr-Sr-x");
    CHECK(mode_letters(01777) == "rwxrwxrwt");
    CHECK(mode_letters(01776) == "rwxrwxrwT");
    CHECK(mode_letters(0) == "---------");
}

TEST_CASE("times are read and written by RFC 3339") {
    const auto time = parse_time("2026-11-23T19:35:27.343986446Z");
    REQUIRE(time);
    CHECK(time->seconds == 1'795'462'527);
    CHECK(time->nanoseconds == 343'986'446);
    CHECK(format_time(time->seconds) == "2026-11-23T19:35:27Z");
    CHECK(format_time_exact(*time) == "2026-11-23T19:35:27.343986446Z");
    CHECK(parse_time("2026-11-23T21:35:27+02:00")->seconds == time->seconds);
    CHECK(parse_time("2026-11-23T12:05:27-07:30")->seconds == time->seconds);
    CHECK(parse_time("2026-11-23T19:35:27.5Z")->nanoseconds == 500'000'000);
    CHECK(parse_time("2026-11-23T19:35:27.12345678999Z")->nanoseconds == 123'456'789);
    CHECK(format_time_exact({0, 1'000'000}) == "1970-01-01T00:00:00.001Z");
    CHECK(format_minute(1'795'462'527) == "2026-11-23 19:35");
}

TEST_CASE("the ends of the calendar are right") {
    for (const std::string_view written : {"0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00Z",
                                           "2000-02-29T12:00:00Z", "1900-02-28T23:59:59Z", "9999-12-31T23:59:59Z"}) {
        const auto time = parse_time(written);
        REQUIRE(time);
        CHECK(format_time(time->seconds) == written);
    }
    CHECK(parse_time("0001-01-01T00:00:00Z")->seconds == -62'135'596'800);
}

TEST_CASE("what is no time is refused") {
    for (const std::string_view wrong :
         {"", "2026", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:00",
          "2026-01-01T00:00:00+2:00", "2026-01-01 x", "20a6-01-01T00:00:00Z", "2026-01-01T00:00:00Zjunk"}) {
        INFO(wrong);
        CHECK_FALSE(parse_time(wrong));
    }
}

TEST_CASE("durations are said as docker says them") {
    CHECK(human_duration(0) == "Less than a second");
    CHECK(human_duration(-5) == "Less than a second");
    CHECK(human_duration(1) == "1 second");
    CHECK(human_duration(59) == "59 seconds");
    CHECK(human_duration(60) == "About a minute");
    CHECK(human_duration(3599) == "59 minutes");
    CHECK(human_duration(3600) == "About an hour");
    CHECK(human_duration(5399) == "About an hour");
    CHECK(human_duration(5400) == "2 hours");
    CHECK(human_duration(47 * 3600) == "47 hours");
    CHECK(human_duration(48 * 3600) == "2 days");
    CHECK(human_duration(13 * 86'400) == "13 days");
    CHECK(human_duration(14 * 86'400) == "2 weeks");
    CHECK(human_duration(60 * 86'400) == "2 months");
    CHECK(human_duration(730 * 86'400) == "2 years");
    CHECK(short_duration(8) == "8s");
    CHECK(short_duration(65) == "1m05s");
    CHECK(short_duration(7380) == "2h03m");
}

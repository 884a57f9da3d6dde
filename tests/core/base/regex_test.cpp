#include "core/base/regex.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;

TEST_CASE("regular expressions are found in bytes") {
    CHECK(Regex::parse("\\.so(\\.[0-9]+)*$")->found_in("/lib/libc.so.6"));
    CHECK_FALSE(Regex::parse("^/usr")->found_in("/lib/usr"));
    CHECK(Regex::parse("a.b")->found_in("/a\xff"
                                        "b"));
    CHECK(Regex::parse("(?i)README")->found_in("/readme.md"));
}

TEST_CASE("a bad expression is refused with a reason") {
    const auto bad = Regex::parse("a(b");
    REQUIRE_FALSE(bad);
    CHECK(bad.error().message.starts_with("the regular expression \"a(b\" can't be used: "));
    CHECK_FALSE(Regex::parse("(a+)\\1"));
}

TEST_CASE("expressions that make others hang or run out of stack end") {
    const std::string text(200'000, 'a');
    CHECK_FALSE(Regex::parse("(a*)*b")->found_in(text));
    CHECK(Regex::parse("(a|b|c)*")->found_in(text));
}

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

TEST_CASE("a match says where it and its first group stand") {
    const Regex key = *Regex::parse("key=([a-z]+);?");
    const auto first = key.find("key=1 key=ab; key=c");
    REQUIRE(first);
    CHECK(first->start == 6);
    CHECK(first->end == 13);
    CHECK(first->group_start == 10);
    CHECK(first->group_end == 12);
    CHECK(key.find("key=1 key=ab; key=c", 7)->start == 14);
    CHECK_FALSE(key.find("key=1 key=ab; key=c", 15));
    CHECK_FALSE(key.find("key=a", 99));
    CHECK(key.find_at("a key=b", 2)->group_start == 6);
    CHECK_FALSE(key.find_at("a key=b", 1));
    CHECK(Regex::parse("b+")->find("abb")->group_start == 1);   // no group: the whole
    CHECK(Regex::parse("b(x)?")->find("ab")->group_start == 1); // nor where it took no part
    CHECK_FALSE(Regex::parse("\\bkey")->find("monkey", 3));     // what stands before counts
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

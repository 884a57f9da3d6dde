#include "core/base/glob.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace strata;

TEST_CASE("patterns over paths") {
    struct Case {
        std::string_view pattern;
        std::vector<std::string_view> yes;
        std::vector<std::string_view> no;
    };
    const std::vector<Case> cases = {
        {"*.js", {"/a.js", "/x/y/a.js", "/.js"}, {"/a.js/b", "/a.jsx"}},
        {"/etc/*", {"/etc/passwd"}, {"/etc", "/etc/ssl/x", "/usr/etc/x"}},
        {"etc/**", {"/etc/passwd", "/etc/ssl/x"}, {"/etc", "/usr/etc/x"}},
        {"**/etc/*", {"/etc/a", "/usr/etc/a", "/a/b/etc/c"}, {"/myetc/a", "/etc/a/b"}},
        {"/a/**/z", {"/a/z", "/a/b/z", "/a/b/c/z"}, {"/a/bz", "/az"}},
        {"/a**z", {"/abz", "/a/b/z", "/az"}, {"/a/b"}},
        {"?[a-c]", {"/xa", "/d/xc"}, {"/xd", "/a"}},
        {"[!a-c]?", {"/xa"}, {"/aa"}},
        {"[]x]", {"/]", "/x"}, {"/y"}},
        {"\\*", {"/*"}, {"/a"}},
        {"ab*b", {"/abb", "/abxb"}, {"/ab", "/b", "/xabb"}},
        {"**/node_*/.cache/**", {"/srv/node_modules/.cache/x"}, {"/srv/node_modules/cache/x", "/.cache/x"}},
        {"var/", {"/var", "/a/var"}, {"/var/a"}},
        {"\xff*", {"/\xff\xfe"}, {"/a"}},
        {"", {}, {"/a"}},
    };
    for (const Case& one : cases) {
        const auto glob = Glob::parse(one.pattern);
        REQUIRE(glob);
        for (const auto path : one.yes) {
            INFO(one.pattern << " " << path);
            CHECK(glob->matches(path));
        }
        for (const auto path : one.no) {
            INFO(one.pattern << " " << path);
            CHECK_FALSE(glob->matches(path));
        }
    }
}

TEST_CASE("what is no pattern is refused with a reason") {
    CHECK(Glob::parse("a[b").error().message == "the pattern \"a[b\": a [ has no ] behind it");
    CHECK_FALSE(Glob::parse("a\\"));
}

TEST_CASE("a pattern of many stars takes no longer than its length") {
    std::string pattern;
    for (int i = 0; i < 50; i++) pattern += "*a";
    CHECK_FALSE(Glob::parse(pattern + "b")->matches("/" + std::string(20'000, 'a')));
}

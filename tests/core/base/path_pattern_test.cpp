#include "core/base/glob.hpp"
#include "core/base/path_pattern.hpp"
#include "core/base/regex.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>
#include <string>
#include <vector>

using namespace strata;

namespace {

bool matches(std::string_view wanted, std::string_view path) {
    auto pattern = PathPattern::parse(wanted);
    INFO(wanted);
    REQUIRE(pattern);
    return pattern->matches(path);
}

std::string problem_of(std::string_view wanted) {
    const auto pattern = PathPattern::parse(wanted);
    return pattern ? "" : pattern.error().message;
}

} // namespace

TEST_CASE("words are found anywhere in a path, in large or small letters") {
    CHECK(matches("node", "/usr/lib/NODE_modules"));
    CHECK(matches("lib/n", "/usr/lib/node"));
    CHECK_FALSE(matches("nodes", "/usr/lib/node"));
    CHECK(matches("", "/usr"));
    CHECK(matches("日本", "/opt/日本語.txt"));
    CHECK(matches("a.b", "/a.b"));
    CHECK_FALSE(matches("a.b", "/axb"));
}

TEST_CASE("between two bars stands a regular expression") {
    CHECK(matches("/\\.so(\\.[0-9]+)*$/", "/lib/libc.so.6"));
    CHECK_FALSE(matches("/^\\/usr/", "/lib/usr"));
    CHECK(matches("/README/i", "/readme.md"));
    CHECK_FALSE(matches("/README/", "/readme.md"));
    CHECK(matches("/(?i:readme)\\.MD/", "/ReadMe.MD"));
    CHECK_FALSE(matches("/(?i:readme)\\.MD/", "/ReadMe.md"));
    CHECK(matches("/\\bapi\\b/", "/srv/shop-api/x"));
    CHECK_FALSE(matches("/\\bapi\\b/", "/srv/shop-apis"));
    CHECK(matches("/a{2,3}b/", "/aaab"));
    CHECK_FALSE(matches("/xa{2,3}b/", "/xaaaab"));
    CHECK(matches("/a{,3}b/", "/a{,3}b"));
    CHECK(matches("/[[:digit:]]-[^a-z]$/", "/7-X"));
    CHECK(matches("/(?P<name>ab)+?c/", "/ababc"));
}

TEST_CASE("a dot and a class take whole characters, whatever the script") {
    CHECK(matches("/^.{4}$/", "/日本語"));
    CHECK_FALSE(matches("/^.{3}$/", "/日本語"));
    CHECK(matches("/^\\/[ぁ-ん]+$/", "/こんにちは"));
    CHECK_FALSE(matches("/^\\/[ぁ-ん]+$/", "/コンニチハ"));
    CHECK(matches("/^\\/[^a-z]\\.bin$/", "/📦.bin"));
    CHECK(matches("/^\\/[\\x{1F4E0}-\\x{1F4FF}]\\.bin$/", "/📦.bin"));
    CHECK(matches("/\\xe9$/", "/café"));
    CHECK(matches("/^.a.$/", "/a\xff"));
    CHECK(matches("/a.*b/", "/a\xe3"
                            "b"));
}

TEST_CASE("what can't be read is said in words") {
    CHECK(problem_of("/a(b/") == "the regular expression \"a(b\" can't be used: a ( has no ) behind it");
    CHECK(problem_of("/a)b/").ends_with("a ) has no ( before it"));
    CHECK(problem_of("/[a/").ends_with("a [ has no ] behind it"));
    CHECK(problem_of("/(a)\\1/").ends_with("it can't refer to what a group has found"));
    CHECK(problem_of("/(?=a)/").ends_with("it can't look ahead or back"));
    CHECK(problem_of("/(?<!a)b/").ends_with("it can't look ahead or back"));
    CHECK(problem_of("/*a/").ends_with("\"*\" repeats nothing"));
    CHECK(problem_of("/a**/").ends_with("put it into ( )"));
    CHECK(problem_of("/\\p{Greek}/").ends_with("\\p is not known"));
    CHECK(problem_of("/a{3,2}/").ends_with("ends before it begins"));
    CHECK(problem_of("*.[a") == "the pattern \"*.[a\" can't be used: a [ has no ] behind it");
}

TEST_CASE("patterns that make others hang, overflow or fill the memory end") {
    const std::string letters(200'000, 'a');
    CHECK_FALSE(matches("/(a*)*b/", letters));
    CHECK(matches("/(a|b|c)*/", letters));
    CHECK_FALSE(problem_of("/" + std::string(5000, '(') + "/").empty());
    CHECK(problem_of("/((a{1000}){1000}){1000}/").ends_with("it stands for too much"));
    CHECK(problem_of("/(((.{50}){50}){50}){50}/").ends_with("it stands for too much"));
    // Two to the twentieth states would be needed: it gives up, and says so.
    auto pattern = PathPattern::parse("/a(a|b){20}c/");
    REQUIRE(pattern);
    std::mt19937 random(7);
    std::string noise;
    for (int i = 0; i < 200'000; i++) noise += random() % 2 ? 'a' : 'b';
    CHECK_FALSE(pattern->matches(noise));
    CHECK(pattern->overflowed());
}

TEST_CASE("shell patterns match as they do on the command line") {
    const std::vector<std::string> patterns = {"*.so",  "**/*.so", "/usr/*",       "/usr/**", "usr/*/x?", "[a-c]*",
                                               "[!a]*", "**",      "/**/lib/**",   "lib/",    "a/**/b",   "*",
                                               "?",     "*.*",     "/usr/**/b.so", "[]x]y",   "x*y*z"};
    const std::vector<std::string> paths = {
        "/a.so",         "/usr",       "/usr/lib", "/usr/lib/b.so", "/usr/lib/xy", "/a/b",    "/a/c/d/b", "/lib",
        "/lib/a",        "/x",         "/]y",      "/usr/b.so",     "/xaybz",      "/d/é.so", "/c.so/x",  "/.so",
        "/usr/local/x1", "/usr/lib/x", "/xy"};
    for (const std::string& wanted : patterns) {
        const auto glob = Glob::parse(wanted);
        REQUIRE(glob);
        if (wanted.find_first_of("*?[") == wanted.npos) continue;
        for (const std::string& path : paths) {
            INFO(wanted << " of " << path);
            CHECK(matches(wanted, path) == glob->matches(path));
        }
    }
}

TEST_CASE("a glob's pattern matches what the glob matches, bytes that are no UTF-8 too") {
    std::mt19937 random(20261126);
    const auto piece = [&](const std::vector<std::string>& pieces) { return pieces[random() % pieces.size()]; };
    const std::vector<std::string> globs = {"a",    "b",    "/",   "/",    "*",  "**",     "**/",
                                            "/**/", "?",    "[a]", "[!a]", ".",  "[a-c/]", "\\*",
                                            "\xff", "\xc3", "é",   "[é]",  "*.", "[^.]",   ""};
    const std::vector<std::string> paths = {"a", "b", "c", "/a", "/b", "/", ".", "*", "\xff", "\xc3", "é"};
    int matched = 0;
    for (int round = 0; round < 5'000; round++) {
        std::string wanted;
        for (std::size_t i = 0, count = random() % 5; i < count; i++) wanted += piece(globs);
        const auto glob = Glob::parse(wanted);
        REQUIRE(glob);
        auto pattern = PathPattern::of(*glob);
        REQUIRE(pattern);
        for (int i = 0; i < 20; i++) {
            std::string path = "/";
            for (std::size_t part = 0, count = random() % 6; part < count; part++) path += piece(paths);
            INFO(wanted << " of " << path);
            REQUIRE(pattern->matches(path) == glob->matches(path));
            matched += glob->matches(path) ? 1 : 0;
        }
    }
    CHECK(matched > 5'000); // or nothing was tested
    CHECK(PathPattern::of(*Glob::parse(std::string(5'000, '?'))).error().message == "the pattern is too long");
}

TEST_CASE("random expressions find what RE2 finds") {
    std::mt19937 random(20260101);
    const auto any = [&](std::size_t below) { return static_cast<std::size_t>(random() % below); };
    const std::vector<std::string> atoms = {"a",   "b",   "/",   ".", "\\.", "[ab]", "[^a]",  "\\w",   "\\W",
                                            "\\d", "\\b", "\\B", "^", "$",   "_",    "(?i)A", "[a-c/]"};
    const std::vector<std::string> quantifiers = {"", "", "", "*", "+", "?", "{2}", "{1,3}", "*?", "{0,1}"};
    const auto make = [&](auto& self, int depth) -> std::string {
        std::string out;
        for (std::size_t i = 0, count = 1 + any(4); i < count; i++) {
            std::string piece = depth > 0 && any(3) == 0 ? "(" + self(self, depth - 1) + ")" : atoms[any(atoms.size())];
            const bool plain = piece == "^" || piece == "$" || piece == "\\b" || piece == "\\B" || piece == "(?i)A";
            out += piece + (plain ? "" : quantifiers[any(quantifiers.size())]);
            if (any(6) == 0) out += '|';
        }
        return out;
    };
    int compared = 0;
    for (int round = 0; round < 3000; round++) {
        const std::string expression = make(make, 2);
        const auto oracle = Regex::parse(expression);
        if (!oracle || expression.empty()) continue;
        auto pattern = PathPattern::parse("/" + expression + "/");
        INFO(expression);
        REQUIRE(pattern);
        for (int i = 0; i < 12; i++) {
            std::string path = "/";
            for (std::size_t k = any(9); k-- > 0;) path += "ab/_.1c"[any(7)];
            INFO(path);
            REQUIRE(pattern->matches(path) == oracle->found_in(path));
            compared++;
        }
    }
    CHECK(compared > 20'000);
}

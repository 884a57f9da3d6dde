#include "core/diff/diff_lines.hpp"

#include <catch2/catch_test_macros.hpp>
#include <random>

using namespace strata;

namespace {

std::string unified(std::string_view a, std::string_view b, std::uint32_t context = 3) {
    const std::string text = unified_diff(diff_lines(a, b), {"a", "b", context});
    constexpr std::string_view head = "--- a\n+++ b\n";
    return text.starts_with(head) ? text.substr(head.size()) : text;
}

/// b again, from a and the runs.
std::string patched(const LineDiff& diff) {
    std::string out;
    for (const LineRun& run : line_runs(diff))
        for (std::uint32_t i = 0; i < run.length; ++i) {
            if (run.kind == LineKind::same) out += diff.a[run.a_begin + i];
            if (run.kind == LineKind::added) out += diff.b[run.b_begin + i];
        }
    return out;
}

std::string original(const LineDiff& diff) {
    std::string out;
    for (const LineRun& run : line_runs(diff))
        for (std::uint32_t i = 0; i < run.length; ++i)
            if (run.kind != LineKind::added) out += diff.a[run.a_begin + i];
    return out;
}

} // namespace

TEST_CASE("unified diffs are those of diff -u") {
    CHECK(unified("a\nb\nc\n", "a\nb\nc\n").empty());
    CHECK(unified("", "").empty());
    CHECK(unified("a\nb\nc\n", "a\nx\nc\n") == "@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
    CHECK(unified("", "a\n") == "@@ -0,0 +1 @@\n+a\n");
    CHECK(unified("a\n", "") == "@@ -1 +0,0 @@\n-a\n");
    CHECK(unified("a\nb\n", "a\nb\nc\n", 0) == "@@ -2,0 +3 @@\n+c\n");
    CHECK(unified("a\nb", "a\nb\n") == "@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
    CHECK(unified("a", "b") == "@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n");
    CHECK(unified("a\nz", "b\nz") == "@@ -1,2 +1,2 @@\n-a\n+b\n z\n\\ No newline at end of file\n");
}

TEST_CASE("changes share a hunk when their context touches") {
    const std::string six = "1\n2\n3\n4\n5\n6\n";
    CHECK(unified("a\n" + six + "b\n", "x\n" + six + "y\n") ==
          "@@ -1,8 +1,8 @@\n-a\n+x\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+y\n");
    CHECK(unified("a\n" + six + "7\nb\n", "x\n" + six + "7\ny\n") ==
          "@@ -1,4 +1,4 @@\n-a\n+x\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+y\n");
}

TEST_CASE("an added function is shown whole, not from brace to brace") {
    CHECK(unified("f {\n 1\n}\n\ng {\n 2\n}\n", "f {\n 1\n}\n\nh {\n 3\n}\n\ng {\n 2\n}\n", 1) ==
          "@@ -4,2 +4,6 @@\n \n+h {\n+ 3\n+}\n+\n g {\n");
}

TEST_CASE("both texts can be had back from the runs") {
    std::mt19937 random(5); // NOLINT
    const auto random_text = [&] {
        std::string out;
        for (std::size_t lines = random() % 30; lines > 0; --lines) {
            out += static_cast<char>('a' + random() % 4);
            if (lines > 1 || random() % 2 == 0) out += '\n';
        }
        return out;
    };
    for (int round = 0; round < 5'000; ++round) {
        const std::string a = random_text();
        const std::string b = random_text();
        const LineDiff diff = diff_lines(a, b);
        const LineDiff back = diff_lines(b, a);
        if (patched(diff) != b || original(diff) != a || diff.added != back.removed || diff.removed != back.added ||
            diff.same() != (a == b))
            FAIL("round " << round << "\n" << a << "---\n" << b);
    }
}

TEST_CASE("binary is what has a NUL near its start") {
    CHECK(is_binary(std::string_view("a\0b", 3)));
    CHECK_FALSE(is_binary("text\n\xff\xfe"));
    CHECK_FALSE(is_binary(""));
    CHECK_FALSE(is_binary(std::string(9000, 'x') + '\0'));
}

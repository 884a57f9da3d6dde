#include "web/ui/text_rows.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata;
using namespace strata::ui;

TEST_CASE("text is cut into lines; long ones go on below, never inside a character") {
    const std::string text = "one\r\n\ntwo-äö\n";
    const auto lines = split_rows(text, Language::none, 0);
    REQUIRE(lines.size() == 3);
    CHECK(text.substr(lines[0].offset, lines[0].length) == "one");
    CHECK(lines[1].length == 0);
    CHECK(lines[2].line == 3);
    const auto wrapped = split_rows(text, Language::none, 5);
    REQUIRE(wrapped.size() == 4);
    CHECK(text.substr(wrapped[2].offset, wrapped[2].length) == "two-");
    CHECK(text.substr(wrapped[3].offset, wrapped[3].length) == "äö");
    CHECK(wrapped[3].line == 0);
}

TEST_CASE("a difference folds equal lines far from it and pairs lines side by side") {
    std::string a, b;
    for (int i = 0; i < 20; i++) a += "same\n";
    b = a;
    a += "old\n";
    b += "new\nmore\n";
    const auto unified = diff_line_rows(a, b, DifferenceShape::unified);
    REQUIRE(unified.size() == 7);
    CHECK(unified[0].folded == 17);
    CHECK(unified[4].kind == LineKind::removed);
    CHECK(unified[4].a == "old");
    CHECK(unified[4].a_line == 21);
    CHECK(unified[6].b == "more");
    const auto pairs = diff_line_rows(a, b, DifferenceShape::side_by_side);
    REQUIRE(pairs.size() == 6);
    CHECK(pairs[4].a == "old");
    CHECK(pairs[4].b == "new");
    CHECK(pairs[5].a_line == 0);
    CHECK(diff_line_rows(a, a, DifferenceShape::unified).empty());
}

TEST_CASE("words are found whatever their case") {
    CHECK(find_all("Port port PORT", "port") == std::vector<std::size_t>{0, 5, 10});
    CHECK(find_all("abc", "").empty());
}

TEST_CASE("the rows of a long line know what they go on with, the next line does not") {
    const std::string text = "\"aaaaaaaaaaaa\n1";
    const auto rows = split_rows(text, Language::json, 8);
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].state == SyntaxState::double_quoted);
    CHECK(rows[2].state == SyntaxState::code);
    // A quote that is escaped stays behind its backslash.
    const std::string escaped = R"("aaa\"bbb")";
    const auto cut = split_rows(escaped, Language::json, 5);
    CHECK(escaped.substr(cut[0].offset, cut[0].length) == "\"aaa");
    CHECK(escaped.substr(cut[1].offset, cut[1].length) == "\\\"bbb");
}

TEST_CASE("long lines of a difference go on in further rows, side by side as far as the longer side needs") {
    const std::string a = "one two three\nsame\n", b = "one two\nsame\n";
    const auto rows = wrapped_rows(diff_line_rows(a, b, DifferenceShape::side_by_side), Language::none, 8);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].a == "one two ");
    CHECK(rows[0].b == "one two");
    CHECK(rows[1].goes_on);
    CHECK(rows[1].a == "three");
    CHECK(rows[1].b.empty());
    CHECK(rows[1].a_line == 0);
    CHECK_FALSE(rows[2].goes_on);
}

TEST_CASE("a difference is searched on both sides, in lines that are the same once") {
    const auto rows = diff_line_rows("same x\nold x\n", "same x\nnew x x\n", DifferenceShape::side_by_side);
    const std::vector<DiffPlace> places = {{0, true, 5}, {1, false, 4}, {1, true, 4}, {1, true, 6}};
    CHECK(find_in_rows(rows, "X") == places);
    CHECK(find_in_rows(rows, "").empty());
}

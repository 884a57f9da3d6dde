#include "core/base/json.hpp"
#include "core/base/utf8.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <string>
#include <vector>

using namespace strata;
using Catch::Matchers::ContainsSubstring;

namespace {

JsonDocument parsed(std::string_view text) {
    auto document = parse_json(text);
    INFO(text.substr(0, 200));
    REQUIRE(document);
    return *std::move(document);
}

std::string error_of(std::string_view text, const Limits& limits = {}) {
    const auto document = parse_json(text, limits);
    REQUIRE_FALSE(document);
    return document.error().message;
}

} // namespace

TEST_CASE("JSON reads back what was written") {
    const JsonDocument document = parsed(R"( {"list": [1, -2, 3.50, "x", null, true, {}], "b": {"c": "d"}, "a": []} )");
    const JsonValue root = document.root();
    CHECK(root.size() == 3);
    const JsonValue list = root["list"];
    CHECK(list.size() == 7);
    CHECK(list[std::size_t{0}].unsigned_integer() == 1);
    CHECK(list[1].integer() == -2);
    CHECK(list[2].number() == 3.5);
    CHECK(list[2].number_text() == "3.50");
    CHECK(list[3].string() == "x");
    CHECK(list[4].is(JsonKind::null));
    CHECK(list[5].boolean() == true);
    CHECK(list[6].is(JsonKind::object));
    CHECK(list[7].is(JsonKind::missing));
    CHECK(root["b"]["c"].string_or("") == "d");

    std::vector<std::string> keys;
    for (const auto& [key, value] : root.fields()) keys.emplace_back(key);
    CHECK(keys == std::vector<std::string>{"list", "b", "a"}); // as written, not sorted

    std::size_t count = 0;
    for (const JsonValue item : list.items()) count += item.is(JsonKind::number);
    CHECK(count == 3);
}

TEST_CASE("the wrong type is an answer, whatever is asked") {
    const JsonDocument document = parsed(R"({"text": "t", "number": 7, "list": ["a", 1], "null": null})");
    const JsonValue root = document.root();
    for (const JsonValue value :
         {root["text"], root["number"], root["list"], root["null"], root["none"], JsonValue()}) {
        CHECK(value["x"]["y"][3]["z"].is(JsonKind::missing));
        CHECK(value.fields().begin() == value.fields().end());
        if (!value.is(JsonKind::string)) CHECK_FALSE(value.string());
        if (!value.is(JsonKind::number)) CHECK_FALSE(value.number());
        CHECK_FALSE(value.boolean());
        CHECK_FALSE(value.strings()); // the list has a number in it
    }
    CHECK_FALSE(root["null"]);
    CHECK(root["text"]);
    CHECK(root["number"].string_or("fallback") == "fallback");
    CHECK(root["text"].unsigned_or(9) == 9);
    CHECK_FALSE(parsed("-1").root().unsigned_integer());
    CHECK_FALSE(parsed("1.0").root().unsigned_integer());
    CHECK(parsed("18446744073709551615").root().unsigned_integer() == 18446744073709551615u);
    CHECK_FALSE(parsed("18446744073709551615").root().integer());
    CHECK(parsed("18446744073709551616").root().number() == 18446744073709551616.0);
    CHECK(parsed(R"(["a","b"])").root().strings() == std::vector<std::string>{"a", "b"});
    CHECK(parsed("[]").root().strings() == std::vector<std::string>{});
    CHECK(parsed("[]").root().items().begin() == parsed("[]").root().items().end());
}

TEST_CASE("the last of two equal keys wins") {
    CHECK(parsed(R"({"a": 1, "b": 2, "a": 3})").root()["a"].unsigned_or(0) == 3);
}

TEST_CASE("views outlive a move of their document") {
    JsonDocument document = parsed(R"(["still here"])");
    const JsonValue value = document.root()[std::size_t{0}];
    const JsonDocument moved = std::move(document);
    CHECK(value.string() == "still here");
}

TEST_CASE("broken JSON is refused with the byte") {
    CHECK(error_of(R"({"a": )") == "breaks off at byte 6");
    CHECK(error_of(R"({"a": "b)") == "breaks off at byte 8");
    CHECK(error_of("nul") == "breaks off at byte 3");
    CHECK_THAT(error_of(R"({"a": x})"), ContainsSubstring("byte 6"));
    CHECK_THAT(error_of("[1] []"), ContainsSubstring("byte 4"));
    CHECK_THAT(error_of("[1,]"), ContainsSubstring("byte 3"));
    CHECK_THAT(error_of(""), ContainsSubstring("empty"));
    CHECK_THAT(error_of(" \n"), ContainsSubstring("empty"));
    CHECK_THAT(error_of("// no\n{}"), ContainsSubstring("byte 0"));
    CHECK_THAT(error_of(std::string("{}\0{", 4)), ContainsSubstring("byte 2 is NUL"));
    CHECK_THAT(error_of("1e999"), ContainsSubstring("number"));
    CHECK_THAT(error_of("\"\\ud800\""), ContainsSubstring("surrogate"));
    CHECK_THAT(error_of("\"tab\there\""), ContainsSubstring("control character"));
    CHECK_THAT(error_of("[nulll]"), ContainsSubstring("byte 5"));
    CHECK(error_of("[" + std::string(100'000, 'x') + "]").size() < 300);
}

TEST_CASE("other encodings are named") {
    CHECK_THAT(error_of("\xef\xbb\xbf{}"), ContainsSubstring("byte order mark"));
    CHECK_THAT(error_of(std::string("\xff\xfe{\0}\0", 6)), ContainsSubstring("UTF-16"));
    CHECK_THAT(error_of(std::string("{\0}\0", 4)), ContainsSubstring("UTF-16"));
    CHECK_THAT(error_of(std::string("\0{\0}", 4)), ContainsSubstring("UTF-16"));
}

TEST_CASE("bytes that are no UTF-8 read as U+FFFD and are reported") {
    const JsonDocument document = parsed("{\"name\": \"a\xff\xc3z\"}");
    CHECK(document.first_bad_byte() == 11);
    CHECK(document.root()["name"].string() == "a\xef\xbf\xbd\xef\xbf\xbdz");
    CHECK_FALSE(parsed("{\"name\": \"\xc3\xa4\"}").first_bad_byte());
}

TEST_CASE("a document stays within its limits") {
    CHECK_THAT(error_of(std::string(1'000'000, '[')), ContainsSubstring("256 levels"));
    std::string deep;
    for (int i = 0; i < 300'000; i++) deep += "{\"a\":";
    CHECK_THAT(error_of(deep), ContainsSubstring("256 levels"));
    CHECK(parse_json(std::string(256, '[') + std::string(256, ']')));
    CHECK_FALSE(parse_json(std::string(257, '[') + std::string(257, ']')));

    CHECK_THAT(error_of("[1,2,3]", {.document_bytes = 6}), ContainsSubstring("7 bytes"));
    CHECK_THAT(error_of("[1,2,3]", {.document_values = 3}), ContainsSubstring("more than 3 values"));
    CHECK_THAT(error_of(R"({"a":1,"b":2})", {.document_values = 4}), ContainsSubstring("more than 4 values"));
    CHECK(parse_json("[1,2,3]", {.document_bytes = 7, .document_values = 4}));
}

TEST_CASE("bad UTF-8 is found by the table of the standard") {
    const std::vector<std::string> good = {
        "", "abc", "\xc3\xa4", "\xe2\x82\xac", "\xf0\x9f\x98\x80", "\xf4\x8f\xbf\xbf", "\xed\x9f\xbf"};
    for (const std::string& text : good) {
        INFO(text);
        CHECK(find_bad_utf8(text) == std::string::npos);
        CHECK(replace_bad_utf8(text) == text);
    }
    const std::vector<std::string> bad = {
        "\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80",
        "\xf5", "\xff",     "\xc3",     "\xe2\x82",     "\xf0\x9f\x98"};
    for (const std::string& text : bad) {
        CHECK(find_bad_utf8(text) == 0);
        CHECK(find_bad_utf8("ok" + text) == 2);
        CHECK(find_bad_utf8(replace_bad_utf8(text)) == std::string::npos);
    }
}

TEST_CASE("a quoted string reads back") {
    for (const std::string& text : {std::string("a\"\\\n\t\x01/é"), std::string("\0", 1), std::string()}) {
        const JsonDocument document = parsed(json_quote(text));
        CHECK(document.root().string() == text);
    }
    CHECK(json_quote("\xff") == "\"\xef\xbf\xbd\"");
}

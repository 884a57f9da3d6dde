#include "core/report/json.hpp"
#include "core/report/table.hpp"
#include "core/report/text.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace strata;

TEST_CASE("nothing in a stranger's text reaches the terminal as a command") {
    CHECK(printable("etc/passwd") == "etc/passwd");
    CHECK(printable("a\x1b[31mb") == "a\\x1b[31mb");
    CHECK(printable("line\nline\ttab\r\x7f") == "line\\nline\\ttab\\r\\x7f");
    CHECK(printable("caf\xe9") == "caf\\xe9");
    CHECK(printable("caf\u00e9 日本 🚀") == "caf\u00e9 日本 🚀");
    CHECK(printable("safe\u202etxt.exe") == "safe\\u202etxt.exe");
    CHECK(printable("a\u200bb\ufeff") == "a\\u200bb\\ufeff");
    CHECK(printable("\xc2\x9b") == "\\u009b"); // C1: the one-character escape sequence introducer
    CHECK(printable(std::string("a\0b", 3)) == "a\\x00b");
    CHECK(printable("\U000e0041") == "\\U000e0041");
    CHECK(printable("\xed\xa0\x80") == "\\xed\\xa0\\x80");
    CHECK(printable_lines("a\nb\x1b") == "a\nb\\x1b");
}

TEST_CASE("joiners stay where a script or an emoji is not right without them, and hide nowhere else") {
    const std::string persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645";
    const std::string sinhala = "\u0dc1\u0dca\u200d\u0dbb\u0dd3";
    const std::string family = "\U0001F468\u200d\U0001F469\u200d\U0001F467",
                      burning_heart = "\u2764\ufe0f\u200d\U0001F525";
    for (const std::string& word : {persian, sinhala, family, burning_heart}) CHECK(printable(word) == word);
    CHECK(printable("pass\u200dwd") == "pass\\u200dwd");
    CHECK(printable("\u0645\u200ctxt") == "\u0645\\u200ctxt");
    CHECK(printable("\u0645\u200c") == "\u0645\\u200c");
    CHECK(printable("\u200d\U0001F469") == "\\u200d\U0001F469");
    CHECK(printable("\U0001F468\u200c\U0001F469") == "\U0001F468\\u200c\U0001F469");
    CHECK(printable("\u05d0\u200c\u05d1") == "\u05d0\\u200c\u05d1"); // Hebrew needs none
    CHECK(printable("a\ufe0f\u200d\u2640") == "a\ufe0f\\u200d\u2640");
    CHECK(printable("\u2713\u200d\u2713") == "\u2713\\u200d\u2713");
    CHECK(printable("\u0645\u200d\u200d\u0645") == "\u0645\\u200d\\u200d\u0645");
}

TEST_CASE("width is counted in columns") {
    CHECK(display_width("abc") == 3);
    CHECK(display_width("日本") == 4);
    CHECK(display_width("é") == 1);
    CHECK(display_width("e\u0301") == 1);
    CHECK(display_width("🚀") == 2);
}

TEST_CASE("cut text ends in an ellipsis and never gets too wide") {
    CHECK(ellipsis("abcdef", 6) == "abcdef");
    CHECK(ellipsis("abcdefg", 6) == "abcde…");
    CHECK(ellipsis("日本語", 5) == "日本…");
    CHECK(ellipsis("日本語", 4) == "日…");
    CHECK(ellipsis("abc", 1) == "…");
    CHECK(ellipsis("abc", 0).empty());
}

TEST_CASE("columns are aligned as docker aligns them") {
    Table table({"REPOSITORY", "TAG", "SIZE"});
    table.add({"corpus/quirks", "1", "18.5MB"});
    table.add({"日本", "b\n", "0B"});
    CHECK(table.text() == "REPOSITORY      TAG       SIZE\n"
                          "corpus/quirks   1         18.5MB\n"
                          "日本            b\\n       0B\n");
    Table numbers({"N", "NAME"}, {Align::right, Align::left});
    numbers.add({"7", "x"});
    numbers.add({"1234567", "y"});
    CHECK(numbers.text() == "      N   NAME\n"
                            "      7   x\n"
                            "1234567   y\n");
    CHECK(align_tabs("A\tB\nlonger than ten\tx\n") == "A                 B\nlonger than ten   x\n");
}

TEST_CASE("JSON is written as Go writes it") {
    const Value value = Value::record({{"b", Value::list({1, "x", true, Value()})},
                                       {"a", Value::map({{"z", "<&>"}, {"k", "\u2028\x01\"\\"}})},
                                       {"none", Value::nil_list()},
                                       {"empty", Value::list({})},
                                       {"f", 1.5}});
    CHECK(json_line(value) ==
          R"({"b":[1,"x",true,null],"a":{"k":"\u2028\u0001\"\\","z":"<&>"},"none":null,"empty":[],"f":1.5})");
    CHECK(json_line(Value("<&>"), HtmlEscape::escape) == R"("\u003c\u0026\u003e")");
    CHECK(json_line(Value("caf\xe9")) == "\"caf\\ufffd\"");
    CHECK(json_indented(Value::record({{"a", Value::list({1, 2})}, {"e", Value::list({})}}), 2) ==
          "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"e\": []\n}");
}

TEST_CASE("a path as a word of a shell means itself, whatever an image calls it") {
    CHECK(shell_word("/usr/lib/libz.so.1+b-2") == "/usr/lib/libz.so.1+b-2");
    CHECK(shell_word("") == "''");
    CHECK(shell_word("/app/$(touch x);`id`&|<>") == "'/app/$(touch x);`id`&|<>'");
    CHECK(shell_word("/app/*") == "'/app/*'");
    CHECK(shell_word("/it's") == "'/it'\\''s'");
    CHECK(shell_word("/für dich") == "'/für dich'");
    CHECK(shell_word("/a\nb'$") == "$'/a\\012b\\047\\044'");
    CHECK(shell_word("/\xff\u202e") == "$'/\\377\\342\\200\\256'");
}

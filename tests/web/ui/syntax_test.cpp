#include "web/ui/syntax.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

using namespace strata::ui;

namespace {

/// The line with a letter for each coloured byte: k, s, c, n.
std::string inks(Language language, std::string_view line, SyntaxState before = SyntaxState::code) {
    std::string out(line.size(), '.');
    for (const InkSpan& span : highlight(language, line, before).spans)
        for (std::uint32_t i = span.begin; i < span.end; i++) out[i] = ".kscn"[static_cast<int>(span.ink)];
    return out;
}

} // namespace

TEST_CASE("languages are told by name, and scripts by their first line") {
    CHECK(language_of("/srv/app/server.js", "") == Language::script);
    CHECK(language_of("/srv/Dockerfile.dev", "") == Language::docker);
    CHECK(language_of("/usr/bin/tool", "#!/usr/bin/env python3\n") == Language::python);
    CHECK(language_of("/usr/bin/tool", "#!/bin/sh\n") == Language::shell);
    CHECK(language_of("/etc/motd", "Welcome") == Language::none);
}

TEST_CASE("keywords, strings, comments and numbers are coloured") {
    CHECK(inks(Language::script, "let a = 'x'; // y") == "kkk.....sss..cccc");
    CHECK(inks(Language::json, "\"a\": \"b\", 12") == "kkk..sss..nn");
    CHECK(inks(Language::yaml, "name: \"x\" # y") == "kkkk..sss.ccc");
    CHECK(inks(Language::shell, "echo a#b # c") == "kkkk.....ccc");
    CHECK(inks(Language::ini, "[Unit]") == "kkkkkk");
    CHECK(inks(Language::c_family, "\"never closed \\") == "sssssssssssssss");
}

TEST_CASE("comments and strings over several lines go on in the next one") {
    CHECK(highlight(Language::c_family, "a /* b", SyntaxState::code).after == SyntaxState::comment);
    CHECK(inks(Language::c_family, "b */ 1", SyntaxState::comment) == "cccc.n");
    CHECK(highlight(Language::script, "`a", SyntaxState::code).after == SyntaxState::string);
    CHECK(highlight(Language::script, "b`", SyntaxState::string).after == SyntaxState::code);
}

TEST_CASE("a string or comment shown in several rows keeps its colour, and ends with its line") {
    CHECK(highlight(Language::json, "{\"a\": \"yyy", SyntaxState::code).after == SyntaxState::double_quoted);
    CHECK(inks(Language::json, "yy\", 1", SyntaxState::double_quoted) == "sss..n");
    CHECK(inks(Language::ini, "a = b", SyntaxState::double_quoted) == "sssss");
    CHECK(highlight(Language::shell, "# a", SyntaxState::code).after == SyntaxState::line_comment);
    CHECK(inks(Language::shell, "echo", SyntaxState::line_comment) == "cccc");
    CHECK(behind_line(SyntaxState::double_quoted) == SyntaxState::code);
    CHECK(behind_line(SyntaxState::comment) == SyntaxState::comment);
}

// Simple colours for common languages: keywords, strings, comments and numbers, a line at a time.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace strata::ui {

enum class Language : std::uint8_t { none, c_family, script, python, shell, docker, json, yaml, ini, markup };

enum class Ink : std::uint8_t { plain, keyword, string, comment, number };

/// What a line, or the rest of one that is shown in several rows, starts inside of.
enum class SyntaxState : std::uint8_t { code, comment, string, line_comment, single_quoted, double_quoted };

struct InkSpan {
    std::uint32_t begin = 0, end = 0; ///< bytes of the line
    Ink ink = Ink::plain;
};

struct Highlight {
    std::vector<InkSpan> spans; ///< in order; what none covers is plain
    SyntaxState after = SyntaxState::code;
};

/// By the file's name and, where that says nothing, by "#!" on its first line.
[[nodiscard]] Language language_of(std::string_view path, std::string_view front);
/// What the next line starts inside of, where a line ends in `state`: only comments and strings of several lines go on.
[[nodiscard]] SyntaxState behind_line(SyntaxState state);
[[nodiscard]] Highlight highlight(Language language, std::string_view line, SyntaxState before);

} // namespace strata::ui

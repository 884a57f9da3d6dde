// RUN as its author may have written it: on several lines, as a heredoc, for another shell.
#pragma once

#include "core/model/instruction.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace strata {

/// The RUN that makes a builder run `command` with the shell in effect. Where several blanks or a tab stand in a line,
/// the author's line went on on the next one (builders join lines and keep what they are indented by), so it is broken
/// there again: what runs stays the same to the byte. A command of several lines becomes a heredoc.
[[nodiscard]] std::string run_in_shell(std::string_view command, char escape);

/// The same for a shell that is not in effect, or for words without a shell.
[[nodiscard]] std::string run_words(std::string_view shell, std::string_view command);

/// The names and values of `|2 A=b C=d e`.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> read_build_arguments(std::string_view text);

} // namespace strata

// Help, the manual page and completion, all made from the table of commands.
#pragma once

#include "shell/commands.hpp"

#include <string>
#include <string_view>

namespace strata {

/// `strata --help`: every command in a line.
[[nodiscard]] std::string overview();
/// `strata VERB --help`.
[[nodiscard]] std::string command_help(const CommandRow& row);
/// `strata help limits`: what `--limit` can set, with the values that hold without it.
[[nodiscard]] std::string limits_help();
/// `strata help rules`: what `strata findings` looks for, from the table of rules.
[[nodiscard]] std::string rules_help();
/// The manual page strata(1), as roff.
[[nodiscard]] std::string manual_page();
/// A completion script; `shell_name` is "bash", "zsh" or "fish".
[[nodiscard]] std::string completion_script(std::string_view shell_name);

/// The words behind "strata VERB" in a line of usage: "[OPTIONS] IMAGE [PATH...]".
[[nodiscard]] std::string usage_words(const CommandRow& row);
/// "-f, --format TEMPLATE"; "    --json" where there is no letter.
[[nodiscard]] std::string option_words(const OptionRow& option);

/// What IMAGE may be; a paragraph that every command's help shows.
[[nodiscard]] std::string_view image_operand_help();
[[nodiscard]] std::string_view exit_status_help();

} // namespace strata

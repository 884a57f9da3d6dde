#include "core/model/instruction.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>

namespace strata {

namespace {

constexpr std::array<std::string_view, 18> verbs = {
    "ADD",   "ARG", "CMD",        "COPY",    "ENTRYPOINT", "ENV",  "EXPOSE", "FROM",    "HEALTHCHECK",
    "LABEL", "RUN", "MAINTAINER", "ONBUILD", "SHELL",      "USER", "VOLUME", "WORKDIR", "STOPSIGNAL"};

constexpr std::string_view no_operation = "#(nop)";
constexpr std::size_t longest_shell = 200; // SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; …"]
constexpr unsigned most_options = 16;      // of a shell: strangers' text must not make the search slow

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t\n")); }

bool is_shell(std::string_view program) {
    return (program.starts_with('/') && program.ends_with("sh")) || program == "cmd" || program == "powershell" ||
           program == "pwsh";
}

/// Takes `|2 A=b C=d` off the front of `text`. Values may hold blanks, so it looks for the shell behind them first.
std::string_view take_build_arguments(std::string_view& text) {
    if (!text.starts_with('|')) return {};
    const std::string_view whole = text;
    for (std::size_t at = whole.find(" /"); at != whole.npos; at = whole.find(" /", at + 1)) {
        if (shell_length(whole.substr(at + 1)) == 0) continue;
        text = whole.substr(at + 1);
        return whole.substr(0, at);
    }
    std::uint32_t count = 0;
    std::from_chars(whole.data() + 1, whole.data() + whole.size(), count);
    for (std::uint32_t i = 0; i <= count && !text.empty(); i++) text = trimmed(text.substr(first_word(text).size()));
    return trimmed(whole.substr(0, whole.size() - text.size()));
}

/// Where "#(nop)" stands behind a shell; npos where it does not. PowerShell's SHELL may hold statements of its own.
std::size_t find_mark(std::string_view text) {
    const std::size_t shell = shell_length(text);
    if (shell == 0) return text.npos;
    const std::size_t mark = text.substr(0, longest_shell).find(no_operation);
    if (mark == text.npos || mark < shell) return text.npos;
    const bool statements = text.starts_with("powershell") || text.starts_with("pwsh");
    return statements || trimmed(text.substr(shell, mark - shell)).empty() ? mark : text.npos;
}

void read_command(Instruction& instruction, std::string_view command) {
    instruction.verb = "RUN";
    instruction.build_arguments = take_build_arguments(command);
    const std::size_t shell = shell_length(command);
    instruction.shell = command.substr(0, shell);
    instruction.arguments = trimmed(command.substr(shell));
}

void read_verb(Instruction& instruction, std::string_view text) {
    instruction.verb = instruction_verb(text);
    instruction.arguments = trimmed(text.substr(instruction.verb.size()));
}

} // namespace

std::string_view instruction_verb(std::string_view text) {
    const auto* const found = std::ranges::find(verbs, first_word(text));
    return found == verbs.end() ? std::string_view() : *found;
}

std::size_t shell_length(std::string_view text) {
    if (!is_shell(first_word(text))) return 0;
    std::size_t at = first_word(text).size();
    for (unsigned count = 0; count < most_options; count++) {
        const std::size_t word = text.find_first_not_of(" \t", at);
        if (word == text.npos || text[word] == '\n') return 0;
        const std::string_view option = first_word(text.substr(word));
        at = word + option.size();
        const bool runs_next = option == "/C" || option == "-Command" || option == "-command" ||
                               (option.starts_with('-') && !option.starts_with("--") && option.ends_with('c'));
        if (runs_next) return trimmed(text.substr(at)).empty() ? 0 : at;
        if (!option.starts_with('-') && !option.starts_with('/') && option.find('=') == option.npos &&
            option != "pipefail")
            return 0;
    }
    return 0;
}

Instruction read_instruction(std::string_view created_by) {
    constexpr std::string_view buildkit_mark = "# buildkit";
    Instruction instruction;
    std::string_view text = trimmed(created_by);
    if (text.ends_with(buildkit_mark)) {
        instruction.buildkit = true;
        text = trimmed(text.substr(0, text.size() - buildkit_mark.size()));
    }
    if (const std::size_t mark = find_mark(text); mark != text.npos) {
        instruction.marked = true;
        instruction.shell = trimmed(text.substr(0, mark));
        read_verb(instruction, trimmed(text.substr(mark + no_operation.size())));
    } else if (instruction_verb(text) == "RUN") {
        read_command(instruction, trimmed(text.substr(3)));
    } else if (text.starts_with('|') || shell_length(text) != 0) {
        read_command(instruction, text);
    } else {
        read_verb(instruction, text);
    }
    return instruction;
}

} // namespace strata

#include "core/report/instruction.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace strata {

namespace {

constexpr std::string_view blanks = " \t\r";
constexpr std::string_view buildkit_mark = "# buildkit";

std::string_view trim(std::string_view text) {
    const std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t\n")); }

/// What a shell was given to run: the text behind "/bin/bash -o pipefail -c"; nothing where no shell stands in front.
std::string_view shell_command(std::string_view text) {
    const std::string_view program = first_word(text);
    const bool shell = (program.starts_with('/') && program.ends_with("sh")) || program == "cmd" ||
                       program == "powershell" || program == "pwsh";
    if (!shell) return {};
    std::string_view rest = trim(text.substr(program.size()));
    while (!rest.empty()) {
        const std::string_view option = first_word(rest);
        rest = trim(rest.substr(option.size()));
        const bool runs_next = option == "/C" || option == "-Command" || option == "-command" ||
                               (option.starts_with('-') && !option.starts_with("--") && option.ends_with('c'));
        if (runs_next) return rest;
        if (!option.starts_with('-') && !option.starts_with('/') && option.find('=') == option.npos &&
            option != "pipefail")
            return {};
    }
    return {};
}

/// Passes over `|2 A=b C=d`: build arguments, whose values may hold blanks; so it looks for the shell behind them.
std::string_view without_arguments(std::string_view text) {
    if (!text.starts_with('|')) return text;
    for (std::size_t at = text.find(" /"); at != text.npos; at = text.find(" /", at + 1))
        if (!shell_command(text.substr(at + 1)).empty()) return text.substr(at + 1);
    std::uint32_t count = 0;
    std::from_chars(text.data() + 1, text.data() + text.size(), count);
    for (std::uint32_t i = 0; i <= count && !text.empty(); i++) text = trim(text.substr(first_word(text).size()));
    return text;
}

/// The first line, its runs of blanks as one.
std::string one_line(std::string_view text) {
    std::string out;
    const std::string_view line = trim(text.substr(0, text.find('\n')));
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t blank = std::min(line.find_first_of(blanks, at), line.size());
        out.append(line, at, blank - at);
        at = std::min(line.find_first_not_of(blanks, blank), line.size());
        if (at < line.size()) out += ' ';
    }
    if (text.find('\n') != text.npos) out += " …";
    return out;
}

} // namespace

std::string readable_instruction(std::string_view created_by) {
    std::string_view text = trim(created_by);
    if (text.ends_with(buildkit_mark)) text = trim(text.substr(0, text.size() - buildkit_mark.size()));
    constexpr std::string_view no_operation = "#(nop)";
    if (const std::size_t nop = text.substr(0, 200).find(no_operation); nop != text.npos)
        return one_line(trim(text.substr(nop + no_operation.size())));
    const bool run = text.starts_with("RUN ");
    std::string_view command = without_arguments(run ? trim(text.substr(4)) : text);
    if (const std::string_view inner = shell_command(command); !inner.empty())
        return one_line("RUN " + std::string(inner));
    if (command.size() != text.size()) return one_line("RUN " + std::string(command));
    return one_line(text);
}

} // namespace strata

#include "core/insight/dockerfile_run.hpp"

#include "core/base/text.hpp"
#include "core/insight/dockerfile_words.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>

namespace strata {

namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
    std::vector<std::string_view> lines;
    while (true) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == text.npos) return lines;
        text.remove_prefix(end + 1);
    }
}

/// "EOF" of `<<-"EOF"` at the front of `text`; "" for what begins no heredoc.
std::string_view delimiter(std::string_view text) {
    text.remove_prefix(2);
    if (text.starts_with('-')) text.remove_prefix(1);
    if (text.starts_with('"') || text.starts_with('\'')) text.remove_prefix(1);
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";
    return text.substr(0, text.find_first_not_of(letters));
}

/// Whether the first line opens heredocs that the others close, the last line the last of them.
bool is_heredoc(const std::vector<std::string_view>& lines) {
    std::size_t line = 1;
    std::size_t opened = 0;
    for (std::size_t at = lines[0].find("<<"); at != std::string_view::npos; at = lines[0].find("<<", at + 2)) {
        if (lines[0].substr(at).starts_with("<<<")) return false;
        const std::string_view name = delimiter(lines[0].substr(at));
        if (name.empty()) return false;
        while (line < lines.size() && lines[line] != name) line++;
        if (line++ == lines.size()) return false;
        opened++;
    }
    return opened > 0 && line == lines.size();
}

std::string heredoc(std::string_view command) {
    std::vector<std::string_view> lines = lines_of(command);
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    std::string name = "EOF";
    for (unsigned number = 1; std::ranges::find(lines, name) != lines.end(); number++) name = text("EOF", number);
    std::string out = text("RUN <<", name, '\n');
    for (const std::string_view line : lines) out.append(line).append("\n");
    return out + name;
}

/// Where a run of blanks tells that a line ended, the position behind which to break it; npos for none.
std::size_t next_break(std::string_view command, std::size_t from) {
    for (std::size_t at = command.find_first_of(" \t", from); at != command.npos;) {
        const std::size_t end = std::min(command.find_first_not_of(" \t", at), command.size());
        const std::string_view run = command.substr(at, end - at);
        const bool tells = run.size() >= 3 || run.find('\t') != run.npos;
        // A line that begins with "#" would be a comment.
        if (tells && at > 0 && end < command.size() && command[end] != '#') return run[0] == ' ' ? at + 1 : at;
        at = command.find_first_of(" \t", end);
    }
    return command.npos;
}

} // namespace

std::string run_in_shell(std::string_view command, char escape) {
    if (command.find('\n') != command.npos) {
        const std::vector<std::string_view> lines = lines_of(command);
        return is_heredoc(lines) ? text("RUN ", command) : heredoc(command);
    }
    std::string out = "RUN ";
    std::size_t done = 0;
    for (std::size_t at = next_break(command, 0); at != command.npos; at = next_break(command, at + 1)) {
        if (command[at - 1] == escape) continue; // a blank that is escaped itself
        out.append(command, done, at - done).append(1, escape).append("\n");
        done = at;
        at = std::min(command.find_first_not_of(" \t", at), command.size() - 1);
    }
    return out.append(command, done, command.npos);
}

std::string run_words(std::string_view shell, std::string_view command) {
    std::vector<std::string> words = split_words(shell.empty() ? command : shell);
    if (!shell.empty()) words.emplace_back(command);
    return "RUN " + dockerfile_list(words);
}

std::vector<std::pair<std::string, std::string>> read_build_arguments(std::string_view text) {
    if (!text.starts_with('|')) return {};
    std::uint32_t count = 0;
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + text.size(), count);
    if (error != std::errc{}) return {};
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return read_flat_pairs(text, {}).pairs;
}

} // namespace strata

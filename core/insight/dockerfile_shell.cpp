#include "core/insight/dockerfile_shell.hpp"

#include "core/base/ascii.hpp"
#include "core/base/text.hpp"
#include "core/insight/dockerfile_words.hpp"

#include <algorithm>
#include <span>

namespace strata {

namespace {

std::string_view without_brackets(std::string_view text) {
    return text.starts_with('[') && text.ends_with(']') ? text.substr(1, text.size() - 2) : text;
}

/// What of RUN's text stands behind `shell` and a blank; nullopt where it begins otherwise. A shell's own text may
/// reach into what was read as the command: `powershell -Command $ErrorActionPreference = 'Stop'; dir`.
std::optional<std::string_view> behind(std::string_view shell, const Instruction& run) {
    if (run.shell.empty()) return std::nullopt;
    if (run.shell == shell) return run.arguments;
    if (!shell.starts_with(run.shell)) return std::nullopt;
    const std::string_view statements = trimmed(shell.substr(run.shell.size()));
    if (!run.arguments.starts_with(statements) || run.arguments.size() == statements.size()) return std::nullopt;
    const std::string_view command = run.arguments.substr(statements.size());
    return command.starts_with(' ') ? std::optional(trimmed(command)) : std::nullopt;
}

} // namespace

ShellInEffect::ShellInEffect(const ContainerSettings& settings, bool windows)
    : settings_(settings), text_(windows ? "cmd /S /C" : "/bin/sh -c"), words_(split_words(text_)) {}

ShellInEffect::Choice ShellInEffect::choose(std::string_view arguments) {
    if (auto list = read_word_list(arguments)) {
        words_ = *std::move(list);
        text_ = joined_words(words_);
        return {.list = dockerfile_list(words_)};
    }
    text_ = without_brackets(arguments);
    if (settings_.shell && joined_words(*settings_.shell) == text_) {
        words_ = *settings_.shell;
        return {.list = dockerfile_list(words_)};
    }
    const std::string_view whole = text_;
    const std::size_t options = std::min(shell_length(text(whole, " x")), whole.size());
    const std::string_view statements = options == 0 ? std::string_view() : trimmed(whole.substr(options));
    words_ = split_words(statements.empty() ? whole : whole.substr(0, options));
    if (!statements.empty()) words_.emplace_back(statements);
    return {.list = dockerfile_list(words_), .sure = statements.empty() && options > 0};
}

std::optional<std::string_view> ShellInEffect::command_of(const Instruction& run) const {
    if (const auto command = behind(text_, run)) return command;
    return settings_.shell ? behind(joined_words(*settings_.shell), run) : std::nullopt;
}

std::string ShellInEffect::command(std::string_view arguments, char escape) const {
    const auto list = read_word_list(arguments);
    if (!list) return arguments.empty() ? "[]" : std::string(arguments);
    const bool by_shell =
        list->size() == words_.size() + 1 && std::ranges::equal(words_, std::span(*list).first(words_.size()));
    const bool plain = !list->empty() && list->back().find('\n') == std::string::npos &&
                       !list->back().starts_with('[') && !list->back().ends_with(escape);
    return by_shell && plain ? list->back() : dockerfile_list(*list);
}

} // namespace strata

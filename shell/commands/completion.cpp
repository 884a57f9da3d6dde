#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/help.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments& arguments, Console& console) {
    const std::string& shell_name = arguments.operands().front();
    if (shell_name != "bash" && shell_name != "zsh" && shell_name != "fish")
        return fail(text("completion: \"", shell_name, "\" is none of bash, zsh, fish"));
    console.out << completion_script(shell_name);
    return Exit::done;
}

constexpr OperandRow operands[] = {{"SHELL", "bash, zsh or fish", OperandCount::one}};
constexpr Example examples[] = {
    {"source <(strata completion bash)", "complete in this bash"},
    {"strata completion zsh > ~/.zfunc/_strata", "for zsh, where ~/.zfunc is on the fpath"},
    {"strata completion fish > ~/.config/fish/completions/strata.fish", "for fish"},
};

} // namespace

constinit const CommandRow completion_command = {
    .name = "completion",
    .summary = "write a completion script for bash, zsh or fish",
    .description = "The script completes commands, options and their values, and file names.",
    .operands = operands,
    .examples = examples,
    .shared = 0,
    .run = run,
};

} // namespace strata

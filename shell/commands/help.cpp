#include "shell/help.hpp"

#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"

namespace strata {
namespace {

Result<Exit> run(const Arguments& arguments, Console& console) {
    if (arguments.flag("man")) {
        console.out << manual_page();
        return Exit::done;
    }
    if (arguments.operands().empty()) {
        console.out << overview();
        return Exit::done;
    }
    const std::string& topic = arguments.operands().front();
    if (topic == "limits") {
        console.out << limits_help();
        return Exit::done;
    }
    if (topic == "rules") {
        console.out << rules_help();
        return Exit::done;
    }
    const CommandRow* row = find_command(topic);
    if (row == nullptr) return fail(text("help: there is no command \"", topic, "\"; `strata --help` lists them"));
    console.out << command_help(*row);
    return Exit::done;
}

constexpr OperandRow operands[] = {{"TOPIC", "a command, \"limits\" or \"rules\"", OperandCount::optional}};
constexpr OptionRow options[] = {{.name = "man", .help = "write the manual page, for `man -l -`"}};
constexpr Example examples[] = {
    {"strata help history", "the same as `strata history --help`"},
    {"strata help --man | man -l -", "read the manual page"},
};

} // namespace

constinit const CommandRow help_command = {
    .name = "help",
    .summary = "tell about a command, limits or rules, or write the manual page",
    .description = "Without a topic all commands are listed.",
    .operands = operands,
    .options = options,
    .examples = examples,
    .shared = 0,
    .run = run,
};

} // namespace strata

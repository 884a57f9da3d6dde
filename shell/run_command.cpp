#include "shell/run_command.hpp"

#include "core/base/text.hpp"
#include "shell/arguments.hpp"
#include "shell/commands.hpp"
#include "shell/help.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <vector>

namespace strata {
namespace {

Error unknown_command(std::string_view verb) {
    std::vector<std::string_view> names;
    for (const CommandRow* row : commands()) names.push_back(row->name);
    const std::string_view near = nearest(verb, names);
    return {near.empty() ? text("there is no command \"", verb, "\"; `strata --help` lists them")
                         : text("there is no command \"", verb, "\"; did you mean ", near, "?")};
}

/// What the command line asks for; an error here is the person's, and says where help is.
Result<Exit> run(std::span<const std::string_view> words, Console& console) {
    if (words.empty()) {
        console.err << overview();
        return Exit::failed;
    }
    const std::string_view verb = words.front();
    if (verb == "--help" || verb == "-h") {
        console.out << overview();
        return Exit::done;
    }
    if (verb == "--version") {
        console.out << "strata " STRATA_VERSION "\n";
        return Exit::done;
    }
    const CommandRow* row = find_command(verb);
    if (row == nullptr) return std::unexpected(unknown_command(verb));
    auto arguments = parse_arguments(*row, words.subspan(1));
    if (!arguments)
        return fail(text(verb, ": ", arguments.error().message, " (`strata ", verb, " --help` tells more)"));
    if (arguments->flag("help")) {
        console.out << command_help(*row);
        return Exit::done;
    }
    console.choose_color(arguments->value("color").value_or("auto"));
    if (arguments->flag("no-progress")) console.forbid_progress();
    return row->run(*arguments, console);
}

} // namespace

int run_command(std::span<const std::string_view> words, Console& console) {
    Exit exit = Exit::failed;
    try {
        const Result<Exit> result = run(words, console);
        if (!result) console.complain(result.error().message);
        exit = result.value_or(Exit::failed);
    } catch (const std::bad_alloc&) {
        console.complain("out of memory");
    }
    errno = 0;
    console.out.flush();
    if (!console.out) {
        console.complain(
            text("standard output: cannot be written", errno == 0 ? "" : ": ", errno == 0 ? "" : std::strerror(errno)));
        exit = Exit::failed;
    }
    console.err.flush();
    if (console.reported_errors()) exit = Exit::failed;
    return static_cast<int>(exit);
}

} // namespace strata

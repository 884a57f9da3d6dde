#include "shell/console.hpp"

#include "core/base/text.hpp"
#include "core/report/text.hpp"

namespace strata {

Console::Console(std::ostream& output, std::ostream& error, const ConsoleFacts& what_is_known)
    : out(output), err(error), facts(what_is_known) {
    choose_color("auto");
}

void Console::choose_color(std::string_view when) {
    color_out_ = when == "always" || (when == "auto" && facts.output_is_terminal && !facts.no_color);
    color_err_ = when == "always" || (when == "auto" && facts.error_is_terminal && !facts.no_color);
}

std::string Console::painted(Tone tone, std::string_view words) {
    std::string_view code;
    switch (tone) {
    case Tone::plain: return std::string(words);
    case Tone::heading: code = "1"; break;
    case Tone::added: code = "32"; break;
    case Tone::changed: code = "33"; break;
    case Tone::removed: code = "31"; break;
    case Tone::muted: code = "2"; break;
    case Tone::warning: code = "33"; break;
    case Tone::error: code = "1;31"; break;
    }
    return text("\x1b[", code, 'm', words, "\x1b[0m");
}

std::string Console::paint(Tone tone, std::string_view words) const {
    return color_out_ ? painted(tone, words) : std::string(words);
}

void Console::report(std::string_view where, const Problem& problem) {
    Tone tone = Tone::muted;
    std::string_view kind = "note";
    if (problem.severity == Severity::warning) {
        tone = Tone::warning;
        kind = "warning";
    } else if (problem.severity == Severity::error) {
        tone = Tone::error;
        kind = "error";
        reported_errors_ = true;
    }
    err << "strata: " << printable(where) << ": " << (color_err_ ? painted(tone, kind) : std::string(kind)) << ": "
        << printable(problem.message) << '\n';
}

void Console::report(std::string_view where, std::span<const Problem> problems) {
    for (const Problem& problem : problems) report(where, problem);
}

void Console::complain(std::string_view message) { err << "strata: " << printable_lines(message) << '\n'; }

} // namespace strata

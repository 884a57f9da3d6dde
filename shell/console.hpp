// Where a command reads and writes: streams, what is known of the terminal, the clock. Tests make one of strings.
#pragma once

#include "core/base/format.hpp"
#include "core/model/problem.hpp"

#include <cstdint>
#include <ostream>
#include <span>
#include <string>
#include <string_view>

namespace strata {

/// What a piece of text means; the colours are chosen in one place.
enum class Tone : std::uint8_t { plain, heading, added, changed, removed, muted, warning, error };

struct ConsoleFacts {
    int input = 0; ///< file descriptor of standard input
    bool output_is_terminal = false;
    bool error_is_terminal = false;
    bool no_color = false;    ///< NO_COLOR is set and not empty, or TERM is dumb
    unsigned columns = 80;    ///< of the terminal
    Time now;                 ///< the one look at the clock
    unsigned processors = 1;  ///< threads that run at the same time
    std::string cache_folder; ///< what may be kept from one run to the next lies below it; "" where nothing may
    std::string program;      ///< another text for each build of Strata
};

/// Results go to `out`, all else to `err`.
class Console {
public:
    Console(std::ostream& output, std::ostream& error, const ConsoleFacts& what_is_known);

    std::ostream& out;
    std::ostream& err;
    ConsoleFacts facts;

    /// "auto", "always" or "never", from --color.
    void choose_color(std::string_view when);
    void forbid_progress() { progress_ = false; }
    [[nodiscard]] bool shows_progress() const { return progress_ && facts.error_is_terminal; }

    /// The text in the colour of its tone where `out` shows colours; unchanged otherwise. Escape strangers' text
    /// before.
    [[nodiscard]] std::string paint(Tone tone, std::string_view text) const;

    /// One line on `err`: "strata: web.tar: layer 3: …". Errors make the command's exit status 2.
    void report(std::string_view where, const Problem& problem);
    void report(std::string_view where, std::span<const Problem> problems);
    [[nodiscard]] bool reported_errors() const { return reported_errors_; }
    /// "strata: " and the message on `err`.
    void complain(std::string_view message);

private:
    [[nodiscard]] static std::string painted(Tone tone, std::string_view text);
    bool color_out_ = false;
    bool color_err_ = false;
    bool progress_ = true;
    bool reported_errors_ = false;
};

} // namespace strata

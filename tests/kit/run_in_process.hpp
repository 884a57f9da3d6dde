// Runs `strata WORDS…` in process: `run({"history", path}).out`.
#pragma once

#include "shell/console.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::kit {

struct Ran {
    std::string out;
    std::string err;
    int exit = 0;
};

/// The clock stands at 2026-11-24T00:00:00Z, nothing is a terminal, standard input is empty.
[[nodiscard]] ConsoleFacts plain_console();

[[nodiscard]] Ran run(const std::vector<std::string_view>& words, const ConsoleFacts& facts = plain_console());
/// The same with bytes on standard input, which is a file or a pipe.
enum class Input { file, pipe };
[[nodiscard]] Ran run_with_input(const std::vector<std::string_view>& words, std::string_view bytes, Input input);

} // namespace strata::kit

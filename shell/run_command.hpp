// The whole command from its words to its exit status, in process.
#pragma once

#include "shell/console.hpp"

#include <span>
#include <string_view>

namespace strata {

/// Runs `strata WORDS…` and returns the exit status: 0 done or same, 1 different or not verified, 2 an error.
[[nodiscard]] int run_command(std::span<const std::string_view> words, Console& console);

} // namespace strata

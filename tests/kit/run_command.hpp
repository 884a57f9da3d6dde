// Runs a program and tells what it printed, how it ended, and what it cost.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace strata::kit {

struct CommandResult {
    int exit_code = -1; ///< -1 where it did not end by itself
    int signal = 0;     ///< that ended it
    bool timed_out = false;
    std::string out;
    std::string error;
    std::uint64_t peak_bytes = 0; ///< largest resident set of the program and its children
    std::uint64_t read_bytes = 0; ///< bytes it asked the system to read, files and pipes
    double seconds = 0;           ///< on the clock
    double processor_seconds = 0; ///< in user and system time, all threads
};

struct CommandOptions {
    std::chrono::milliseconds limit = std::chrono::seconds(60); ///< killed after that
    std::string input = {};                                     ///< a file that becomes standard input
    std::uint64_t output_bytes = 64 * 1024 * 1024;              ///< what is kept of each stream
    std::vector<std::string> environment = {};                  ///< "NAME=value", added to ours
};

/// The program is looked up in PATH. One that can't be started ends with exit code 127.
[[nodiscard]] CommandResult run_command(const std::vector<std::string>& words, const CommandOptions& options = {});

/// Whether the program is in PATH.
[[nodiscard]] bool have_command(const std::string& program);

} // namespace strata::kit

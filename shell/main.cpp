#include "shell/run_command.hpp"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

namespace {

strata::Time now() {
    const auto since = std::chrono::system_clock::now().time_since_epoch();
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since);
    const auto rest = std::chrono::duration_cast<std::chrono::nanoseconds>(since - seconds);
    return {seconds.count(), static_cast<std::uint32_t>(rest.count())};
}

unsigned terminal_columns() {
    winsize size{};
    const bool known = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0;
    return known && size.ws_col > 0 ? size.ws_col : 80;
}

bool colors_unwanted() {
    const char* no_color = std::getenv("NO_COLOR"); // https://no-color.org: set and not empty
    const char* terminal = std::getenv("TERM");
    return (no_color != nullptr && *no_color != '\0') || (terminal != nullptr && std::string_view(terminal) == "dumb");
}

std::string cache_folder() {
    const char* cache = std::getenv("XDG_CACHE_HOME");
    const char* home = std::getenv("HOME");
    if (cache != nullptr && *cache == '/') return std::string(cache) + "/strata/layers";
    return home != nullptr && *home == '/' ? std::string(home) + "/.cache/strata/layers" : std::string();
}

/// When and how large this program's file was made.
std::string program() {
    struct stat facts{};
    if (stat("/proc/self/exe", &facts) != 0) return "unknown";
    return std::to_string(facts.st_mtim.tv_sec) + '.' + std::to_string(facts.st_size);
}

/// Memory that a large list gives back must go back to the system: glibc would keep up to 64 MB of it, for it learns
/// from the first large piece that is freed to make large pieces part of its heap.
void return_freed_memory() {
#ifdef __GLIBC__
    mallopt(M_MMAP_THRESHOLD, 128 * 1024);
#endif
}

} // namespace

int main(int count, char** words) {
    // `strata files big.tar | head` ends quietly, even where a parent had the signal ignored.
    std::signal(SIGPIPE, SIG_DFL);
    return_freed_memory();
    std::ios::sync_with_stdio(false);
    strata::ConsoleFacts facts;
    facts.input = STDIN_FILENO;
    facts.output_is_terminal = isatty(STDOUT_FILENO) == 1;
    facts.error_is_terminal = isatty(STDERR_FILENO) == 1;
    facts.no_color = colors_unwanted();
    facts.columns = terminal_columns();
    facts.now = now();
    facts.processors = std::thread::hardware_concurrency();
    facts.cache_folder = cache_folder();
    facts.program = program();
    strata::Console console(std::cout, std::cerr, facts);
    const std::vector<std::string_view> arguments(words + (count > 0 ? 1 : 0), words + count);
    return strata::run_command(arguments, console);
}

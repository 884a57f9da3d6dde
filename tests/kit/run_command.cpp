#include "tests/kit/run_command.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace strata::kit {

namespace {

struct Pipe {
    int read_end = -1;
    int write_end = -1;
    Pipe() {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0) std::abort();
        read_end = ends[0];
        write_end = ends[1];
    }
};

/// In the new process: wires the pipes to 0…3 and becomes strata_measure. Never returns.
[[noreturn]] void become(const std::vector<std::string>& words, const CommandOptions& options, int out, int error,
                         int report) {
    const int input = open(options.input.empty() ? "/dev/null" : options.input.c_str(), O_RDONLY);
    dup2(input, 0);
    // 3 last, from a number above it, so that none of the others is overwritten.
    const int high = fcntl(report, F_DUPFD, 10);
    dup2(out, 1);
    dup2(error, 2);
    dup2(high, 3);
    close(high);
    const std::string limit = std::to_string(options.limit.count());
    std::vector<char*> arguments = {const_cast<char*>(STRATA_MEASURE), const_cast<char*>(limit.c_str())};
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    for (const std::string& setting : options.environment) putenv(const_cast<char*>(setting.c_str()));
    execv(STRATA_MEASURE, arguments.data());
    std::fprintf(stderr, "%s: %s\n", STRATA_MEASURE, std::strerror(errno));
    _exit(127);
}

void read_all(std::array<std::pair<int, std::string*>, 3> streams, std::uint64_t limit) {
    std::string buffer(64 * 1024, '\0');
    for (std::size_t open_streams = streams.size(); open_streams > 0;) {
        std::array<pollfd, 3> waiting{};
        for (std::size_t at = 0; at < streams.size(); ++at) waiting[at] = {streams[at].first, POLLIN, 0};
        if (poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) return;
        for (std::size_t at = 0; at < streams.size(); ++at) {
            if (streams[at].first < 0 || waiting[at].revents == 0) continue;
            const ssize_t got = ::read(streams[at].first, buffer.data(), buffer.size());
            if (got > 0) {
                std::string& kept = *streams[at].second;
                const std::size_t room = static_cast<std::size_t>(limit - std::min<std::uint64_t>(limit, kept.size()));
                kept.append(buffer, 0, std::min(room, static_cast<std::size_t>(got)));
            } else if (got == 0 || errno != EINTR) {
                close(streams[at].first);
                streams[at].first = -1;
                --open_streams;
            }
        }
    }
}

} // namespace

CommandResult run_command(const std::vector<std::string>& words, const CommandOptions& options) {
    const Pipe out;
    const Pipe error;
    const Pipe report;
    const pid_t child = fork();
    if (child < 0) return {};
    if (child == 0) become(words, options, out.write_end, error.write_end, report.write_end);
    for (const Pipe* each : {&out, &error, &report}) close(each->write_end);
    CommandResult result;
    std::string measured;
    read_all({{{out.read_end, &result.out}, {error.read_end, &result.error}, {report.read_end, &measured}}},
             options.output_bytes);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    int timed_out = 0;
    unsigned long long peak = 0;
    unsigned long long read = 0;
    long long elapsed = 0;
    long long processor = 0;
    if (std::sscanf(measured.c_str(), "%d %d %d %llu %llu %lld %lld", &result.exit_code, &result.signal, &timed_out,
                    &peak, &read, &elapsed, &processor) != 7)
        return result;
    result.timed_out = timed_out != 0;
    result.peak_bytes = peak;
    result.read_bytes = read;
    result.seconds = static_cast<double>(elapsed) / 1e6;
    result.processor_seconds = static_cast<double>(processor) / 1e6;
    return result;
}

bool have_command(const std::string& program) {
    const char* path = std::getenv("PATH");
    std::string_view folders = path == nullptr ? "" : path;
    while (!folders.empty()) {
        const auto end = std::min(folders.find(':'), folders.size());
        const auto candidate = std::filesystem::path(folders.substr(0, end)) / program;
        if (access(candidate.c_str(), X_OK) == 0) return true;
        folders.remove_prefix(std::min(end + 1, folders.size()));
    }
    return false;
}

} // namespace strata::kit

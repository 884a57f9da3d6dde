// Runs one program and writes what it cost to file descriptor 3: "exit signal timed_out peak_bytes read_bytes
// microseconds processor_microseconds". A process of its own, because Linux counts the memory of whoever started a
// program as that program's peak.
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/resource.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

namespace {

/// What the finished but not yet reaped child read, by /proc/PID/io; 0 where the system has none.
unsigned long long read_bytes_of(pid_t child) {
    char path[64];
    std::snprintf(path, sizeof path, "/proc/%d/io", static_cast<int>(child));
    unsigned long long bytes = 0;
    if (std::FILE* file = std::fopen(path, "r")) {
        if (std::fscanf(file, "rchar: %llu", &bytes) != 1) bytes = 0;
        std::fclose(file);
    }
    return bytes;
}

/// Waits without reaping; false when the limit passed and the child had to be killed.
bool wait_for(pid_t child, std::chrono::milliseconds limit) {
    const auto end = std::chrono::steady_clock::now() + limit;
    for (auto pause = std::chrono::microseconds(200);;) {
        siginfo_t info{};
        if (waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT | WNOHANG) == 0 && info.si_pid == child)
            return true;
        if (std::chrono::steady_clock::now() > end) break;
        std::this_thread::sleep_for(pause);
        if (pause < std::chrono::milliseconds(2)) pause *= 2;
    }
    kill(-child, SIGKILL);
    siginfo_t info{};
    waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOWAIT);
    return false;
}

long long microseconds(const timeval& time) { return time.tv_sec * 1'000'000LL + time.tv_usec; }

} // namespace

int main(int count, char** words) {
    if (count < 3) return 127;
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child < 0) return 127;
    if (child == 0) {
        setpgid(0, 0);
        close(3);
        execvp(words[2], words + 2);
        std::fprintf(stderr, "%s: %s\n", words[2], std::strerror(errno));
        _exit(127);
    }
    setpgid(child, child);
    const bool in_time = wait_for(child, std::chrono::milliseconds(std::atoll(words[1])));
    const auto elapsed = std::chrono::steady_clock::now() - start;
    const unsigned long long read = read_bytes_of(child);
    int status = 0;
    rusage usage{};
    if (wait4(child, &status, 0, &usage) != child) return 127;
    kill(-child, SIGKILL); // whatever it left behind
    dprintf(3, "%d %d %d %lld %llu %lld %lld\n", WIFEXITED(status) ? WEXITSTATUS(status) : -1,
            WIFSIGNALED(status) ? WTERMSIG(status) : 0, in_time ? 0 : 1, usage.ru_maxrss * 1024LL, read,
            static_cast<long long>(std::chrono::duration_cast<std::chrono::microseconds>(elapsed).count()),
            microseconds(usage.ru_utime) + microseconds(usage.ru_stime));
    return 0;
}

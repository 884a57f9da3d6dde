// The progress bar of long work: bytes, rate and time left, on standard error and only on a terminal.
#pragma once

#include "core/archive/open_archive.hpp"
#include "shell/console.hpp"

#include <chrono>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace strata {

/// "reading web.tar  [=====>    ]  52%  1.2 GB of 2.3 GB  410 MB/s  3s left", at most `columns` wide. Without a total
/// (0) the bar, the share and the time left are missing.
[[nodiscard]] std::string progress_line(std::string_view label, std::uint64_t done, std::uint64_t total, double seconds,
                                        std::size_t columns);

/// Draws itself ten times a second once the work has taken a third of a second, and wipes itself at the end.
class ProgressBar {
public:
    ProgressBar(Console& console, std::string label);
    ~ProgressBar();
    ProgressBar(const ProgressBar&) = delete;
    ProgressBar& operator=(const ProgressBar&) = delete;

    /// To hand to the reading rooms; may be called from any thread. Must not outlive the bar.
    [[nodiscard]] Progress reporter();

private:
    void update(std::uint64_t done, std::uint64_t total);

    Console& console_;
    std::string label_;
    std::mutex mutex_;
    std::chrono::steady_clock::time_point start_;
    std::chrono::steady_clock::time_point drawn_;
    bool visible_ = false;
};

} // namespace strata

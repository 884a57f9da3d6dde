#include "shell/jobs.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace strata {

RunJobs run_on_threads(unsigned threads) {
    return [threads](std::size_t count, const std::function<void(std::size_t)>& job) {
        std::atomic<std::size_t> next = 0;
        const auto work = [&] {
            for (std::size_t index = next++; index < count; index = next++) job(index);
        };
        // This thread works too.
        std::vector<std::jthread> others;
        const std::size_t wanted = std::min<std::size_t>(std::max(threads, 1U), count);
        for (std::size_t thread = 1; thread < wanted; ++thread) others.emplace_back(work);
        work();
    };
}

} // namespace strata

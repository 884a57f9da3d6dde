// Layers in parallel: the threads that core itself never makes.
#pragma once

#include "core/image/inspect.hpp"

namespace strata {

/// Runs jobs on up to `threads` threads, each taking the next job as it gets free.
[[nodiscard]] RunJobs run_on_threads(unsigned threads);

} // namespace strata

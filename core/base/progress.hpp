// How long work tells how far it is, and learns that nobody wants it any more.
#pragma once

#include <cstdint>
#include <functional>

namespace strata {

/// Called now and then during long work with the bytes done and the bytes there are; returns false to stop.
using Progress = std::function<bool(std::uint64_t done, std::uint64_t total)>;

} // namespace strata

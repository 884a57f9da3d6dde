// Memory in which files are kept while they pass, handed from one file to the next: to ask the system for it anew costs
// more than to fill it.
#pragma once

#include "core/base/limits.hpp"

#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace strata {

/// May be used from several threads at once.
class SpareBuffers {
public:
    /// An empty text, with the room that an earlier one had.
    [[nodiscard]] std::string take() {
        const std::scoped_lock lock(mutex_);
        if (spare_.empty()) return {};
        std::string buffer = std::move(spare_.back());
        spare_.pop_back();
        return buffer;
    }
    void give_back(std::string buffer) {
        if (buffer.capacity() < smallest_spare || buffer.capacity() > largest_spare) return;
        buffer.clear();
        const std::scoped_lock lock(mutex_);
        if (spare_.size() < most_spare) spare_.push_back(std::move(buffer));
    }

private:
    static constexpr std::size_t smallest_spare = 4096, largest_spare = 16 * mebibyte, most_spare = 4;
    std::mutex mutex_;
    std::vector<std::string> spare_;
};

} // namespace strata

// Names kept in a few large pieces of memory: an archive of a million members has no million small ones.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace strata {

class NameStore {
public:
    /// A copy of `name` that stays where it is as long as the store lives, also when the store itself is moved.
    [[nodiscard]] std::string_view keep(std::string_view name);

private:
    std::vector<std::unique_ptr<char[]>> blocks_;
    char* next_ = nullptr;
    std::size_t left_ = 0; ///< bytes behind `next_` that are free
};

} // namespace strata

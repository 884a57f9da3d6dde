// The files whose names hold some words, looked for a part at a time: for a million names a frame is too short.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace strata::ui {

class NameSearch {
public:
    static constexpr std::size_t most_kept = 40;

    /// Reads on for as long as a frame may take; from the first name on where the words are others. With a slash in
    /// them they are looked for in paths, and end in the name itself: "app/s" is not what lies in app/src.
    void read_on(const Timeline& timeline, const std::string& words);

    [[nodiscard]] bool done() const { return done_; }
    [[nodiscard]] std::size_t count() const { return count_; }                   ///< found so far
    [[nodiscard]] const std::vector<NodeIndex>& first() const { return first_; } ///< of those found, most_kept

private:
    std::string words_;
    NodeIndex next_ = 1; ///< the root has no name
    std::size_t count_ = 0;
    std::vector<NodeIndex> first_;
    bool done_ = false;
};

} // namespace strata::ui

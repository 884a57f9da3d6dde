#include "core/tree/find_paths.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace strata {

namespace {

/// How many bytes both begin with.
std::size_t common_front(std::string_view a, std::string_view b) {
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t at = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (std::uint64_t of_a = 0, of_b = 0; at + sizeof of_a <= most; at += sizeof of_a) {
            std::memcpy(&of_a, a.data() + at, sizeof of_a);
            std::memcpy(&of_b, b.data() + at, sizeof of_b);
            if (of_a != of_b) return at + static_cast<std::size_t>(std::countr_zero(of_a ^ of_b)) / 8;
        }
    }
    while (at < most && a[at] == b[at]) at++;
    return at;
}

/// Reads names of one folder after the other, which are sorted: what one has in common with the one before is not read
/// again.
class NameReader {
public:
    explicit NameReader(PathPattern& pattern) : pattern_(pattern) {}

    /// What follows are the names of a folder whose path and slash lead to this state.
    void enter(PathPattern::State state) {
        before_ = {};
        states_[0] = state;
    }

    PathPattern::State read(std::string_view name) {
        std::size_t at = common_front(before_, name);
        before_ = name;
        states_.resize(std::max(states_.size(), name.size() + 1));
        for (; at < name.size(); at++) states_[at + 1] = pattern_.read(states_[at], name[at]);
        return states_[at];
    }

private:
    PathPattern& pattern_;
    std::string_view before_;
    std::vector<PathPattern::State> states_{0}; ///< behind each byte of the name before
};

} // namespace

std::vector<bool> find_paths(const Timeline& timeline, PathPattern& pattern) {
    std::vector<bool> found(timeline.size());
    const auto folders = timeline.folders();
    std::vector<PathPattern::State> behind(folders.size(), pattern.start()); // each folder's path
    NameReader names(pattern);
    std::size_t met = 1; // a folder stands before what it holds, and folders come up in the order of their numbers
    found[root_node] = pattern.matches("/");
    for (std::size_t number = 0; number < folders.size(); number++) {
        const bool all = PathPattern::accepts_all(behind[number]);
        const PathPattern::State start = pattern.read(behind[number], '/');
        names.enter(start);
        const NodeIndex first = timeline.first_child(folders[number]);
        for (NodeIndex node = first; node < first + timeline.child_count(folders[number]); node++) {
            const PathPattern::State end = all ? start : names.read(timeline.name(node));
            found[node] = all || pattern.accepts(end);
            if (timeline.child_count(node) > 0) behind[met++] = end;
        }
    }
    return found;
}

std::vector<bool> find_below(const Timeline& timeline, NodeIndex top) {
    std::vector<bool> found(timeline.size());
    if (top == no_node) return found;
    found[top] = true;
    for (NodeIndex node = top + 1; node < timeline.size(); node++) // a folder stands before what it holds
        found[node] = found[timeline.parent(node)];
    return found;
}

} // namespace strata

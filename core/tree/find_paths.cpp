#include "core/tree/find_paths.hpp"

namespace strata {

std::vector<bool> find_paths(const Timeline& timeline, PathPattern& pattern) {
    std::vector<bool> found(timeline.size());
    const auto folders = timeline.folders();
    std::vector<PathPattern::State> behind(folders.size(), pattern.start()); // each folder's path
    std::size_t met = 1; // a folder stands before what it holds, and folders come up in the order of their numbers
    found[root_node] = pattern.matches("/");
    for (std::size_t number = 0; number < folders.size(); number++) {
        const bool all = PathPattern::accepts_all(behind[number]);
        const PathPattern::State start = all ? behind[number] : pattern.read(behind[number], "/");
        const NodeIndex first = timeline.first_child(folders[number]);
        for (NodeIndex node = first; node < first + timeline.child_count(folders[number]); node++) {
            const PathPattern::State end = all ? start : pattern.read(start, timeline.name(node));
            found[node] = all || pattern.accepts(end);
            if (timeline.child_count(node) > 0) behind[met++] = end;
        }
    }
    return found;
}

} // namespace strata

#include "core/tree/find_paths.hpp"

namespace strata {

std::vector<bool> find_paths(const Timeline& timeline, PathPattern& pattern) {
    std::vector<bool> found(timeline.size());
    std::vector<PathPattern::State> behind(timeline.size(), pattern.start());
    found[root_node] = pattern.matches("/");
    // A folder stands before what it holds.
    for (NodeIndex node = root_node + 1; node < timeline.size(); node++) {
        const PathPattern::State folder = behind[timeline.parent(node)];
        behind[node] =
            PathPattern::accepts_all(folder) ? folder : pattern.read(pattern.read(folder, "/"), timeline.name(node));
        found[node] = pattern.accepts(behind[node]);
    }
    return found;
}

} // namespace strata

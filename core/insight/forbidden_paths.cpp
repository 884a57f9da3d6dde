#include "core/insight/forbidden_paths.hpp"

#include "core/base/path_pattern.hpp"
#include "core/base/quote.hpp"
#include "core/base/text.hpp"
#include "core/tree/find_paths.hpp"

#include <algorithm>

namespace strata {

ForbiddenPaths find_forbidden_paths(const Timeline& timeline, std::span<const std::string> globs) {
    ForbiddenPaths paths;
    std::vector<bool> matched(timeline.size());
    for (const std::string& written : globs) {
        const auto glob = Glob::parse(written);
        if (!glob) continue;
        auto pattern = PathPattern::of(*glob);
        if (!pattern) continue;
        const std::vector<bool> found = find_paths(timeline, *pattern);
        for (std::size_t i = 0; i < found.size(); i++) matched[i] = matched[i] || found[i];
        if (pattern->overflowed())
            paths.given_up = text("the pattern ", quote(written), " is too complicated for so many names");
    }
    for (NodeIndex node = 1; node < timeline.size(); node++)
        if (matched[node] && first_appearance(timeline, node) != nullptr) paths.nodes.push_back(node);
    return paths;
}

const Event* first_appearance(const Timeline& timeline, NodeIndex node) {
    const auto events = timeline.events(node);
    const auto first = std::ranges::find_if(events, [](const Event& e) { return e.change != Change::removed; });
    return first == events.end() ? nullptr : &*first;
}

} // namespace strata

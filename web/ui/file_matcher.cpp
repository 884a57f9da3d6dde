#include "web/ui/file_matcher.hpp"

#include "core/base/glob.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

char lowered(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }

} // namespace

bool holds_text(std::string_view text, std::string_view wanted) {
    const auto small = [](char letter) { return lowered(letter); };
    return std::ranges::search(text, wanted, {}, small, small).begin() != text.end() || wanted.empty();
}

PathMatcher match_paths(const std::string& wanted) {
    PathMatcher matcher;
    if (wanted.empty()) return matcher;
    if (wanted.find_first_of("*?[") != std::string::npos) {
        auto glob = Glob::parse(wanted);
        if (glob)
            matcher.matches = [glob = *std::move(glob)](std::string_view path) { return glob.matches(path); };
        else
            matcher = {[](std::string_view) { return false; }, glob.error().message};
        return matcher;
    }
    matcher.matches = [wanted](std::string_view path) { return holds_text(path, wanted); };
    return matcher;
}

FileMatcher::FileMatcher(const FileFilter& filter, const Overlay& overlay) : filter_(filter), overlay_(overlay) {
    active_ = !filter.text.empty() || filter.changes != show_all || filter.larger_than > 0;
    PathMatcher paths = match_paths(filter.text);
    matches_ = std::move(paths.matches);
    problem_ = std::move(paths.problem);
}

bool FileMatcher::wants_change(Change change) const {
    switch (change) {
    case Change::added: return filter_.changes & show_added;
    case Change::content:
    case Change::metadata: return filter_.changes & show_changed;
    case Change::removed: return filter_.changes & show_removed;
    case Change::same: return filter_.changes & show_unchanged;
    }
    return true;
}

bool FileMatcher::wants(NodeIndex node, std::string_view path) const {
    if (filter_.changes != show_all && !wants_change(overlay_.change(node))) return false;
    if (filter_.larger_than > 0 && overlay_.totals(node).bytes < filter_.larger_than) return false;
    return !matches_ || matches_(path);
}

} // namespace strata::ui

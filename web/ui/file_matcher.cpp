#include "web/ui/file_matcher.hpp"

#include "core/base/glob.hpp"

#include <algorithm>
#include <utility>

namespace strata::ui {

namespace {

char lowered(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; }

std::string lowered(std::string_view words) {
    std::string out(words);
    for (char& letter : out) letter = lowered(letter);
    return out;
}

/// Whether `path` holds `wanted`, whose letters are small; of other scripts letters are compared as they are.
bool holds_lowered(std::string_view path, std::string_view wanted) {
    return std::ranges::search(path, wanted, {}, [](char letter) { return lowered(letter); }).begin() != path.end();
}

} // namespace

FileMatcher::FileMatcher(const FileFilter& filter, const Overlay& overlay) : filter_(filter), overlay_(overlay) {
    active_ = !filter.text.empty() || filter.changes != show_all || filter.larger_than > 0;
    const std::string& wanted = filter.text;
    if (wanted.empty()) return;
    if (wanted.find_first_of("*?[") != std::string::npos) {
        auto glob = Glob::parse(wanted);
        if (glob)
            matches_ = [glob = *std::move(glob)](std::string_view path) { return glob.matches(path); };
        else
            problem_ = glob.error().message;
        return;
    }
    matches_ = [wanted = lowered(wanted)](std::string_view path) { return holds_lowered(path, wanted); };
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

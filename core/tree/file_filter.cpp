#include "core/tree/file_filter.hpp"

#include "core/base/ascii.hpp"

#include <algorithm>

namespace strata {

bool FileFilter::is_empty() const {
    return globs.empty() && !regex && text.empty() && larger_than == 0 && !changed_only;
}

bool FileFilter::wants(const Timeline& timeline, const Overlay& overlay, NodeIndex node, std::string_view path) const {
    if (changed_only && overlay.change(node) == Change::same) return false;
    if (larger_than > 0) {
        const Place place = overlay.place(node);
        if (!place || shown_size(timeline, place) <= larger_than) return false;
    }
    const auto matches = [&](const Glob& glob) { return glob.matches(path); };
    if (!globs.empty() && std::ranges::none_of(globs, matches)) return false;
    if (!holds_text(path, text)) return false;
    return !regex || regex->found_in(path);
}

WantedFile wanted_by(const FileFilter& filter, const Timeline& timeline, const Overlay& overlay) {
    if (filter.is_empty()) return {};
    return [&](NodeIndex node, std::string_view path) { return filter.wants(timeline, overlay, node, path); };
}

} // namespace strata

// Which files a filter lets through: text, a glob or /regex/, kinds of change, and size.
#pragma once

#include "core/tree/overlay.hpp"
#include "web/ui/state.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace strata::ui {

/// Whether `text` holds `wanted`, large and small ASCII letters alike.
[[nodiscard]] bool holds_text(std::string_view text, std::string_view wanted);

/// What the person wrote into a filter, asked of paths.
struct PathMatcher {
    std::function<bool(std::string_view)> matches; ///< empty: every path
    std::string problem;                           ///< why it can't be read; it matches nothing then
};
[[nodiscard]] PathMatcher match_paths(const std::string& wanted);

class FileMatcher {
public:
    /// The filter and the overlay must outlive it. A regex that can't be read matches nothing; `problem` says why.
    FileMatcher(const FileFilter& filter, const Overlay& overlay);

    /// Whether it leaves anything out at all.
    [[nodiscard]] bool active() const { return active_; }
    [[nodiscard]] bool wants(NodeIndex node, std::string_view path) const;
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    [[nodiscard]] bool wants_change(Change change) const;

    const FileFilter& filter_;
    const Overlay& overlay_;
    std::function<bool(std::string_view)> matches_; ///< empty: every path
    bool active_ = false;
    std::string problem_;
};

} // namespace strata::ui

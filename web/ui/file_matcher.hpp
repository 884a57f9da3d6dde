// Which files a filter lets through: text, a glob or /regex/, kinds of change, and size.
#pragma once

#include "core/tree/overlay.hpp"
#include "web/ui/state.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata::ui {

/// Whether `text` holds `wanted`, large and small ASCII letters alike.
[[nodiscard]] bool holds_text(std::string_view text, std::string_view wanted);

/// Whether the filter leaves anything out.
[[nodiscard]] bool is_active(const FileFilter& filter);

struct FilteredNodes {
    std::vector<bool> listed; ///< by node: what the filter leaves, and the folders above it; empty: everything
    std::string problem;      ///< why the filter's text can't be read; it leaves nothing then
};
[[nodiscard]] FilteredNodes filter_nodes(const FileFilter& filter, const Timeline& timeline, const Overlay& overlay);

} // namespace strata::ui

// Which files a person asked for: by pattern, size and change.
#pragma once

#include "core/base/glob.hpp"
#include "core/base/regex.hpp"
#include "core/tree/rows.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// All that is given must hold.
struct FileFilter {
    std::vector<Glob> globs;       ///< one of them, where there are any
    std::optional<Regex> regex;    ///< found anywhere in the path
    std::string text;              ///< found anywhere in the path, whatever the case of ASCII letters
    std::uint64_t larger_than = 0; ///< bytes; 0 for any size, folders included
    bool changed_only = false;     ///< changed by the marked layers

    [[nodiscard]] bool is_empty() const;
    [[nodiscard]] bool wants(const Timeline& timeline, const Overlay& overlay, NodeIndex node,
                             std::string_view path) const;
};

/// As RowOptions::wanted; empty where the filter wants everything. All three must outlive it.
[[nodiscard]] WantedFile wanted_by(const FileFilter& filter, const Timeline& timeline, const Overlay& overlay);

} // namespace strata

// Files that a finished image rarely needs, told by their paths: caches, logs, version control, tools for building.
#pragma once

#include "core/tree/timeline.hpp"

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace strata {

enum class FileRuleKind : std::uint8_t {
    cache,   ///< a package manager or a tool fetches or makes it again when it needs it
    log,     ///< what a build leaves behind of what it did
    context, ///< came along with a COPY and belongs to the developer's machine: version control, an editor's settings
    tools,   ///< compilers, headers, static libraries: needed to build, rarely to run
};

/// One row of the table. `place` is a path with `*` within a part, "**/" in front for any folder, and "/**" at its end
/// for all that a folder holds.
struct FileRule {
    std::string_view id; ///< "apt-lists"
    FileRuleKind kind = FileRuleKind::cache;
    std::string_view place;        ///< "/var/lib/apt/lists/**"
    std::string_view what;         ///< "apt's package lists", within a sentence
    std::string_view avoid;        ///< what keeps them out of the image: "end the RUN with rm -rf /var/lib/apt/lists/*"
    std::string_view ignore;       ///< the line in .dockerignore that keeps them out of a COPY; "" where none would
    std::string_view takes;        ///< a path that the rule is about
    std::string_view leaves;       ///< one that looks like it and stays
    std::string_view outside = ""; ///< the rule ends at folders of these names, which blanks separate
};

using FileRuleIndex = std::uint8_t;
inline constexpr FileRuleIndex no_file_rule = 0xff;

/// Every rule. Where several fit a path: the one about that very path, then that of the folder nearest to the root.
[[nodiscard]] std::span<const FileRule> file_rules();

/// The rule of each node of the timeline, by its path ("/var/log/dpkg.log") and whatever it is; no_file_rule for all
/// that an image needs. No path is put together for it.
[[nodiscard]] std::vector<FileRuleIndex> file_rules_of(const Timeline& timeline);

} // namespace strata

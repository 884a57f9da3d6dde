// Files of an image as lines of text, streamed: a million of them need no memory.
#pragma once

#include "core/tree/file_filter.hpp"
#include "shell/console.hpp"

namespace strata {

enum class RowFormat : std::uint8_t { tree, details, paths, json };

struct FileRows {
    const Timeline& timeline;
    const Overlay& overlay;
    const RowOptions& options;
    const FileFilter* filter = nullptr; ///< rows that it does not want are left out; nullptr: all are wanted
};

/// Where `options.top` is no folder, it is itself the only row.
void write_rows(const FileRows& files, RowFormat format, Console& console);

} // namespace strata

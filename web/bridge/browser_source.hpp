// A browser's File, a file of the page's own host, or a folder of Files, as Strata's sources and archives.
#pragma once

#include "web/engine/engine.hpp"

namespace strata::bridge {

/// Opens what worker.js knows under `file`.
[[nodiscard]] Result<FileContent> open_browser_file(std::uint32_t file, const Limits& limits, const Progress& progress);

} // namespace strata::bridge

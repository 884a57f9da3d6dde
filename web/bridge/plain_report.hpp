// Everything at a glance as text, for browsers that can't draw the page.
#pragma once

#include "web/engine/engine.hpp"

#include <string>

namespace strata::bridge {

/// Every image of the file: its names, history, layers and waste; lines end with a line end. Reads all layers.
[[nodiscard]] std::string plain_report(const FileContent& content, const Limits& limits = {});

} // namespace strata::bridge

// What is wrong with the archives on screen, beyond single layers: their documents, their end, their digests.
#pragma once

#include "web/ui/screen.hpp"

#include <string>
#include <vector>

namespace strata::ui {

/// Of an image in its archive, in words; notes are left out, and what is wrong with one layer stands at the layer.
[[nodiscard]] std::vector<std::string> problems_of(const Listing& listing, const ImageRecord& image);
/// Of what is on screen; of two images both, each with the name of its file.
[[nodiscard]] std::vector<std::string> problems_shown(const Screen& screen);

} // namespace strata::ui

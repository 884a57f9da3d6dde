// Advice in words: what to change in the Dockerfile; the same in the terminal and on the page.
#pragma once

#include "core/insight/advice.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace strata {

/// "set-attributes", "clean-up"…: for programs.
[[nodiscard]] std::string_view remedy_name(Remedy remedy);

/// "Delete 4 files in the RUN that makes them", without a full stop.
[[nodiscard]] std::string advice_title(const Advice& advice);

/// Where to make the edit and how, a line each: "layer 2: end the RUN with rm -rf /var/lib/apt/lists/*". Strangers'
/// text in them is printable, and paths are words of a shell: a line can be pasted and does what it says.
[[nodiscard]] std::vector<std::string> advice_edits(const Advice& advice, const ImageRecord& image);

} // namespace strata

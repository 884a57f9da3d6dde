// Answers what the page asks about files, as a worker would.
#pragma once

#include "tests/kit/stage.hpp"

#include <functional>
#include <string>

namespace strata::kit {

/// Gives every file that the page asks for the content that `content_of(layer, path)` says, and hashes by content,
/// until it asks for no more. Returns the other effects.
std::vector<ui::Effect>
answer_on_stage(Stage& stage, const Inspection& inspection,
                const std::function<std::string(std::uint32_t layer, const std::string& path)>& content_of);

/// What is saved for the export, after all hashes that are asked for by then came; "" where nothing is.
[[nodiscard]] std::string exported(Stage& stage, ui::Action action);

} // namespace strata::kit

// Small images with something to see in every view.
#pragma once

#include "tests/kit/stage.hpp"

namespace strata::kit {

/// A shop in three layers: files come, some are copied with another owner, some go.
[[nodiscard]] Inspection shop_image();
/// The same shop a version later: other bytes, a moved file, a new one, one gone, other settings.
[[nodiscard]] Inspection newer_shop_image();

/// Whether the mirror shows something of that name as selected.
[[nodiscard]] bool is_selected(const Stage& stage, std::string_view name);

} // namespace strata::kit

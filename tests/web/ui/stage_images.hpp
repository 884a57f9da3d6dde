// Small images with something to see in every view.
#pragma once

#include "tests/kit/stage.hpp"

namespace strata::kit {

/// A shop in three layers: files come, some are copied with another owner, some go.
[[nodiscard]] Inspection shop_image();
/// The same shop a version later: other bytes, a moved file, a new one, one gone, other settings.
[[nodiscard]] Inspection newer_shop_image();

/// Two layers with a file or two in each.
[[nodiscard]] Inspection small_shop_image();

/// Layers as an archive holds them.
[[nodiscard]] Inspection as_archived(std::initializer_list<std::string_view> layers);

/// What the App asked of the world since the last call, of one kind.
template <class Wanted>
std::vector<Wanted> effects_of(Stage& stage) {
    std::vector<Wanted> found;
    for (const ui::Effect& effect : stage.effects())
        if (const auto* wanted = std::get_if<Wanted>(&effect)) found.push_back(*wanted);
    return found;
}

/// Whether the mirror shows something of that name as selected.
[[nodiscard]] bool is_selected(const Stage& stage, std::string_view name);
/// Whether the keyboard is there.
[[nodiscard]] bool is_focused(const Stage& stage, std::string_view name);

} // namespace strata::kit

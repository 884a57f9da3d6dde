// What views say of an image that is not all there: still being read, or with layers that could not be read.
#pragma once

#include "web/ui/views/views.hpp"

#include <string>

namespace strata::ui {

/// Layers that are not there yet.
[[nodiscard]] std::size_t layers_awaited(const OpenImage& image);
/// "Layers 3 and 5 could not be read: what they hold is missing here.", or are not in the archive; "" where all is
/// well.
[[nodiscard]] std::string missing_layers(const OpenImage& image);
/// The same where so many layers were not looked into, whatever the reason; "" for none.
[[nodiscard]] std::string not_looked_into(const OpenImage& image, std::uint32_t layers);
/// Why the image may have more packages than are known; "" where it has not.
[[nodiscard]] std::string packages_not_known(const Screen& screen, const OpenImage& image);
/// Below a list that ends at `room.w`: what it lacks. Returns where the list ends now.
float draw_lacking(Ui& ui, const ImVec4& room, std::string_view words);
/// At the cursor: which layers are missing, and what to do about it.
void draw_missing(const Screen& screen, Commands& commands, const OpenImage& image, std::uint32_t layers);
/// Where a view would be that needs every layer: how far reading is, `what` as "The waste".
void draw_awaited(const Screen& screen, const OpenImage& image, std::string_view what, ImVec4 room);

} // namespace strata::ui

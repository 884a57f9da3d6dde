// Every byte of the layers, sorted into one class.
#pragma once

#include "web/ui/views/views.hpp"

namespace strata::ui {

/// A table of the classes of the image on screen in `room`: bytes and, where a base image ends, whose they are.
void draw_waste_classes(const Screen& screen, const ImVec4& room);

} // namespace strata::ui

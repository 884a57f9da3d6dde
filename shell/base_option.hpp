// --base IMAGE, and where the base of an image ends without it.
#pragma once

#include "core/insight/base_image.hpp"
#include "shell/arguments.hpp"
#include "shell/console.hpp"
#include "shell/input.hpp"

namespace strata {

inline constexpr OptionRow base_row = {.name = "base",
                                       .letter = 0,
                                       .kind = ValueKind::path,
                                       .value = "IMAGE",
                                       .help =
                                           "the image that this one is built on, to tell its layers from one's own; "
                                           "without it the archive's other images, labels and the history tell",
                                       .fallback = ""};

/// Fails where --base names no image, or one that has no layer in common.
[[nodiscard]] Result<BaseImage> base_of(const Input& input, const Arguments& arguments, Console& console);

} // namespace strata

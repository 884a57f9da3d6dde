#include "shell/layer_option.hpp"

#include "core/base/text.hpp"

namespace strata {

Result<std::optional<std::uint32_t>> layer_option(const Arguments& arguments, const ImageRecord& image) {
    const auto number = arguments.number("layer");
    if (!number) return std::optional<std::uint32_t>();
    const std::size_t count = image.layers.size();
    if (*number == 0 || *number > count)
        return fail(text("--layer ", *number, ": the image has ", count, count == 1 ? " layer" : " layers",
                         ", counted from 1"));
    return static_cast<std::uint32_t>(*number - 1);
}

} // namespace strata

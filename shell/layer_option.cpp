#include "shell/layer_option.hpp"

#include "core/base/text.hpp"
#include "shell/choose_layer.hpp"

namespace strata {

Result<std::optional<std::uint32_t>> layer_option(const Arguments& arguments, const ImageRecord& image,
                                                  std::string_view option) {
    const auto written = arguments.value(option);
    if (!written) return std::optional<std::uint32_t>();
    return TRY_WITHIN(text("--", option), choose_layer(image, *written));
}

} // namespace strata

#include "shell/choose_layer.hpp"

#include "core/base/quote.hpp"
#include "core/base/text.hpp"

#include <charconv>

namespace strata {

Result<std::uint32_t> choose_layer(const ImageRecord& image, std::string_view written) {
    const std::size_t count = image.layers.size();
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), number);
    if (error == std::errc() && end == written.data() + written.size() && number >= 1 && number <= count)
        return number - 1;
    std::string_view front = written;
    if (front.starts_with("sha256:")) front.remove_prefix(7);
    std::uint32_t found = no_index;
    for (std::uint32_t layer = 0; front.size() >= 4 && layer < count; layer++) {
        const LayerRecord& record = image.layers[layer];
        if (!record.diff_id.hex().starts_with(front) && !record.descriptor.digest.hex().starts_with(front)) continue;
        if (found != no_index)
            return fail(text("several layers' digests begin with ", quote(front), "; give its number"));
        found = layer;
    }
    if (found != no_index) return found;
    if (count == 0) return fail("the image has no layers");
    return fail(text("there is no layer ", quote(written), "; the image has layers 1 to ", count));
}

} // namespace strata

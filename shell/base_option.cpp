#include "shell/base_option.hpp"

#include "core/base/text.hpp"

#include <vector>

namespace strata {

namespace {

/// The image of the archive that has most layers in common; the first where several do.
const ImageRecord& nearest_image(const Listing& listing, const ImageRecord& image) {
    const ImageRecord* nearest = &listing.images.front();
    for (const ImageRecord& other : listing.images)
        if (common_layers(image, other) > common_layers(image, *nearest)) nearest = &other;
    return *nearest;
}

} // namespace

Result<BaseImage> base_of(const Input& input, const Arguments& arguments, Console& console) {
    const auto named = arguments.value("base");
    if (!named || named->empty()) {
        std::vector<const ImageRecord*> others;
        for (const ImageRecord& image : input.listing.images) others.push_back(&image);
        return find_base(input.image(), others);
    }
    const Input other = TRY_WITHIN("--base", open_input(*named, arguments, console));
    if (other.listing.images.empty()) return fail(text("--base: ", other.name, " holds no image"));
    const ImageRecord* base = &nearest_image(other.listing, input.image());
    if (!other.reference.empty())
        base = &other.listing.images[TRY_WITHIN(other.name, choose_image(other.listing, {other.reference, {}, ""}))];
    BaseImage found = base_given(input.image(), *base);
    if (found.layers == 0)
        return fail(text("--base: ", other.name, " has no layer in common with ", input.name,
                         "; was this image built on another version of it?"));
    return found;
}

} // namespace strata

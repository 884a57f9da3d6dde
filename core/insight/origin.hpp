// Who is to thank for what an image holds: the image it is built on, or its own build.
#pragma once

#include "core/insight/base_image.hpp"
#include "core/insight/find_packages.hpp"
#include "core/insight/findings.hpp"

#include <cstdint>

namespace strata {

enum class Origin : std::uint8_t { base, own };

/// A layer, from 0, of an image with this base; what no layer brought is one's own.
[[nodiscard]] inline bool is_of_base(std::uint32_t layer, const BaseImage& base) { return layer < base.layers; }
/// By the layer that brought this version.
[[nodiscard]] inline bool is_of_base(const FoundPackage& package, const BaseImage& base) {
    return is_of_base(package.layer, base);
}
/// By the layer that brought it; of settings by the row of the history that made them.
[[nodiscard]] inline bool is_of_base(const Finding& finding, const BaseImage& base) {
    if (finding.layer != no_index) return is_of_base(finding.layer, base);
    return finding.history < base.rows;
}

/// Of a layer, a package or a finding.
template <class Found>
[[nodiscard]] Origin origin_of(const Found& found, const BaseImage& base) {
    return is_of_base(found, base) ? Origin::base : Origin::own;
}

} // namespace strata

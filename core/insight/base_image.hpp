// Where the image that an image was built on ends, and what its own build added begins.
#pragma once

#include "core/model/listing.hpp"

#include <cstdint>
#include <span>
#include <string>

namespace strata {

enum class BaseEvidence : std::uint8_t {
    none,     ///< nothing tells
    layers,   ///< another image consists of exactly these layers
    recorded, ///< the builder wrote it down
    guess,    ///< the history looks so
};

/// The lowest layers and the oldest rows of the history. Every figure can be split by it: base or own.
struct BaseImage {
    BaseEvidence evidence = BaseEvidence::none;
    std::uint32_t layers = 0; ///< 0 to all of them
    std::uint32_t rows = 0;   ///< of ImageConfig::history
    std::string name;         ///< "debian:12", as a FROM would have it; "" where nothing names it
    std::string digest;       ///< of the base's manifest, as recorded; "" mostly
    bool name_is_guess = false;
    std::string reason; ///< how it is known, without a full stop: "by label …", "guess: …"; a stranger's text is in it
};

/// `known` are other images at hand. One whose layers are all the lowest ones of `image`, and whose history is the
/// beginning of its history, is the base; the longest if there are several. Where OCI's annotations or labels
/// `org.opencontainers.image.base.name` and `.digest` record a base, only an image of that name or digest is. Else what
/// the builder recorded counts (the label of buildpacks; buildah's and podman's comment "FROM name"), then the shape of
/// the history: the last place where an image seems to end (its CMD, its root file system, another builder's rows) with
/// layers of its own behind it.
[[nodiscard]] BaseImage find_base(const ImageRecord& image, std::span<const ImageRecord* const> known = {});

/// The base that a person names: as many of the lowest layers as both have, which may be none.
[[nodiscard]] BaseImage base_given(const ImageRecord& image, const ImageRecord& base);

/// The layers that two images have in common, counted from the lowest. A layer whose diff_id is not known is like no
/// other.
[[nodiscard]] std::uint32_t common_layers(const ImageRecord& a, const ImageRecord& b);

} // namespace strata

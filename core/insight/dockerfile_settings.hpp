// Settings that an image's configuration records and no step of its history tells of: docker commit --change, buildah
// config, Jib and bazel set them so, and a builder's --label.
#pragma once

#include "core/insight/dockerfile.hpp"

#include <vector>

namespace strata {

/// An instruction for each of them, in the order that a Dockerfile mostly has them in; the first has the note that says
/// so. A row of the history tells of a setting when it is the last one that sets it, and sets it to this; where it is
/// kept as its author wrote it and holds variables or quotes, it is believed. Left out is what builders set by
/// themselves: PATH where nobody sets one, and buildah's own label.
[[nodiscard]] std::vector<DockerfileLine> settings_without_steps(const ImageConfig& config, char escape);

} // namespace strata

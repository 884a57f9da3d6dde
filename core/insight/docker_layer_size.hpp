// What docker says a layer weighs.
#pragma once

#include "core/model/layer.hpp"

#include <cstdint>

namespace strata {

/// The rule of docker's overlay2 driver (moby, pkg/directory `Size`): regular files by their size, hard links once,
/// symbolic links by the length of their target, all else nothing. The vfs driver leaves symbolic links out (it adds up
/// the sizes in tar headers); the containerd store counts blocks of its own disk, which no archive can tell.
[[nodiscard]] std::uint64_t docker_layer_size(const LayerTree& tree);

/// A layer's size as far as it is known without unpacking.
struct LayerSize {
    std::uint64_t bytes = 0;
    bool exact = true; ///< false: the bytes as stored in the archive
};

} // namespace strata

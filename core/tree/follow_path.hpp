// A path of the image as a process in it would open it: through symbolic links, never out of the image.
#pragma once

#include "core/base/limits.hpp"
#include "core/base/result.hpp"
#include "core/tree/timeline.hpp"

#include <cstdint>
#include <string_view>

namespace strata {

/// Whether a symbolic link at the end of a path is followed, as `cat` does, or is what is meant, as for `ls -l`; with a
/// slash behind it it is always followed.
enum class LastLink : std::uint8_t { followed, kept };

/// The node that `path` leads to in the image up to and including `layer`. A hard link to a symbolic link is one. Fails
/// with where it ended: a part that is not there, a file used as a folder, or more than Limits::link_depth links.
[[nodiscard]] Result<NodeIndex> follow_path(const Timeline& timeline, std::uint32_t layer, std::string_view path,
                                            const Limits& limits = {}, LastLink last = LastLink::followed);

} // namespace strata

// The smallest explanation for two layers, or two files, that are not the same.
#pragma once

#include "core/diff/reasons.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace strata {

/// The least serious first.
enum class Cause : std::uint8_t {
    none,       ///< the same, or not a pair
    packing,    ///< of layers: the same tar, compressed in another way
    tar_format, ///< of layers: the same entries in the same order, written in another way
    order,      ///< of layers: the same entries in another order
    time,       ///< only times differ
    owner,      ///< owner, and time at most
    mode,       ///< mode, and time at most
    xattr,      ///< extended attributes, and time at most
    attributes, ///< several of time, owner, mode and xattrs
    bytecode,   ///< files that are compiled Python, made anew from the same source; attributes at most
    nested,     ///< files that are archives and hold the same, other times or packing inside; all of the above at most
    unsure,  ///< nothing is seen to differ, but files of the same size were not compared, or a layer was not read whole
    content, ///< other files, bytes, links, types or devices
};
inline constexpr std::size_t cause_count = 13;

/// The cause that reasons without any about content come to: none, time, owner, mode, xattr or attributes; content
/// where there is one.
[[nodiscard]] Cause cause_of(Reasons reasons);

} // namespace strata

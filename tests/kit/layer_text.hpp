// Layers written as text, for tests about trees.
#pragma once

#include "core/model/inspection.hpp"

#include <initializer_list>
#include <string>
#include <string_view>

namespace strata::kit {

/// One layer, one entry a line, in the order of the tar:
///     etc/                  a folder          etc/passwd=root       a file with these bytes
///     lib -> usr/lib        a symbolic link   a => b                a hard link
///     pipe |                a fifo            null % 1:3            a character device
///     etc/.wh.passwd=       a whiteout, as a tar has it         my%20dir/  a blank in a path
/// and behind it, in any order: mode:0600 uid:5 gid:5 mtime:7 nano:1 user.x:value (an xattr) security.x:00ff (one in
/// hex) unhashed size:1000 stray:path (a link's name in the header of what is no link).
[[nodiscard]] Layer layer_from_text(std::string_view text);

[[nodiscard]] Inspection inspection_from_text(std::initializer_list<std::string_view> layers);

} // namespace strata::kit
